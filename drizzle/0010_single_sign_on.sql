CREATE TABLE `sign_in_attempt` (
	`id` text PRIMARY KEY NOT NULL,
	`provider_id` text NOT NULL,
	`state` text NOT NULL,
	`nonce` text NOT NULL,
	`verifier` text NOT NULL,
	`next` text,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`provider_id`) REFERENCES `sign_in_provider`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `sign_in_attempt_expires` ON `sign_in_attempt` (`expires_at`);--> statement-breakpoint
CREATE TABLE `sign_in_provider` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`issuer` text NOT NULL,
	`client_id` text NOT NULL,
	`client_secret` text NOT NULL,
	`claim` text NOT NULL,
	`match_field` text NOT NULL,
	`own_network` integer DEFAULT false NOT NULL,
	`enabled` integer DEFAULT false NOT NULL,
	`rev` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sign_in_provider_name_unique` ON `sign_in_provider` (`name`);--> statement-breakpoint
ALTER TABLE `patron` ADD `single_sign_on` integer DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX `patron_single_sign_on` ON `patron` (`id`) WHERE single_sign_on = 1;--> statement-breakpoint
CREATE INDEX `patron_email_folded` ON `patron` (lower(primary_email));