CREATE TABLE `fund` (
	`id` text PRIMARY KEY NOT NULL,
	`site_id` text,
	`name` text NOT NULL,
	`rev` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`site_id`) REFERENCES `site`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `barcode_range` (
	`id` text PRIMARY KEY NOT NULL,
	`site_id` text,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`prefix` text DEFAULT '' NOT NULL,
	`digits` integer NOT NULL,
	`next_number` integer NOT NULL,
	`last_number` integer NOT NULL,
	`check` text DEFAULT 'none' NOT NULL,
	`rev` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`site_id`) REFERENCES `site`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `barcode_range_site` ON `barcode_range` (`site_id`);--> statement-breakpoint
CREATE TABLE `catalogue_change` (
	`change_set_id` text NOT NULL,
	`subject` text NOT NULL,
	`subject_id` text NOT NULL,
	`before` text,
	`after` text,
	PRIMARY KEY(`change_set_id`, `subject`, `subject_id`),
	FOREIGN KEY (`change_set_id`) REFERENCES `catalogue_change_set`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `catalogue_change_subject` ON `catalogue_change` (`subject_id`);--> statement-breakpoint
CREATE TABLE `catalogue_change_set` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`request` text NOT NULL,
	`job_id` text,
	`created_by` text,
	`created_at` integer NOT NULL,
	`undo_until` integer NOT NULL,
	`undone_at` integer
);
--> statement-breakpoint
CREATE INDEX `catalogue_change_set_created` ON `catalogue_change_set` (`created_at`);--> statement-breakpoint
CREATE TABLE `label_format` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`layout` text NOT NULL,
	`rev` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `label_format_name_unique` ON `label_format` (`name`);--> statement-breakpoint
CREATE TABLE `lookup_source` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`url` text NOT NULL,
	`settings` text NOT NULL,
	`enabled` integer DEFAULT false NOT NULL,
	`position` integer DEFAULT 0 NOT NULL,
	`rev` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE `title_cover` (
	`id` text PRIMARY KEY NOT NULL,
	`title_id` text NOT NULL,
	`bytes` blob NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`title_id`) REFERENCES `title`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `title_cover_title_id_unique` ON `title_cover` (`title_id`);--> statement-breakpoint
CREATE TABLE `title_import_profile` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`settings` text NOT NULL,
	`rev` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `title_import_profile_name_unique` ON `title_import_profile` (`name`);--> statement-breakpoint
CREATE TABLE `saved_search` (
	`id` text PRIMARY KEY NOT NULL,
	`patron_id` text NOT NULL,
	`name` text NOT NULL,
	`params` text NOT NULL,
	`created_at` integer NOT NULL,
	`rev` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`patron_id`) REFERENCES `patron`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `saved_search_patron` ON `saved_search` (`patron_id`);--> statement-breakpoint
CREATE TABLE `search_day` (
	`day` text NOT NULL,
	`face` text NOT NULL,
	`generic_patron_id` text NOT NULL,
	`searches` integer DEFAULT 0 NOT NULL,
	`found_nothing` integer DEFAULT 0 NOT NULL,
	`titles_opened` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`day`, `face`, `generic_patron_id`),
	FOREIGN KEY (`generic_patron_id`) REFERENCES `patron`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `shelf_place` (
	`id` text PRIMARY KEY NOT NULL,
	`site_id` text NOT NULL,
	`name` text NOT NULL,
	`shelf` text,
	`call_from` text,
	`call_to` text,
	`directions` text DEFAULT '' NOT NULL,
	`x` integer,
	`y` integer,
	`position` integer DEFAULT 0 NOT NULL,
	`rev` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`site_id`) REFERENCES `site`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `shelf_place_site` ON `shelf_place` (`site_id`,`position`);--> statement-breakpoint
CREATE TABLE `site_plan` (
	`site_id` text PRIMARY KEY NOT NULL,
	`image_id` text NOT NULL,
	`bytes` blob NOT NULL,
	`width` integer NOT NULL,
	`height` integer NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`site_id`) REFERENCES `site`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `widget` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`generic_patron_id` text NOT NULL,
	`origins` text NOT NULL,
	`theme` text DEFAULT '{}' NOT NULL,
	`enabled` integer DEFAULT true NOT NULL,
	`created_at` integer NOT NULL,
	`rev` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`generic_patron_id`) REFERENCES `patron`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `widget_generic` ON `widget` (`generic_patron_id`);--> statement-breakpoint
CREATE TABLE `title_gone` (
	`seq` integer PRIMARY KEY NOT NULL,
	`rev` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE INDEX `title_gone_rev` ON `title_gone` (`rev`);--> statement-breakpoint
ALTER TABLE `device` ADD `version` text;--> statement-breakpoint
ALTER TABLE `copy` ADD `fund_id` text REFERENCES fund(id);--> statement-breakpoint
ALTER TABLE `copy` ADD `acquired_on` text;--> statement-breakpoint
CREATE INDEX `copy_fund` ON `copy` (`fund_id`);--> statement-breakpoint
CREATE INDEX `copy_call_number` ON `copy` (`at_site_id`,`call_number`);--> statement-breakpoint
ALTER TABLE `title` ADD `cover_id` text;--> statement-breakpoint
ALTER TABLE `patron` ADD `pin_hash` text;--> statement-breakpoint
ALTER TABLE `title_facet` ADD `rev` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `title_facet` ADD `text_rev` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `title_facet_rev` ON `title_facet` (`rev`);--> statement-breakpoint
CREATE INDEX `title_facet_author` ON `title_facet` (`sort_author`,`sort_title`);--> statement-breakpoint
DROP INDEX `title_facet_sort`;--> statement-breakpoint
CREATE INDEX `title_facet_sort` ON `title_facet` (`sort_title`,`sort_author`);--> statement-breakpoint
ALTER TABLE `site` ADD `kiosk` text DEFAULT '{}' NOT NULL;--> statement-breakpoint
INSERT OR IGNORE INTO access_level_grant (access_level_id, permission) SELECT access_level_id, 'catalogue.manage' FROM access_level_grant WHERE permission = 'catalogue.import';
--> statement-breakpoint
CREATE VIRTUAL TABLE `title_terms` USING fts5vocab('title_index', 'row');--> statement-breakpoint
CREATE VIRTUAL TABLE `title_occurrences` USING fts5vocab('title_index', 'instance');
