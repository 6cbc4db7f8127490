CREATE TABLE `patron_photo` (
	`id` text PRIMARY KEY NOT NULL,
	`patron_id` text NOT NULL,
	`bytes` blob NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`patron_id`) REFERENCES `patron`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `patron_photo_patron_id_unique` ON `patron_photo` (`patron_id`);