/** Ids are opaque strings everywhere; the names only say which kind of thing is meant. */
export type PatronId = string;
export type CopyId = string;
export type TitleId = string;
export type LoanId = string;
export type HoldId = string;
export type FineId = string;
export type RuleId = string;
export type SiteId = string;
export type LibraryGroupId = string;
export type CirculationTypeId = string;
/** One named right, for example `circulation.overrideBlocks`. The list itself lives in `domain/access`. */
export type PermissionId = string;
