CREATE TABLE `access_level` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`built_in` integer DEFAULT false NOT NULL,
	`rev` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE `access_level_grant` (
	`access_level_id` text NOT NULL,
	`permission` text NOT NULL,
	PRIMARY KEY(`access_level_id`, `permission`),
	FOREIGN KEY (`access_level_id`) REFERENCES `access_level`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `device` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`generic_patron_id` text,
	`site_id` text,
	`credential_hash` text,
	`enrolment_hash` text,
	`enrolment_expires_at` integer,
	`created_by` text,
	`created_at` integer NOT NULL,
	`last_contact_at` integer,
	`clock_offset` integer DEFAULT 0 NOT NULL,
	`last_seq` integer DEFAULT 0 NOT NULL,
	`revoked_at` integer,
	FOREIGN KEY (`generic_patron_id`) REFERENCES `patron`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`site_id`) REFERENCES `site`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `device_credential_hash_unique` ON `device` (`credential_hash`);--> statement-breakpoint
CREATE UNIQUE INDEX `device_enrolment_hash_unique` ON `device` (`enrolment_hash`);--> statement-breakpoint
CREATE INDEX `device_generic` ON `device` (`generic_patron_id`);--> statement-breakpoint
CREATE TABLE `session` (
	`id` text PRIMARY KEY NOT NULL,
	`patron_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`patron_id`) REFERENCES `patron`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `session_patron` ON `session` (`patron_id`);--> statement-breakpoint
CREATE TABLE `circulation_type` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`rev` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE `copy` (
	`id` text PRIMARY KEY NOT NULL,
	`title_id` text NOT NULL,
	`barcode` text NOT NULL,
	`owner_site_id` text NOT NULL,
	`at_site_id` text NOT NULL,
	`status` text DEFAULT 'available' NOT NULL,
	`circulation_type_id` text,
	`call_number` text,
	`shelf` text,
	`copy_number` text,
	`price` integer,
	`condition` text,
	`note` text,
	`minimum_age` integer,
	`destination_site_id` text,
	`status_changed_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`rev` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`title_id`) REFERENCES `title`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`owner_site_id`) REFERENCES `site`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`at_site_id`) REFERENCES `site`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`circulation_type_id`) REFERENCES `circulation_type`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`destination_site_id`) REFERENCES `site`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `copy_barcode_unique` ON `copy` (`barcode`);--> statement-breakpoint
CREATE INDEX `copy_title` ON `copy` (`title_id`);--> statement-breakpoint
CREATE INDEX `copy_site` ON `copy` (`at_site_id`);--> statement-breakpoint
CREATE INDEX `copy_rev` ON `copy` (`rev`);--> statement-breakpoint
CREATE TABLE `title` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`control_number` text,
	`title` text NOT NULL,
	`subtitle` text,
	`responsibility` text,
	`author` text,
	`contributors` text DEFAULT '[]' NOT NULL,
	`original_title` text,
	`original_author` text,
	`series` text,
	`volume` text,
	`year` integer,
	`publisher` text,
	`edition` text,
	`language` text,
	`subjects` text DEFAULT '[]' NOT NULL,
	`summary` text,
	`pages` text,
	`form` text DEFAULT 'book' NOT NULL,
	`material_kind` text DEFAULT 'library' NOT NULL,
	`audience` text,
	`level` text,
	`isbn` text,
	`isbns` text DEFAULT '[]' NOT NULL,
	`call_number` text,
	`marc` text,
	`suppressed` integer DEFAULT false NOT NULL,
	`popularity` integer DEFAULT 0 NOT NULL,
	`sort_title` text DEFAULT '' NOT NULL,
	`sort_author` text DEFAULT '' NOT NULL,
	`source` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`rev` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `title_id_unique` ON `title` (`id`);--> statement-breakpoint
CREATE INDEX `title_control` ON `title` (`control_number`);--> statement-breakpoint
CREATE INDEX `title_sort` ON `title` (`sort_title`);--> statement-breakpoint
CREATE INDEX `title_rev` ON `title` (`rev`);--> statement-breakpoint
CREATE TABLE `title_isbn` (
	`isbn` text NOT NULL,
	`title_id` text NOT NULL,
	FOREIGN KEY (`title_id`) REFERENCES `title`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `title_isbn_isbn` ON `title_isbn` (`isbn`);--> statement-breakpoint
CREATE INDEX `title_isbn_title` ON `title_isbn` (`title_id`);--> statement-breakpoint
CREATE TABLE `circulation_rule` (
	`id` text PRIMARY KEY NOT NULL,
	`number` integer NOT NULL,
	`site_id` text,
	`library_group_id` text,
	`circulation_type_id` text,
	`settings` text NOT NULL,
	`rev` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`site_id`) REFERENCES `site`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`library_group_id`) REFERENCES `library_group`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`circulation_type_id`) REFERENCES `circulation_type`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `circulation_rule_number_unique` ON `circulation_rule` (`number`);--> statement-breakpoint
CREATE TABLE `loan` (
	`id` text PRIMARY KEY NOT NULL,
	`copy_id` text NOT NULL,
	`title_id` text NOT NULL,
	`patron_id` text,
	`site_id` text NOT NULL,
	`status` text NOT NULL,
	`checked_out_at` integer NOT NULL,
	`due_at` integer NOT NULL,
	`due_on` text NOT NULL,
	`returned_at` integer,
	`renewals` integer DEFAULT 0 NOT NULL,
	`checked_out_by` text,
	`rev` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`copy_id`) REFERENCES `copy`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`title_id`) REFERENCES `title`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`patron_id`) REFERENCES `patron`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`site_id`) REFERENCES `site`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `loan_one_open_per_copy` ON `loan` (`copy_id`) WHERE returned_at is null;--> statement-breakpoint
CREATE INDEX `loan_patron` ON `loan` (`patron_id`,`returned_at`);--> statement-breakpoint
CREATE INDEX `loan_copy` ON `loan` (`copy_id`);--> statement-breakpoint
CREATE INDEX `loan_due` ON `loan` (`due_at`) WHERE returned_at is null;--> statement-breakpoint
CREATE INDEX `loan_title` ON `loan` (`title_id`);--> statement-breakpoint
CREATE INDEX `loan_rev` ON `loan` (`rev`);--> statement-breakpoint
CREATE TABLE `override` (
	`id` text PRIMARY KEY NOT NULL,
	`loan_id` text NOT NULL,
	`code` text NOT NULL,
	`reason` text NOT NULL,
	`actor_id` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`loan_id`) REFERENCES `loan`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `override_loan` ON `override` (`loan_id`);--> statement-breakpoint
CREATE TABLE `fine` (
	`id` text PRIMARY KEY NOT NULL,
	`patron_id` text NOT NULL,
	`loan_id` text,
	`copy_id` text,
	`site_id` text,
	`kind` text NOT NULL,
	`note` text DEFAULT '' NOT NULL,
	`growing` integer DEFAULT false NOT NULL,
	`created_at` integer NOT NULL,
	`rev` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`patron_id`) REFERENCES `patron`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`loan_id`) REFERENCES `loan`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`copy_id`) REFERENCES `copy`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`site_id`) REFERENCES `site`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `fine_patron` ON `fine` (`patron_id`);--> statement-breakpoint
CREATE INDEX `fine_loan` ON `fine` (`loan_id`);--> statement-breakpoint
CREATE TABLE `fine_entry` (
	`id` text PRIMARY KEY NOT NULL,
	`fine_id` text NOT NULL,
	`patron_id` text NOT NULL,
	`type` text NOT NULL,
	`amount` integer NOT NULL,
	`method` text,
	`reason` text DEFAULT '' NOT NULL,
	`site_id` text,
	`actor_id` text,
	`at` integer NOT NULL,
	FOREIGN KEY (`fine_id`) REFERENCES `fine`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`patron_id`) REFERENCES `patron`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`site_id`) REFERENCES `site`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `fine_entry_fine` ON `fine_entry` (`fine_id`);--> statement-breakpoint
CREATE INDEX `fine_entry_patron` ON `fine_entry` (`patron_id`);--> statement-breakpoint
CREATE TABLE `hold` (
	`id` text PRIMARY KEY NOT NULL,
	`title_id` text NOT NULL,
	`copy_id` text,
	`patron_id` text NOT NULL,
	`pickup_site_id` text NOT NULL,
	`status` text NOT NULL,
	`position` integer NOT NULL,
	`suspended` integer DEFAULT false NOT NULL,
	`suspended_until` text,
	`captured_copy_id` text,
	`placed_at` integer NOT NULL,
	`ready_at` integer,
	`needed_from` text,
	`needed_to` text,
	`pending_until` text,
	`ready_until` text,
	`closed_at` integer,
	`placed_by` text,
	`rev` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`title_id`) REFERENCES `title`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`copy_id`) REFERENCES `copy`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`patron_id`) REFERENCES `patron`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`pickup_site_id`) REFERENCES `site`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`captured_copy_id`) REFERENCES `copy`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `hold_title` ON `hold` (`title_id`,`closed_at`,`position`);--> statement-breakpoint
CREATE INDEX `hold_patron` ON `hold` (`patron_id`,`closed_at`);--> statement-breakpoint
CREATE INDEX `hold_captured` ON `hold` (`captured_copy_id`);--> statement-breakpoint
CREATE INDEX `hold_rev` ON `hold` (`rev`);--> statement-breakpoint
CREATE TABLE `audit` (
	`id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`actor_id` text,
	`actor_kind` text NOT NULL,
	`device_id` text,
	`use_case` text NOT NULL,
	`subject_type` text NOT NULL,
	`subject_id` text NOT NULL,
	`details` text NOT NULL,
	`request_id` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `audit_subject` ON `audit` (`subject_id`,`at`);--> statement-breakpoint
CREATE INDEX `audit_actor` ON `audit` (`actor_id`,`at`);--> statement-breakpoint
CREATE INDEX `audit_at` ON `audit` (`at`);--> statement-breakpoint
CREATE TABLE `idempotency` (
	`key` text NOT NULL,
	`actor_id` text NOT NULL,
	`use_case` text NOT NULL,
	`request_hash` text NOT NULL,
	`answer` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`actor_id`, `key`)
);
--> statement-breakpoint
CREATE INDEX `idempotency_created` ON `idempotency` (`created_at`);--> statement-breakpoint
CREATE TABLE `job` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`status` text DEFAULT 'queued' NOT NULL,
	`params` text NOT NULL,
	`done` integer DEFAULT 0 NOT NULL,
	`total` integer DEFAULT 0 NOT NULL,
	`summary` text,
	`result_file` text,
	`result_name` text,
	`error_code` text,
	`attempts` integer DEFAULT 0 NOT NULL,
	`cancel_requested` integer DEFAULT false NOT NULL,
	`run_at` integer NOT NULL,
	`lease_until` integer,
	`created_by` text,
	`created_at` integer NOT NULL,
	`started_at` integer,
	`finished_at` integer
);
--> statement-breakpoint
CREATE INDEX `job_due` ON `job` (`status`,`run_at`);--> statement-breakpoint
CREATE INDEX `job_created` ON `job` (`created_at`);--> statement-breakpoint
CREATE TABLE `mail` (
	`id` text PRIMARY KEY NOT NULL,
	`template` text NOT NULL,
	`patron_id` text,
	`to_address` text NOT NULL,
	`locale` text NOT NULL,
	`data` text NOT NULL,
	`status` text DEFAULT 'waiting' NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`next_attempt_at` integer NOT NULL,
	`error_code` text,
	`created_at` integer NOT NULL,
	`sent_at` integer
);
--> statement-breakpoint
CREATE INDEX `mail_due` ON `mail` (`status`,`next_attempt_at`);--> statement-breakpoint
CREATE TABLE `library_group` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`for_students` integer DEFAULT false NOT NULL,
	`rev` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE `patron` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`username` text NOT NULL,
	`username_key` text NOT NULL,
	`password_hash` text,
	`barcode` text,
	`admin_system_id` text,
	`given_name` text DEFAULT '' NOT NULL,
	`middle_name` text DEFAULT '' NOT NULL,
	`preferred_name` text DEFAULT '' NOT NULL,
	`surname` text DEFAULT '' NOT NULL,
	`primary_email` text,
	`birth_year` integer,
	`enabled` integer DEFAULT true NOT NULL,
	`staff_member` integer DEFAULT false NOT NULL,
	`student` integer DEFAULT false NOT NULL,
	`currently_teaching` integer DEFAULT false NOT NULL,
	`until` text,
	`cohort` text,
	`form_class` text,
	`public_search` integer DEFAULT false NOT NULL,
	`primary_site_id` text,
	`source` text,
	`photo_id` text,
	`search_key` text DEFAULT '' NOT NULL,
	`sort_key` text DEFAULT '' NOT NULL,
	`last_sign_in_at` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`rev` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`primary_site_id`) REFERENCES `site`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `patron_username_key_unique` ON `patron` (`username_key`);--> statement-breakpoint
CREATE UNIQUE INDEX `patron_barcode_unique` ON `patron` (`barcode`);--> statement-breakpoint
CREATE UNIQUE INDEX `patron_admin_system_id` ON `patron` (`admin_system_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `patron_one_public_search` ON `patron` (`public_search`) WHERE public_search = 1;--> statement-breakpoint
CREATE INDEX `patron_sort` ON `patron` (`sort_key`,`id`);--> statement-breakpoint
CREATE INDEX `patron_class` ON `patron` (`form_class`);--> statement-breakpoint
CREATE INDEX `patron_rev` ON `patron` (`rev`);--> statement-breakpoint
CREATE TABLE `patron_access_level` (
	`patron_id` text NOT NULL,
	`access_level_id` text NOT NULL,
	PRIMARY KEY(`patron_id`, `access_level_id`),
	FOREIGN KEY (`patron_id`) REFERENCES `patron`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`access_level_id`) REFERENCES `access_level`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `patron_block` (
	`id` text PRIMARY KEY NOT NULL,
	`patron_id` text NOT NULL,
	`reason` text NOT NULL,
	`until` text,
	`created_by` text,
	`created_at` integer NOT NULL,
	`lifted_at` integer,
	FOREIGN KEY (`patron_id`) REFERENCES `patron`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `patron_block_patron` ON `patron_block` (`patron_id`);--> statement-breakpoint
CREATE TABLE `patron_contact` (
	`id` text PRIMARY KEY NOT NULL,
	`patron_id` text NOT NULL,
	`name` text NOT NULL,
	`relation` text DEFAULT '' NOT NULL,
	`email` text,
	`phone` text,
	`receives_notices` integer DEFAULT true NOT NULL,
	FOREIGN KEY (`patron_id`) REFERENCES `patron`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `patron_contact_patron` ON `patron_contact` (`patron_id`);--> statement-breakpoint
CREATE TABLE `patron_library_group` (
	`patron_id` text NOT NULL,
	`library_group_id` text NOT NULL,
	PRIMARY KEY(`patron_id`, `library_group_id`),
	FOREIGN KEY (`patron_id`) REFERENCES `patron`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`library_group_id`) REFERENCES `library_group`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `patron_note` (
	`id` text PRIMARY KEY NOT NULL,
	`patron_id` text NOT NULL,
	`text` text NOT NULL,
	`alert_at_desk` integer DEFAULT false NOT NULL,
	`hidden` integer DEFAULT false NOT NULL,
	`author_id` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`patron_id`) REFERENCES `patron`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `patron_note_patron` ON `patron_note` (`patron_id`);--> statement-breakpoint
CREATE TABLE `patron_site` (
	`patron_id` text NOT NULL,
	`site_id` text NOT NULL,
	PRIMARY KEY(`patron_id`, `site_id`),
	FOREIGN KEY (`patron_id`) REFERENCES `patron`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`site_id`) REFERENCES `site`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `patron_site_site` ON `patron_site` (`site_id`);--> statement-breakpoint
CREATE TABLE `subject` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `subject_name_unique` ON `subject` (`name`);--> statement-breakpoint
CREATE TABLE `title_facet` (
	`seq` integer PRIMARY KEY NOT NULL,
	`title_id` text NOT NULL,
	`form` text NOT NULL,
	`language` text,
	`level` text,
	`year` integer,
	`suppressed` integer NOT NULL,
	`popularity` integer NOT NULL,
	`sort_title` text NOT NULL,
	`sort_author` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `title_facet_title_id_unique` ON `title_facet` (`title_id`);--> statement-breakpoint
CREATE INDEX `title_facet_sort` ON `title_facet` (`sort_title`);--> statement-breakpoint
CREATE INDEX `title_facet_popular` ON `title_facet` (`popularity`);--> statement-breakpoint
CREATE INDEX `title_facet_new` ON `title_facet` (`created_at`);--> statement-breakpoint
CREATE TABLE `title_site` (
	`seq` integer NOT NULL,
	`site_id` text NOT NULL,
	`available` integer NOT NULL,
	PRIMARY KEY(`seq`, `site_id`)
);
--> statement-breakpoint
CREATE INDEX `title_site_site` ON `title_site` (`site_id`);--> statement-breakpoint
CREATE TABLE `title_subject` (
	`seq` integer NOT NULL,
	`subject_id` integer NOT NULL,
	PRIMARY KEY(`seq`, `subject_id`)
);
--> statement-breakpoint
CREATE INDEX `title_subject_subject` ON `title_subject` (`subject_id`);--> statement-breakpoint
CREATE TABLE `closed_range` (
	`id` text PRIMARY KEY NOT NULL,
	`site_id` text,
	`from_on` text NOT NULL,
	`to_on` text NOT NULL,
	`reason` text DEFAULT '' NOT NULL,
	`rev` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`site_id`) REFERENCES `site`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `closed_range_site` ON `closed_range` (`site_id`);--> statement-breakpoint
CREATE TABLE `counter` (
	`name` text PRIMARY KEY NOT NULL,
	`value` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `district` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`currency` text NOT NULL,
	`locale` text DEFAULT 'en' NOT NULL,
	`default_loan_days` integer DEFAULT 14 NOT NULL,
	`history_days` integer,
	`import_stop_percent` integer DEFAULT 20 NOT NULL,
	`lost_paid_policy` text DEFAULT 'refund' NOT NULL,
	`local_holds_first` integer DEFAULT true NOT NULL,
	`transits` integer DEFAULT true NOT NULL,
	`patrons_create_sign_ins` integer DEFAULT false NOT NULL,
	`epoch` text NOT NULL,
	`rev` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE `site` (
	`id` text PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`time_zone` text NOT NULL,
	`open_days` text NOT NULL,
	`check_digit` integer DEFAULT false NOT NULL,
	`patron_pictures` integer DEFAULT true NOT NULL,
	`kiosk_idle_seconds` integer DEFAULT 60 NOT NULL,
	`rev` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `site_code_unique` ON `site` (`code`);--> statement-breakpoint
CREATE TABLE `term` (
	`id` text PRIMARY KEY NOT NULL,
	`site_id` text,
	`name` text NOT NULL,
	`from_on` text NOT NULL,
	`to_on` text NOT NULL,
	`rev` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`site_id`) REFERENCES `site`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `command` (
	`id` text PRIMARY KEY NOT NULL,
	`device_id` text NOT NULL,
	`seq` integer NOT NULL,
	`actor_id` text NOT NULL,
	`type` text NOT NULL,
	`payload` text NOT NULL,
	`payload_hash` text NOT NULL,
	`occurred_at` integer NOT NULL,
	`received_at` integer NOT NULL,
	`outcome` text NOT NULL,
	`result` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `command_device` ON `command` (`device_id`,`seq`);--> statement-breakpoint
CREATE TABLE `sync_exception` (
	`id` text PRIMARY KEY NOT NULL,
	`command_id` text NOT NULL,
	`code` text NOT NULL,
	`status` text DEFAULT 'open' NOT NULL,
	`site_id` text,
	`patron_id` text,
	`copy_id` text,
	`loan_id` text,
	`details` text NOT NULL,
	`resolution` text,
	`resolution_reason` text,
	`resolved_by` text,
	`resolved_at` integer,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`command_id`) REFERENCES `command`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `sync_exception_status` ON `sync_exception` (`status`,`created_at`);