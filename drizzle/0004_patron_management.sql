CREATE TABLE `form_class` (
	`id` text PRIMARY KEY NOT NULL,
	`site_id` text NOT NULL,
	`name` text NOT NULL,
	`cohort` text,
	`teacher_id` text,
	`created_at` integer NOT NULL,
	`rev` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`site_id`) REFERENCES `site`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`teacher_id`) REFERENCES `patron`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE UNIQUE INDEX `form_class_site_name` ON `form_class` (`site_id`,`name`);--> statement-breakpoint
CREATE TABLE `import_profile` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`settings` text NOT NULL,
	`owner_id` text,
	`site_id` text,
	`watch_folder` text,
	`schedule` text,
	`enabled` integer DEFAULT true NOT NULL,
	`next_run_at` integer,
	`last_run_at` integer,
	`last_job_id` text,
	`created_at` integer NOT NULL,
	`rev` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`owner_id`) REFERENCES `patron`(`id`) ON UPDATE no action ON DELETE set null,
	FOREIGN KEY (`site_id`) REFERENCES `site`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `import_profile_watch_folder_unique` ON `import_profile` (`watch_folder`);--> statement-breakpoint
CREATE INDEX `import_profile_due` ON `import_profile` (`enabled`,`next_run_at`);--> statement-breakpoint
CREATE TABLE `import_token` (
	`id` text PRIMARY KEY NOT NULL,
	`profile_id` text NOT NULL,
	`name` text NOT NULL,
	`token_hash` text NOT NULL,
	`hint` text NOT NULL,
	`created_by` text,
	`created_at` integer NOT NULL,
	`expires_at` integer,
	`last_used_at` integer,
	`uses` integer DEFAULT 0 NOT NULL,
	`revoked_at` integer,
	FOREIGN KEY (`profile_id`) REFERENCES `import_profile`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `import_token_token_hash_unique` ON `import_token` (`token_hash`);--> statement-breakpoint
CREATE INDEX `import_token_profile` ON `import_token` (`profile_id`);--> statement-breakpoint
CREATE TABLE `patron_change` (
	`change_set_id` text NOT NULL,
	`patron_id` text NOT NULL,
	`before` text NOT NULL,
	`after` text NOT NULL,
	PRIMARY KEY(`change_set_id`, `patron_id`),
	FOREIGN KEY (`change_set_id`) REFERENCES `patron_change_set`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`patron_id`) REFERENCES `patron`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `patron_change_patron` ON `patron_change` (`patron_id`);--> statement-breakpoint
CREATE TABLE `patron_change_set` (
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
CREATE INDEX `patron_change_set_created` ON `patron_change_set` (`created_at`);--> statement-breakpoint
CREATE TABLE `patron_distinct` (
	`patron_id` text NOT NULL,
	`other_id` text NOT NULL,
	`decided_by` text,
	`decided_at` integer NOT NULL,
	PRIMARY KEY(`patron_id`, `other_id`),
	FOREIGN KEY (`patron_id`) REFERENCES `patron`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`other_id`) REFERENCES `patron`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `patron_distinct_other` ON `patron_distinct` (`other_id`);--> statement-breakpoint
CREATE TABLE `patron_merge` (
	`id` text PRIMARY KEY NOT NULL,
	`kept_id` text NOT NULL,
	`lost_id` text NOT NULL,
	`merged_by` text,
	`merged_at` integer NOT NULL,
	`undo_until` integer NOT NULL,
	`undone_at` integer,
	`snapshot` text NOT NULL,
	FOREIGN KEY (`kept_id`) REFERENCES `patron`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `patron_merge_kept` ON `patron_merge` (`kept_id`);--> statement-breakpoint
CREATE INDEX `patron_merge_undo` ON `patron_merge` (`undo_until`);--> statement-breakpoint
CREATE TABLE `rollover` (
	`id` text PRIMARY KEY NOT NULL,
	`status` text NOT NULL,
	`plan` text NOT NULL,
	`rehearsal` text,
	`rehearsed_at` integer,
	`created_by` text,
	`created_at` integer NOT NULL,
	`applied_at` integer,
	`change_set_id` text,
	`rev` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`change_set_id`) REFERENCES `patron_change_set`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE INDEX `rollover_status` ON `rollover` (`status`);--> statement-breakpoint
CREATE TABLE `patron_field` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`type` text NOT NULL,
	`choices` text DEFAULT '[]' NOT NULL,
	`is_unique` integer DEFAULT false NOT NULL,
	`searchable` integer DEFAULT false NOT NULL,
	`position` integer NOT NULL,
	`created_at` integer NOT NULL,
	`rev` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE `patron_field_value` (
	`patron_id` text NOT NULL,
	`field_id` text NOT NULL,
	`value` text NOT NULL,
	`unique_key` text,
	PRIMARY KEY(`patron_id`, `field_id`),
	FOREIGN KEY (`patron_id`) REFERENCES `patron`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`field_id`) REFERENCES `patron_field`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `patron_field_value_unique` ON `patron_field_value` (`field_id`,`unique_key`);--> statement-breakpoint
CREATE INDEX `patron_field_value_field` ON `patron_field_value` (`field_id`,`value`);--> statement-breakpoint
CREATE TABLE `patron_list` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`owner_id` text NOT NULL,
	`shared` integer DEFAULT false NOT NULL,
	`query` text,
	`created_at` integer NOT NULL,
	`rev` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`owner_id`) REFERENCES `patron`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `patron_list_owner` ON `patron_list` (`owner_id`);--> statement-breakpoint
CREATE TABLE `patron_list_member` (
	`list_id` text NOT NULL,
	`patron_id` text NOT NULL,
	`added_at` integer NOT NULL,
	PRIMARY KEY(`list_id`, `patron_id`),
	FOREIGN KEY (`list_id`) REFERENCES `patron_list`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`patron_id`) REFERENCES `patron`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `patron_list_member_patron` ON `patron_list_member` (`patron_id`);--> statement-breakpoint
CREATE TABLE `preference` (
	`patron_id` text NOT NULL,
	`key` text NOT NULL,
	`value` text NOT NULL,
	PRIMARY KEY(`patron_id`, `key`),
	FOREIGN KEY (`patron_id`) REFERENCES `patron`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
ALTER TABLE `patron` ADD `left_on` text;--> statement-breakpoint
ALTER TABLE `patron` ADD `loan_history` text DEFAULT 'district' NOT NULL;--> statement-breakpoint
CREATE INDEX `patron_cohort` ON `patron` (`cohort`);--> statement-breakpoint
CREATE INDEX `patron_email` ON `patron` (`primary_email`);--> statement-breakpoint
ALTER TABLE `patron_contact` ADD `notices` text;--> statement-breakpoint
ALTER TABLE `district` ADD `leaver_days` integer DEFAULT 30 NOT NULL;--> statement-breakpoint
ALTER TABLE `district` ADD `patrons_choose_history` integer DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE `site` ADD `card_symbologies` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `site` ADD `card_check` text DEFAULT 'none' NOT NULL;--> statement-breakpoint
ALTER TABLE `site` ADD `desk_patron_fields` text DEFAULT '["barcode","formClass"]' NOT NULL;--> statement-breakpoint
CREATE INDEX `patron_access_level_level` ON `patron_access_level` (`access_level_id`);--> statement-breakpoint
CREATE INDEX `patron_library_group_group` ON `patron_library_group` (`library_group_id`);