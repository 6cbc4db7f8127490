import type { Lookup } from './read-cell';
import {
  grouped,
  isHomeroom,
  recordsOf,
  type FileNote,
  type JoinedTable,
  type SourceTable,
  type TableRecord,
} from './source-table';

export interface JoinOptions {
  /** Finds a site of the district by what the set calls it; null where there is none. */
  readonly site: Lookup;
  /** Site-local day, by which a role may be over. */
  readonly today: string;
}

const COLUMNS = [
  'sourcedId',
  'status',
  'enabledUser',
  'orgSourcedIds',
  'role',
  'username',
  'givenName',
  'familyName',
  'middleName',
  'preferredGivenName',
  'identifier',
  'email',
  'grades',
  'password',
  'birthDate',
  'homeroom',
  'teaching',
] as const;

const FAMILY = /^(parent|guardian|relative)/i;
const isGone = (record: TableRecord) => record.get('status').toLowerCase() === 'tobedeleted';
const isOver = (record: TableRecord, today: string) => {
  const end = record.get('endDate', 'roleEndDate');
  return /^\d{4}-\d{2}-\d{2}/.test(end) && end.slice(0, 10) < today;
};

type Groups = ReadonlyMap<string, readonly TableRecord[]>;

interface RosterSet {
  readonly orgs: Groups;
  readonly roles: Groups;
  readonly classes: Groups;
  readonly enrolments: Groups;
  readonly demographics: Groups;
  readonly relatives: ReadonlySet<string>;
  readonly options: JoinOptions;
}

/** Roles that are in force, the main one first; family roles last, for a parent who also teaches is staff. */
function rolesOf(set: RosterSet, user: TableRecord): readonly TableRecord[] {
  const rank = (role: TableRecord) =>
    (FAMILY.test(role.get('role')) ? 2 : 0) +
    (/^(primary|true)$/i.test(role.get('roleType', 'isPrimary')) ? 0 : 1);
  const roles = set.roles.get(user.get('sourcedId')) ?? [];
  const current = roles.filter((role) => !isGone(role) && !isOver(role, set.options.today));
  return (current.length > 0 ? current : roles.filter((role) => !isGone(role)))
    .map((role, place) => ({ role, place }))
    .sort((a, b) => rank(a.role) - rank(b.role) || a.place - b.place)
    .map(({ role }) => role);
}

/** What the district calls an organisation: by its id, identifier or name, or by those of the ones above it. */
function siteNameOf(set: RosterSet, org: string): string {
  const seen = new Set<string>();
  for (let id = org; id !== '' && !seen.has(id);) {
    seen.add(id);
    const record = set.orgs.get(id)?.[0];
    const names = [id, record?.get('identifier') ?? '', record?.get('name') ?? ''].filter(Boolean);
    const known = names.find((name) => set.options.site(name) !== null);
    if (known) return known;
    id = record?.get('parentSourcedId') ?? '';
  }
  return set.orgs.get(org)?.[0]?.get('name') || org;
}

const inList = (name: string) => name.replaceAll(/[|;,]/g, ' ');

function sitesOf(set: RosterSet, user: TableRecord, roles: readonly TableRecord[]): string {
  const ids = [
    user.get('primaryOrgSourcedId'),
    ...roles.map((role) => role.get('orgSourcedId')),
    ...user.get('orgSourcedIds').split(','),
  ];
  const names = ids
    .map((id) => id.trim())
    .filter(Boolean)
    .map((id) => siteNameOf(set, id));
  return [...new Set(names)].map(inList).join('|');
}

/** The first class of the file that is a homeroom and of which the pupil is one. */
function homeroomOf(set: RosterSet, user: TableRecord): string {
  for (const enrolment of set.enrolments.get(user.get('sourcedId')) ?? []) {
    if (isGone(enrolment) || enrolment.get('role').toLowerCase() !== 'student') continue;
    const found = set.classes.get(enrolment.get('classSourcedId'))?.[0];
    if (!found || isGone(found)) continue;
    const title = found.get('title');
    if (isHomeroom(found.get('classType'), title)) return title || found.get('classCode');
  }
  return '';
}

function roleOf(set: RosterSet, user: TableRecord, roles: readonly TableRecord[]): string {
  const said = roles[0]?.get('role') || user.get('role');
  return said || (set.relatives.has(user.get('sourcedId')) ? 'guardian' : '');
}

function cellsOf(set: RosterSet, user: TableRecord): string[] {
  const roles = rolesOf(set, user);
  const role = roleOf(set, user, roles);
  const isStudent = /^student$/i.test(role);
  const teaches = (set.enrolments.get(user.get('sourcedId')) ?? []).some(
    (one) => !isGone(one) && /^(teacher|professor|faculty)$/i.test(one.get('role')),
  );
  const made: Partial<Record<(typeof COLUMNS)[number], string>> = {
    orgSourcedIds: sitesOf(set, user, roles),
    role,
    grades: user.get('grades') || (isStudent ? (roles[0]?.get('grade', 'grades') ?? '') : ''),
    birthDate: set.demographics.get(user.get('sourcedId'))?.[0]?.get('birthDate') ?? '',
    homeroom: isStudent ? homeroomOf(set, user) : '',
    teaching: !isStudent && teaches ? 'yes' : '',
  };
  return COLUMNS.map((column) => made[column] ?? user.get(column));
}

/** A manifest that calls the users a delta, or lines with a status, which a bulk set leaves blank. */
function saysDelta(manifest: readonly TableRecord[], users: readonly TableRecord[]): boolean {
  const said = manifest.find((line) => line.get('propertyName').toLowerCase() === 'file.users');
  if (said) return said.get('value').toLowerCase() === 'delta';
  return (
    users.length > 0 &&
    users.every((user) => user.get('status') !== '' && user.get('dateLastModified') !== '')
  );
}

/**
 * The files of a OneRoster 1.1 or 1.2 set, or of School Data Sync 2.1, as one table of people. A pupil's form class is
 * the first class of the kind homeroom (or with such a word in its name) that the pupil is enrolled in.
 */
export function joinOneRoster(tables: ReadonlyMap<string, SourceTable>, options: JoinOptions): JoinedTable {
  const users = recordsOf(tables.get('users'));
  const relationships = recordsOf(tables.get('relationships'));
  const set: RosterSet = {
    orgs: grouped(recordsOf(tables.get('orgs')), 'sourcedId'),
    roles: grouped(recordsOf(tables.get('roles')), 'userSourcedId'),
    classes: grouped(recordsOf(tables.get('classes')), 'sourcedId'),
    enrolments: grouped(recordsOf(tables.get('enrollments')), 'userSourcedId'),
    demographics: grouped(recordsOf(tables.get('demographics')), 'userSourcedId', 'sourcedId'),
    relatives: new Set(relationships.map((one) => one.get('relationshipUserSourcedId'))),
    options,
  };
  const isDelta = saysDelta(recordsOf(tables.get('manifest')), users);
  const notes: FileNote[] = [];
  if (isDelta) notes.push({ code: 'delta' });
  if (relationships.length > 0) notes.push({ code: 'families-unread', count: relationships.length });
  const file = tables.get('users')?.name ?? 'users.csv';
  return {
    rows: [
      { cells: [...COLUMNS], line: 1, file },
      ...users.map((user) => ({ cells: cellsOf(set, user), line: user.line, file })),
    ],
    notes,
    isDelta,
  };
}
