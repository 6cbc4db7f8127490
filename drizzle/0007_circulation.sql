CREATE TABLE `due_shift` (
	`id` text PRIMARY KEY NOT NULL,
	`closed_range_id` text NOT NULL,
	`loan_id` text NOT NULL,
	`from_due_at` integer NOT NULL,
	`from_due_on` text NOT NULL,
	`to_due_at` integer NOT NULL,
	`to_due_on` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`closed_range_id`) REFERENCES `closed_range`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`loan_id`) REFERENCES `loan`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `due_shift_once` ON `due_shift` (`closed_range_id`,`loan_id`);--> statement-breakpoint
CREATE INDEX `due_shift_loan` ON `due_shift` (`loan_id`);--> statement-breakpoint
CREATE TABLE `stocktake` (
	`id` text PRIMARY KEY NOT NULL,
	`site_id` text NOT NULL,
	`name` text NOT NULL,
	`scope` text NOT NULL,
	`status` text DEFAULT 'open' NOT NULL,
	`started_at` integer NOT NULL,
	`started_by` text,
	`closed_at` integer,
	`closed_by` text,
	`rev` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`site_id`) REFERENCES `site`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `stocktake_site` ON `stocktake` (`site_id`,`status`);--> statement-breakpoint
CREATE TABLE `stocktake_scan` (
	`stocktake_id` text NOT NULL,
	`barcode` text NOT NULL,
	`copy_id` text,
	`sight` text NOT NULL,
	`shelf` text,
	`seen_at` integer NOT NULL,
	`seen_by` text,
	`device_id` text,
	`times` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`stocktake_id`, `barcode`),
	FOREIGN KEY (`stocktake_id`) REFERENCES `stocktake`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`copy_id`) REFERENCES `copy`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `stocktake_scan_copy` ON `stocktake_scan` (`copy_id`);--> statement-breakpoint
ALTER TABLE `copy` ADD `last_seen_at` integer;--> statement-breakpoint
CREATE INDEX `copy_status` ON `copy` (`status`,`at_site_id`);--> statement-breakpoint
ALTER TABLE `loan` ADD `use` text DEFAULT 'loan' NOT NULL;--> statement-breakpoint
ALTER TABLE `loan` ADD `collected_by_id` text REFERENCES patron(id) ON DELETE set null;--> statement-breakpoint
ALTER TABLE `loan` ADD `for_class` text;--> statement-breakpoint
CREATE INDEX `loan_collected_by` ON `loan` (`collected_by_id`) WHERE collected_by_id is not null;--> statement-breakpoint
ALTER TABLE `closed_range` ADD `uid` text;--> statement-breakpoint
ALTER TABLE `closed_range` ADD `emergency` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `site` ADD `hours` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
INSERT OR IGNORE INTO access_level_grant (access_level_id, permission) SELECT access_level_id, 'fines.void' FROM access_level_grant WHERE permission = 'fines.delete';--> statement-breakpoint
INSERT OR IGNORE INTO access_level_grant (access_level_id, permission) SELECT access_level_id, new.permission FROM access_level_grant, (SELECT 'circulation.blockPatrons' AS permission UNION ALL SELECT 'circulation.changeCopies' UNION ALL SELECT 'circulation.stocktake' UNION ALL SELECT 'sites.calendar') AS new WHERE access_level_grant.permission = 'rules.manage';--> statement-breakpoint
INSERT OR IGNORE INTO access_level_grant (access_level_id, permission) SELECT id, new.permission FROM access_level, (SELECT 'circulation.changeCopies' AS permission UNION ALL SELECT 'circulation.stocktake') AS new WHERE id IN ('textbook-administrator', 'resource-administrator');
