import type { NewPatron, Patron, PatronChange } from '$lib/contracts/patrons';
import type { SimilarTo } from '$lib/contracts/similar-patrons';
import { BASE_ACCESS_LEVEL } from '$lib/domain/access/permission-shape';
import { NOTICE_KINDS, type NoticeKind } from '$lib/domain/patrons/notice-recipients';
import type { PatronKind } from '$lib/domain/patrons/patron';
import { typedNumber } from '../typed-number';

export interface ContactFields {
  id?: string;
  name: string;
  relation: string;
  email: string;
  phone: string;
  receivesNotices: boolean;
  /** The kinds that are chosen; all of them stands for every kind, also kinds to come. */
  notices: NoticeKind[];
}

const BLANK = {
  username: '',
  password: '',
  barcode: '',
  adminSystemId: '',
  givenName: '',
  middleName: '',
  preferredName: '',
  surname: '',
  primaryEmail: '',
  birthYear: '',
  until: '',
  cohort: '',
  formClass: '',
};
type Texts = typeof BLANK;

/** What of a person is the same for the next one in a row of registrations: everything but who they are. */
const KEPT: readonly (keyof Texts)[] = ['until', 'cohort', 'formClass'];

/** A registration or edit form: texts as they are typed, and the request that they make. */
export class PatronForm {
  kind = $state<PatronKind>('personal');
  texts = $state<Texts>({ ...BLANK });
  enabled = $state(true);
  staffMember = $state(false);
  student = $state(true);
  currentlyTeaching = $state(false);
  singleSignOn = $state(false);
  publicSearch = $state(false);
  groupIds = $state<string[]>([]);
  levelIds = $state<string[]>([BASE_ACCESS_LEVEL]);
  siteIds = $state<string[]>([]);
  primarySiteId = $state('');
  contacts = $state<ContactFields[]>([]);
  /** Values of the district's own fields by their ids, as they are typed. */
  fields = $state<Record<string, string>>({});

  constructor(patron?: Patron, start: { siteIds?: string[] } = {}) {
    this.siteIds = start.siteIds ?? [];
    if (patron) this.take(patron);
  }

  take(patron: Patron): void {
    this.kind = patron.kind;
    for (const key of Object.keys(BLANK) as (keyof Texts)[])
      this.texts[key] = key === 'password' ? '' : String(patron[key] ?? '');
    const { enabled, staffMember, student, currentlyTeaching, publicSearch } = patron;
    Object.assign(this, { enabled, staffMember, student, currentlyTeaching, publicSearch });
    this.singleSignOn = patron.singleSignOn ?? false;
    this.fields = { ...patron.fields };
    this.groupIds = [...patron.libraryGroupIds];
    this.levelIds = [...(patron.accessLevelIds ?? [])];
    this.siteIds = [...patron.siteIds];
    this.primarySiteId = patron.primarySiteId ?? '';
    this.contacts = (patron.contacts ?? []).map((contact) => ({
      ...contact,
      email: contact.email ?? '',
      phone: contact.phone ?? '',
      notices: [...(contact.notices ?? NOTICE_KINDS)],
    }));
  }

  /**
   * Ready for the next person: class, cohort, groups, sites and marks stay, everything that is somebody's own goes.
   * Staff rights are given one by one.
   */
  startNext(): void {
    for (const key of Object.keys(BLANK) as (keyof Texts)[]) if (!KEPT.includes(key)) this.texts[key] = '';
    this.contacts = [];
    this.fields = {};
    this.enabled = true;
    this.publicSearch = false;
    if (!this.student) this.levelIds = [BASE_ACCESS_LEVEL];
  }

  /** Who it is, as far as it is typed: for finding out whether they are registered already. */
  get person(): SimilarTo {
    const { givenName, preferredName, surname, primaryEmail, adminSystemId, birthYear } = this.texts;
    const year = /^\s*\d{4}\s*$/.test(birthYear) ? Number(birthYear) : null;
    return { givenName, preferredName, surname, primaryEmail, adminSystemId, birthYear: year };
  }

  addContact(): void {
    this.contacts.push({
      name: '',
      relation: '',
      email: '',
      phone: '',
      receivesNotices: true,
      notices: [...NOTICE_KINDS],
    });
  }

  removeContact(index: number): void {
    this.contacts.splice(index, 1);
  }

  /** A generic account is nobody: what only people have is not sent. */
  #genericPart(): PatronChange {
    return {
      username: this.texts.username,
      enabled: this.enabled,
      until: this.texts.until || null,
      siteIds: this.siteIds,
      primarySiteId: this.#primarySite(),
      publicSearch: this.publicSearch,
    };
  }

  #primarySite(): string | null {
    return this.siteIds.includes(this.primarySiteId) ? this.primarySiteId : (this.siteIds[0] ?? null);
  }

  #personalPart(): PatronChange {
    const { birthYear, password, until, ...texts } = this.texts;
    return {
      ...texts,
      ...(password === '' || this.singleSignOn ? {} : { password }),
      birthYear: typedNumber(birthYear),
      until: until || null,
      enabled: this.enabled,
      staffMember: this.staffMember,
      student: this.student,
      currentlyTeaching: this.currentlyTeaching,
      singleSignOn: this.singleSignOn,
      libraryGroupIds: this.groupIds,
      accessLevelIds: this.levelIds,
      siteIds: this.siteIds,
      primarySiteId: this.#primarySite(),
      contacts: this.contacts.map(contactOf),
      fields: { ...this.fields },
    };
  }

  /** The change that the form asks for. */
  change(): PatronChange {
    return this.kind === 'generic' ? this.#genericPart() : this.#personalPart();
  }

  registration(): NewPatron {
    return { ...this.change(), kind: this.kind, username: this.texts.username };
  }
}

/** A contact as it is sent: no kind at all is the same as no notices. */
const contactOf = ({ notices, receivesNotices, ...texts }: ContactFields) => ({
  ...texts,
  receivesNotices: receivesNotices && notices.length > 0,
  notices: notices.length === 0 || notices.length === NOTICE_KINDS.length ? null : [...notices],
});

/** The id of the control that a refused field belongs to, for the summary's links. */
export function controlIdOf(path: string): string {
  const [field = '', index, part] = path.split('.');
  if (field === 'fields' && index !== undefined) return `patron-field-${index}`;
  if (field !== 'contacts') return `patron-${field}`;
  return index === undefined ? 'contact-0-email' : `contact-${index}-${part ?? 'name'}`;
}
