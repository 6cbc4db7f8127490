import type { PermissionId, PermissionSection } from './permission-ids';

/** Facts about the account or the district that some permissions need besides other permissions. */
export const CONDITION_CODES = [
  'currently-teaching',
  'has-patron-record',
  'patrons-may-create-logins',
  'service-teams-configured',
  'smtp-configured',
] as const;

export type ConditionCode = (typeof CONDITION_CODES)[number];

/** Remarks that narrow how a permission works; shown beside it, never enforced here. */
export type PermissionNote =
  | 'merge-tab-for-administrators'
  | 'scan-needed-without-it'
  | 'custom-reports-run-only'
  | 'district-wide-reports'
  | 'material-preferences-elsewhere'
  | 'limited-by-max-holds'
  | 'only-unavailable-titles-without-it'
  | 'waits-for-approval-without-it'
  | 'library-materials-only'
  | 'textbooks-only'
  | 'resources-only'
  | 'media-only'
  | 'library-and-media'
  | 'textbooks-and-resources';

/** What one *part* of a permission needs beyond the whole: the permission stays, that part is closed. */
export interface PartialNeed {
  readonly part: 'delete-reports' | 'current-checkouts-report' | 'fine-history-report' | 'email-list';
  readonly permission?: PermissionId;
  readonly condition?: ConditionCode;
}

export interface Dependencies {
  /** All of these must be in force. */
  readonly allOf: readonly PermissionId[];
  /** At least one of these must be in force; empty means no such demand. */
  readonly anyOf: readonly PermissionId[];
}

/** Keys of the access levels that the product ships. */
export const ACCESS_LEVEL_KEYS = [
  'destiny-administrator',
  'district-patrons-manager',
  'district-reports-creator',
  'district-reports-manager',
  'district-library-cataloger',
  'district-textbooks-manager',
  'district-resource-manager',
  'site-administrator',
  'library-administrator',
  'textbook-administrator',
  'resource-administrator',
  'staff',
  'teacher',
  'patron',
  'self-service',
  'library-users',
  'library-circulation-only',
  'can-override-blocks',
  'librarian',
  'system-administrator',
] as const;

export type AccessLevelKey = (typeof ACCESS_LEVEL_KEYS)[number];

/** Every active patron is in this level (Infiniti: mandatory to sign in, search and see one's profile). */
export const BASE_ACCESS_LEVEL: AccessLevelKey = 'library-users';

/** What a catalogue row states beyond its id; everything left out means "none". */
export interface PermissionRow {
  /** Name of the row in Destiny's table, so that a district can compare; absent on our own ids. */
  readonly destinyName?: string;
  readonly allOf?: readonly PermissionId[];
  readonly anyOf?: readonly PermissionId[];
  readonly conditions?: readonly ConditionCode[];
  readonly parts?: readonly PartialNeed[];
  readonly levels: readonly AccessLevelKey[];
  readonly notes?: readonly PermissionNote[];
}

/** One right of the catalogue with everything that decides whether a grant of it takes effect. */
export interface Permission {
  readonly id: PermissionId;
  readonly section: PermissionSection;
  readonly own: boolean;
  readonly destinyName: string | null;
  readonly dependencies: Dependencies;
  readonly conditions: readonly ConditionCode[];
  readonly parts: readonly PartialNeed[];
  readonly defaultLevels: readonly AccessLevelKey[];
  readonly notes: readonly PermissionNote[];
}
