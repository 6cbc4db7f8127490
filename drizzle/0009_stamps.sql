-- Marks that say whether what is kept in memory still stands; drawn at random, so that one of a change that was rolled
-- back never comes again (src/lib/server/db/kept.ts).
insert into counter (name, value) values ('settings', abs(random() % 9007199254740991)), ('accounts', abs(random() % 9007199254740991)) on conflict (name) do nothing;
--> statement-breakpoint
create trigger stamp_settings_district_insert after insert on district begin
  update counter set value = abs(random() % 9007199254740991) where name = 'settings';
end;
--> statement-breakpoint
create trigger stamp_settings_district_update after update on district begin
  update counter set value = abs(random() % 9007199254740991) where name = 'settings';
end;
--> statement-breakpoint
create trigger stamp_settings_district_delete after delete on district begin
  update counter set value = abs(random() % 9007199254740991) where name = 'settings';
end;
--> statement-breakpoint
create trigger stamp_settings_site_insert after insert on site begin
  update counter set value = abs(random() % 9007199254740991) where name = 'settings';
end;
--> statement-breakpoint
create trigger stamp_settings_site_update after update on site begin
  update counter set value = abs(random() % 9007199254740991) where name = 'settings';
end;
--> statement-breakpoint
create trigger stamp_settings_site_delete after delete on site begin
  update counter set value = abs(random() % 9007199254740991) where name = 'settings';
end;
--> statement-breakpoint
create trigger stamp_settings_circulation_rule_insert after insert on circulation_rule begin
  update counter set value = abs(random() % 9007199254740991) where name = 'settings';
end;
--> statement-breakpoint
create trigger stamp_settings_circulation_rule_update after update on circulation_rule begin
  update counter set value = abs(random() % 9007199254740991) where name = 'settings';
end;
--> statement-breakpoint
create trigger stamp_settings_circulation_rule_delete after delete on circulation_rule begin
  update counter set value = abs(random() % 9007199254740991) where name = 'settings';
end;
--> statement-breakpoint
create trigger stamp_settings_closed_range_insert after insert on closed_range begin
  update counter set value = abs(random() % 9007199254740991) where name = 'settings';
end;
--> statement-breakpoint
create trigger stamp_settings_closed_range_update after update on closed_range begin
  update counter set value = abs(random() % 9007199254740991) where name = 'settings';
end;
--> statement-breakpoint
create trigger stamp_settings_closed_range_delete after delete on closed_range begin
  update counter set value = abs(random() % 9007199254740991) where name = 'settings';
end;
--> statement-breakpoint
create trigger stamp_settings_term_insert after insert on term begin
  update counter set value = abs(random() % 9007199254740991) where name = 'settings';
end;
--> statement-breakpoint
create trigger stamp_settings_term_update after update on term begin
  update counter set value = abs(random() % 9007199254740991) where name = 'settings';
end;
--> statement-breakpoint
create trigger stamp_settings_term_delete after delete on term begin
  update counter set value = abs(random() % 9007199254740991) where name = 'settings';
end;
--> statement-breakpoint
create trigger stamp_accounts_district_insert after insert on district begin
  update counter set value = abs(random() % 9007199254740991) where name = 'accounts';
end;
--> statement-breakpoint
create trigger stamp_accounts_district_update after update on district begin
  update counter set value = abs(random() % 9007199254740991) where name = 'accounts';
end;
--> statement-breakpoint
create trigger stamp_accounts_district_delete after delete on district begin
  update counter set value = abs(random() % 9007199254740991) where name = 'accounts';
end;
--> statement-breakpoint
create trigger stamp_accounts_site_insert after insert on site begin
  update counter set value = abs(random() % 9007199254740991) where name = 'accounts';
end;
--> statement-breakpoint
create trigger stamp_accounts_site_update after update on site begin
  update counter set value = abs(random() % 9007199254740991) where name = 'accounts';
end;
--> statement-breakpoint
create trigger stamp_accounts_site_delete after delete on site begin
  update counter set value = abs(random() % 9007199254740991) where name = 'accounts';
end;
--> statement-breakpoint
create trigger stamp_accounts_patron_access_level_insert after insert on patron_access_level begin
  update counter set value = abs(random() % 9007199254740991) where name = 'accounts';
end;
--> statement-breakpoint
create trigger stamp_accounts_patron_access_level_update after update on patron_access_level begin
  update counter set value = abs(random() % 9007199254740991) where name = 'accounts';
end;
--> statement-breakpoint
create trigger stamp_accounts_patron_access_level_delete after delete on patron_access_level begin
  update counter set value = abs(random() % 9007199254740991) where name = 'accounts';
end;
--> statement-breakpoint
create trigger stamp_accounts_access_level_grant_insert after insert on access_level_grant begin
  update counter set value = abs(random() % 9007199254740991) where name = 'accounts';
end;
--> statement-breakpoint
create trigger stamp_accounts_access_level_grant_update after update on access_level_grant begin
  update counter set value = abs(random() % 9007199254740991) where name = 'accounts';
end;
--> statement-breakpoint
create trigger stamp_accounts_access_level_grant_delete after delete on access_level_grant begin
  update counter set value = abs(random() % 9007199254740991) where name = 'accounts';
end;
--> statement-breakpoint
create trigger stamp_accounts_patron_site_insert after insert on patron_site begin
  update counter set value = abs(random() % 9007199254740991) where name = 'accounts';
end;
--> statement-breakpoint
create trigger stamp_accounts_patron_site_update after update on patron_site begin
  update counter set value = abs(random() % 9007199254740991) where name = 'accounts';
end;
--> statement-breakpoint
create trigger stamp_accounts_patron_site_delete after delete on patron_site begin
  update counter set value = abs(random() % 9007199254740991) where name = 'accounts';
end;
--> statement-breakpoint
create trigger stamp_accounts_patron_update after update of kind, username, given_name, middle_name, preferred_name, surname, enabled, until, currently_teaching, public_search, primary_site_id on patron begin
  update counter set value = abs(random() % 9007199254740991) where name = 'accounts';
end;
--> statement-breakpoint
create trigger stamp_accounts_patron_delete after delete on patron begin
  update counter set value = abs(random() % 9007199254740991) where name = 'accounts';
end;
