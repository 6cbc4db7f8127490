DROP INDEX `patron_sort`;--> statement-breakpoint
CREATE INDEX `patron_primary_site` ON `patron` (`primary_site_id`);--> statement-breakpoint
CREATE INDEX `patron_until` ON `patron` (`until`);--> statement-breakpoint
CREATE INDEX `patron_disabled` ON `patron` (`id`) WHERE enabled = 0;--> statement-breakpoint
CREATE INDEX `patron_left` ON `patron` (`id`) WHERE left_on is not null;--> statement-breakpoint
CREATE INDEX `patron_generic` ON `patron` (`id`) WHERE kind = 'generic';--> statement-breakpoint
CREATE INDEX `patron_sort` ON `patron` (`sort_key`,`id`,`kind`,`enabled`,`until`,`left_on`,`cohort`,`form_class`,`barcode`,`last_sign_in_at`,`search_key`);--> statement-breakpoint
CREATE INDEX `loan_open_patron` ON `loan` (`patron_id`,`due_at`) WHERE returned_at is null and status = 'open';--> statement-breakpoint
-- Orders and names that are computed: the expressions are those of server/patrons/list-order.ts, letter by letter.
CREATE INDEX `patron_class_order` ON `patron` (substr(lower(coalesce(form_class, '')), 1, length(lower(coalesce(form_class, ''))) - length(ltrim(lower(coalesce(form_class, '')), 'abcdefghijklmnopqrstuvwxyz .-'))) || printf('%06d', cast(ltrim(lower(coalesce(form_class, '')), 'abcdefghijklmnopqrstuvwxyz .-') as integer)) || ltrim(lower(coalesce(form_class, '')), 'abcdefghijklmnopqrstuvwxyz .-'), `sort_key`, `id`);
--> statement-breakpoint
CREATE INDEX `patron_cohort_order` ON `patron` (substr(lower(coalesce(cohort, '')), 1, length(lower(coalesce(cohort, ''))) - length(ltrim(lower(coalesce(cohort, '')), 'abcdefghijklmnopqrstuvwxyz .-'))) || printf('%06d', cast(ltrim(lower(coalesce(cohort, '')), 'abcdefghijklmnopqrstuvwxyz .-') as integer)) || ltrim(lower(coalesce(cohort, '')), 'abcdefghijklmnopqrstuvwxyz .-'), `sort_key`, `id`);
--> statement-breakpoint
CREATE INDEX `patron_name_year` ON `patron` (substr(sort_key, 1, instr(sort_key, char(1)) + instr(substr(sort_key, instr(sort_key, char(1)) + 1), char(1))), `birth_year`);
