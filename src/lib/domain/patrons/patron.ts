import { BASE_ACCESS_LEVEL } from '../access/permission-shape';
import type { Barcode } from '../shared/barcode';
import type { LibraryGroupId, PatronId, SiteId } from '../shared/ids';
import type { LocalDate } from '../shared/local-date';
import type { NoticeKind } from './notice-recipients';

/** Shortest password that a sign-in may have (Infiniti's registration page: any 8 characters). */
export const MIN_PASSWORD_LENGTH = 8;

/** A personal patron may borrow; a generic one is an anonymous search identity and never a person. */
export type PatronKind = 'personal' | 'generic';

/** Somebody who is told about a patron's loans: a parent, a guardian, a tutor. */
export interface PatronContact {
  readonly name: string;
  readonly relation: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly receivesNotices: boolean;
  /** Which kinds of notices; none given means every kind. */
  readonly notices?: readonly NoticeKind[] | null;
}

/** Everything that registering and editing a patron asks for, but for the password and the photo. */
export interface PatronFields {
  readonly kind: PatronKind;
  /** Unique in the district, ignoring case; by hand or through single sign-on. */
  readonly username: string;
  /** Unique; needed to borrow, but the card need not be carried. */
  readonly barcode: Barcode | null;
  /** The school administration system's id; photos are matched by it. */
  readonly adminSystemId: string | null;
  readonly givenName: string;
  readonly middleName: string;
  readonly preferredName: string;
  readonly surname: string;
  /** The patron's own address; blank on purpose when notices go to contacts only. */
  readonly primaryEmail: string | null;
  readonly birthYear: number | null;
  readonly enabled: boolean;
  /** Teaching staff. Says nothing about library groups. */
  readonly staffMember: boolean;
  readonly student: boolean;
  readonly currentlyTeaching: boolean;
  /** Signs in by single sign-on only: no password is taken. Never a generic account. */
  readonly singleSignOn: boolean;
  /** Last day of access, itself still valid; also caps due dates. Site-local. Never imported. */
  readonly until: LocalDate | null;
  readonly cohort: string | null;
  /** Students only. */
  readonly formClass: string | null;
  readonly libraryGroupIds: readonly LibraryGroupId[];
  readonly accessLevelIds: readonly string[];
  readonly siteIds: readonly SiteId[];
  readonly primarySiteId: SiteId | null;
  /** At most one generic patron of the district. */
  readonly publicSearch: boolean;
  readonly contacts: readonly PatronContact[];
}

export interface Patron extends PatronFields {
  readonly id: PatronId;
  readonly photoId: string | null;
  /** Name of the import source that feeds this patron. */
  readonly source: string | null;
}

/** What a registration form starts with: an enabled person with the base access level and nothing else. */
export const BLANK_PATRON: PatronFields = {
  kind: 'personal',
  username: '',
  barcode: null,
  adminSystemId: null,
  givenName: '',
  middleName: '',
  preferredName: '',
  surname: '',
  primaryEmail: null,
  birthYear: null,
  enabled: true,
  staffMember: false,
  student: false,
  currentlyTeaching: false,
  singleSignOn: false,
  until: null,
  cohort: null,
  formClass: null,
  libraryGroupIds: [],
  accessLevelIds: [BASE_ACCESS_LEVEL],
  siteIds: [],
  primarySiteId: null,
  publicSearch: false,
  contacts: [],
};
