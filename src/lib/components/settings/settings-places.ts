import AppWindow from '@lucide/svelte/icons/app-window';
import ArrowRightLeft from '@lucide/svelte/icons/arrow-right-left';
import Armchair from '@lucide/svelte/icons/armchair';
import Building2 from '@lucide/svelte/icons/building-2';
import FileInput from '@lucide/svelte/icons/file-input';
import GraduationCap from '@lucide/svelte/icons/graduation-cap';
import History from '@lucide/svelte/icons/history';
import KeyRound from '@lucide/svelte/icons/key-round';
import LibraryBig from '@lucide/svelte/icons/library-big';
import LogIn from '@lucide/svelte/icons/log-in';
import Mail from '@lucide/svelte/icons/mail';
import MonitorCog from '@lucide/svelte/icons/monitor-cog';
import School from '@lucide/svelte/icons/school';
import ListPlus from '@lucide/svelte/icons/list-plus';
import Barcode from '@lucide/svelte/icons/barcode';
import Scale from '@lucide/svelte/icons/scale';
import Tags from '@lucide/svelte/icons/tags';
import Timer from '@lucide/svelte/icons/timer';
import UserCog from '@lucide/svelte/icons/user-cog';
import type { PermissionId } from '$lib/domain/access/permission-ids';
import { m } from '$lib/paraglide/messages.js';
import { RULE_SETTING_NAMES } from './rule-setting-names';

/** One page of the settings. */
export type SettingsPlace = {
  readonly href: string;
  readonly label: string;
  readonly about: string;
  readonly icon: typeof Mail;
  readonly any: readonly PermissionId[];
  /** What else can be changed there: found by the search, and shown when it was what matched. */
  readonly holds: readonly string[];
};

const siteSettings = (): string[] => [
  ...[m.settings_site_time_zone(), m.settings_site_open_days(), m.calendar_hours_title()],
  ...[m.settings_closed_title(), m.calendar_import(), m.calendar_closure(), m.settings_terms_title()],
  ...[m.shelves_title(), m.settings_site_idle(), m.settings_site_check_digit()],
];

/** How the library works: what a new library sets up first. */
const libraryPlaces = (): SettingsPlace[] => [
  {
    href: '/settings/district',
    label: m.settings_place_district(),
    about: m.settings_place_district_about(),
    icon: Armchair,
    any: ['settings.manage'],
    holds: [
      m.settings_district_name(),
      m.settings_district_loan_days(),
      m.settings_district_history(),
      m.settings_district_import_stop(),
      m.settings_district_lost_paid(),
      m.settings_district_local_holds(),
      m.settings_district_transits(),
      m.settings_district_sign_ins(),
    ],
  },
  {
    href: '/settings/sites',
    label: m.settings_place_sites(),
    about: m.settings_place_sites_about(),
    icon: Building2,
    any: ['sites.manage', 'sites.calendar'],
    holds: siteSettings(),
  },
  {
    href: '/settings/rules',
    label: m.settings_place_rules(),
    about: m.settings_place_rules_about(),
    icon: Scale,
    any: ['rules.manage'],
    holds: Object.values(RULE_SETTING_NAMES).map((name) => name()),
  },
  {
    href: '/settings/groups',
    label: m.settings_place_groups(),
    about: m.settings_place_groups_about(),
    icon: Tags,
    any: ['rules.manage'],
    holds: [m.settings_groups_title(), m.settings_types_title()],
  },
  {
    href: '/settings/access',
    label: m.settings_place_access(),
    about: m.settings_place_access_about(),
    icon: KeyRound,
    any: ['accessLevels.manage'],
    holds: [m.settings_levels_title(), m.settings_permissions_title()],
  },
  {
    href: '/settings/sign-in',
    label: m.signon_place(),
    about: m.signon_place_about(),
    icon: LogIn,
    any: ['accessLevels.manage'],
    holds: [m.signon_providers(), m.signon_redirect(), m.signon_claim()],
  },
];

/** What cataloguers set up. */
const cataloguePlaces = (): SettingsPlace[] => [
  {
    href: '/settings/copies',
    label: m.labels_place(),
    about: m.labels_place_about(),
    icon: Barcode,
    any: ['catalogue.manage'],
    holds: [m.labels_ranges(), m.labels_funds(), m.labels_formats()],
  },
  {
    href: '/settings/cataloguing',
    label: m.cataloguing_place(),
    about: m.cataloguing_place_about(),
    icon: LibraryBig,
    any: ['catalogue.manage'],
    holds: [m.cataloguing_sources(), m.cataloguing_profiles()],
  },
];

/** What the library keeps, shows and sorts its people by. */
const peoplePlaces = (): SettingsPlace[] => [
  {
    href: '/settings/classes',
    label: m.patrons_classes_title(),
    about: m.patrons_classes_about(),
    icon: School,
    any: ['patrons.update'],
    holds: [m.patrons_class_teacher()],
  },
  {
    href: '/settings/rollover',
    label: m.rollover_place(),
    about: m.rollover_place_about(),
    icon: GraduationCap,
    any: ['patrons.rollover'],
    holds: [m.rollover_cohorts(), m.rollover_classes()],
  },
  {
    href: '/settings/fields',
    label: m.fields_place(),
    about: m.fields_place_about(),
    icon: ListPlus,
    any: ['patrons.sitePreferences'],
    holds: [m.fields_add()],
  },
  {
    href: '/settings/fields/move',
    label: m.fields_move(),
    about: m.fields_move_about(),
    icon: ArrowRightLeft,
    any: ['patrons.update'],
    holds: [],
  },
  {
    href: '/settings/patrons',
    label: m.fields_site_place(),
    about: m.fields_site_place_about(),
    icon: UserCog,
    any: ['patrons.sitePreferences'],
    holds: [m.fields_site_pictures(), m.fields_site_check(), m.fields_site_desk()],
  },
];

/** What runs and what happened. */
const operationPlaces = (): SettingsPlace[] => [
  {
    href: '/settings/imports',
    label: m.imports_auto_place(),
    about: m.imports_auto_place_about(),
    icon: FileInput,
    any: ['patrons.automateImports'],
    holds: [m.imports_auto_tokens(), m.imports_auto_folder(), m.imports_auto_when()],
  },
  {
    href: '/settings/stations',
    label: m.settings_place_stations(),
    about: m.settings_place_stations_about(),
    icon: MonitorCog,
    any: ['kiosk.administer'],
    holds: [m.settings_station_code(), m.stations_offer(), m.stations_guide(), m.stations_days()],
  },
  {
    href: '/settings/widgets',
    label: m.widget_place(),
    about: m.widget_about(),
    icon: AppWindow,
    any: ['kiosk.administer'],
    holds: [m.widget_origins(), m.widget_accent()],
  },
  {
    href: '/settings/jobs',
    label: m.settings_place_jobs(),
    about: m.settings_place_jobs_about(),
    icon: Timer,
    any: ['jobs.view'],
    holds: [],
  },
  {
    href: '/settings/mail',
    label: m.settings_place_mail(),
    about: m.settings_place_mail_about(),
    icon: Mail,
    any: ['mail.view'],
    holds: [],
  },
  {
    href: '/settings/audit',
    label: m.settings_place_audit(),
    about: m.settings_place_audit_about(),
    icon: History,
    any: ['audit.view'],
    holds: [],
  },
];

/** Every page of the settings, in the order in which a new library needs them. */
export const settingsPlaces = (): SettingsPlace[] => [
  ...libraryPlaces(),
  ...cataloguePlaces(),
  ...peoplePlaces(),
  ...operationPlaces(),
];
