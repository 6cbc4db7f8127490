DROP INDEX `loan_open_patron`;--> statement-breakpoint
DROP INDEX `loan_due`;--> statement-breakpoint
CREATE INDEX `loan_open_patron` ON `loan` (`patron_id`,`due_at`,`returned_at`,`status`) WHERE returned_at is null and status = 'open';--> statement-breakpoint
CREATE INDEX `loan_due` ON `loan` (`due_at`,`status`,`patron_id`,`returned_at`) WHERE returned_at is null;--> statement-breakpoint
DROP INDEX `fine_entry_patron`;--> statement-breakpoint
CREATE INDEX `fine_entry_patron` ON `fine_entry` (`patron_id`,`amount`);--> statement-breakpoint
DROP INDEX `patron_library_group_group`;--> statement-breakpoint
CREATE INDEX `patron_library_group_group` ON `patron_library_group` (`library_group_id`,`patron_id`);--> statement-breakpoint
DROP INDEX `patron_site_site`;--> statement-breakpoint
CREATE INDEX `patron_site_site` ON `patron_site` (`site_id`,`patron_id`);
