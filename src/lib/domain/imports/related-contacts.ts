import { isEmailShape } from '../patrons/email-shape';
import { NOTICE_KINDS, type NoticeKind } from '../patrons/notice-recipients';
import type { PatronContact } from '../patrons/patron';
import { foldText } from '../patrons/search-key';
import { reachesNobody } from '../patrons/validate-patron';
import { cellProblem, type LineProblem, type RelatedProblem } from './related-problems';
import type { RelatedColumn, RelatedLine, RelatedTable } from './related-table';

/** A contact as a line gives it: what is blank there is null, and stays as it is stored. */
export interface WantedContact {
  readonly line: number;
  readonly name: string;
  readonly relation: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly receivesNotices: boolean | null;
  /** Undefined where the line does not say which. */
  readonly notices?: readonly NoticeKind[] | null;
}

/** As many contacts as the form takes. */
export const MOST_CONTACTS = 20;

const YES = new Set(['1', 'y', 'yes', 'true', 'x', 'si']);
const NO = new Set(['0', 'n', 'no', 'false', 'none', 'ninguno']);
const ALL = new Set(['all', 'todo', 'todos']);
const KINDS: Readonly<Record<NoticeKind, readonly string[]>> = {
  'due-soon': ['duesoon', 'due', 'proximovencimiento', 'vencepronto', 'porvencer'],
  overdue: ['overdue', 'overdues', 'late', 'vencido', 'vencidos', 'atrasados', 'prestamosvencidos'],
  'hold-ready': ['holdready', 'hold', 'holds', 'reserva', 'reservas', 'reservalista'],
  fine: ['fine', 'fines', 'multa', 'multas'],
  account: ['account', 'cuenta'],
};

type Notices = Pick<WantedContact, 'receivesNotices' | 'notices'>;

/** What a cell says about notices: yes, no, all, or the kinds with bars between. Undefined for anything else. */
export function readNotices(text: string): Notices | undefined {
  const word = (part: string) => foldText(part).replaceAll(/[^\p{L}\p{N}]/gu, '');
  const whole = word(text);
  if (whole === '') return { receivesNotices: null };
  if (YES.has(whole)) return { receivesNotices: true };
  if (NO.has(whole)) return { receivesNotices: false };
  if (ALL.has(whole)) return { receivesNotices: true, notices: null };
  const parts = text
    .split(/[|;,]/)
    .map(word)
    .filter((part) => part !== '');
  const kinds = parts.map((part) => NOTICE_KINDS.find((kind) => KINDS[kind].includes(part)));
  if (kinds.some((kind) => kind === undefined)) return undefined;
  return { receivesNotices: true, notices: NOTICE_KINDS.filter((kind) => kinds.includes(kind)) };
}

/** Reads the contact of one line, or says why it can't be taken. */
export function readContact(
  table: RelatedTable,
  { line, cells }: RelatedLine,
): WantedContact | { readonly problems: readonly LineProblem[] } {
  const problems: LineProblem[] = [];
  const refuse = (column: RelatedColumn, code: RelatedProblem['code']) => {
    const value = cells[column];
    const name = table.names[column] ?? table.keyName;
    problems.push({ line, code, refuses: 'row', column: name, ...(value ? { value } : {}) });
  };
  for (const column of ['name', 'relation', 'email', 'phone'] as const) {
    const problem = cellProblem(cells[column] ?? '');
    if (problem) refuse(column, problem);
  }
  if (!cells.name) refuse('name', 'contact-name-missing');
  if (cells.email && !isEmailShape(cells.email)) refuse('email', 'email-shape');
  const notices = readNotices(cells.notices ?? '');
  if (!notices) refuse('notices', 'notices-unknown');
  if (problems.length > 0 || !notices) return { problems };
  const { name = '', relation, email, phone } = cells;
  return { line, name, relation: relation || null, email: email || null, phone: phone || null, ...notices };
}

export interface StoredContact extends PatronContact {
  readonly id: string;
}
/** A contact as it is to be stored; without an id where it is new. */
export interface MergedContact extends PatronContact {
  readonly id: string | null;
}

const sameName = (a: string, b: string) => foldText(a) === foldText(b);
const sameEmail = (a: string | null, b: string | null) =>
  a !== null && b !== null && a.toLowerCase() === b.toLowerCase();

/** From the surest: the same name and relation, the same name where the line says no relation, the same address. */
const LIKENESS: readonly ((stored: StoredContact, wanted: WantedContact) => boolean)[] = [
  (stored, { name, relation }) => sameName(stored.name, name) && sameName(stored.relation, relation ?? ''),
  (stored, { name, relation }) => relation === null && sameName(stored.name, name),
  (stored, { email }) => sameEmail(stored.email, email),
];

function matched(stored: readonly StoredContact[], wanted: readonly WantedContact[]) {
  const found = new Map<WantedContact, StoredContact>();
  const claimed = new Set<StoredContact>();
  for (const isAlike of LIKENESS)
    for (const one of wanted) {
      const contact = found.has(one)
        ? undefined
        : stored.find((other) => !claimed.has(other) && isAlike(other, one));
      if (!contact) continue;
      found.set(one, contact);
      claimed.add(contact);
    }
  return found;
}

function merged(before: StoredContact | undefined, wanted: WantedContact): MergedContact {
  const notices = wanted.notices === undefined ? before?.notices : wanted.notices;
  return {
    id: before?.id ?? null,
    name: wanted.name,
    relation: wanted.relation ?? before?.relation ?? '',
    email: wanted.email ?? before?.email ?? null,
    phone: wanted.phone ?? before?.phone ?? null,
    receivesNotices: wanted.receivesNotices ?? before?.receivesNotices ?? true,
    notices: notices ?? null,
  };
}

/** The same name twice means two people only where each line says another relation. */
const isRepeat = (a: WantedContact, b: WantedContact) =>
  sameName(a.name, b.name) &&
  (a.relation === null || b.relation === null || sameName(a.relation, b.relation));

/** The lines of one patron without those that may speak of the same contact again. */
export function withoutRepeats(wanted: readonly WantedContact[]) {
  const kept: WantedContact[] = [];
  const repeats: { line: number; otherLine: number }[] = [];
  for (const one of wanted) {
    const other = kept.find((earlier) => isRepeat(earlier, one));
    if (other) repeats.push({ line: one.line, otherLine: other.line });
    else kept.push(one);
  }
  return { kept, repeats };
}

export const isSameContact = (a: PatronContact, b: PatronContact): boolean =>
  a.name === b.name &&
  a.relation === b.relation &&
  a.email === b.email &&
  a.phone === b.phone &&
  a.receivesNotices === b.receivesNotices &&
  JSON.stringify(a.notices ?? null) === JSON.stringify(b.notices ?? null);

/** Why a line adds no contact that nobody could reach, in the column that might say how. */
export const unreachable = ({ names, keyName }: RelatedTable, { line }: WantedContact): LineProblem => ({
  line,
  code: 'contact-unreachable',
  refuses: 'row',
  column: names.email ?? names.phone ?? names.name ?? keyName,
});

export interface MergedContacts {
  readonly after: readonly MergedContact[];
  readonly isChanged: boolean;
  /** New contacts without email or phone: they are not taken, as where somebody types them. */
  readonly refused: readonly WantedContact[];
}

/**
 * The contacts of one patron after the file: what it names is added or changed, what it leaves blank stays. Merging the
 * same lines again changes nothing.
 * @param wanted without repeats
 * @param replaces whether contacts that the file does not name go; where a line is refused none does
 */
export function mergeContacts(
  stored: readonly StoredContact[],
  wanted: readonly WantedContact[],
  replaces: boolean,
): MergedContacts {
  const found = matched(stored, wanted);
  const lineOf = new Map([...found].map(([line, contact]) => [contact, line]));
  const fresh = wanted.filter((one) => !found.has(one));
  const refused = fresh.filter(reachesNobody);
  const kept = stored.flatMap((contact): MergedContact[] => {
    const line = lineOf.get(contact);
    if (line) return [merged(contact, line)];
    return replaces && refused.length === 0 ? [] : [contact];
  });
  const added = fresh.filter((one) => !reachesNobody(one)).map((one) => merged(undefined, one));
  const isChanged =
    added.length > 0 ||
    kept.length < stored.length ||
    kept.some((contact, index) => !isSameContact(contact, stored[index] ?? contact));
  return { after: [...kept, ...added], isChanged, refused };
}
