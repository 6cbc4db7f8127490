import type { DeskMatch } from '../desk/desk-backend';
import type { BrowseRequest, Browsed } from '../desk/desk-backend';
import { foldText, searchTerms } from '$lib/domain/patrons/search-key';
import type { OfflineDatabase, PatronRecord, SnapshotRecord } from './db';
import { matchView, seesBarcodes } from './desk-view';

const MOST_MATCHES = 8;
const PAGE = 50;

type Head = SnapshotRecord['head'];

/** The fields of a search that a device has; it holds no addresses, user names and fields of the district's own. */
const FIELDS_HERE = ['name', 'barcode', 'formClass'];

const textsOf = (fields: readonly string[], { words, barcode, formClass }: PatronRecord): string[] => [
  ...(fields.includes('name') ? words : []),
  ...(fields.includes('barcode') ? foldText(barcode ?? '').split(' ') : []),
  ...(fields.includes('formClass') ? [foldText(formClass ?? '')] : []),
];

const inOrder = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** The surname is the name's last word here: the device has the name as one text. */
const sortName = ({ name }: PatronRecord): string => {
  const words = name.trim().split(/\s+/);
  return foldText([words.at(-1), ...words.slice(0, -1)].join(' '));
};

/** Patrons of the snapshot by the beginnings of words in these fields; only what the device has can be searched. */
export async function findHere(
  db: OfflineDatabase,
  head: Head,
  {
    text,
    siteId,
    fields = FIELDS_HERE,
  }: { text: string; siteId: string; fields?: readonly string[] | undefined },
): Promise<DeskMatch[]> {
  const terms = searchTerms(text);
  const wanted = fields.filter((field) => field !== 'barcode' || seesBarcodes(head));
  if (terms.length === 0) return [];
  const found = await db.patrons
    .filter(
      (person) =>
        person.kind === 'personal' &&
        terms.every((term) => textsOf(wanted, person).some((one) => one.startsWith(term))),
    )
    .limit(MOST_MATCHES)
    .toArray();
  return found.map((person) => matchView(head, person, siteId));
}

/** The patrons of the snapshot by name, page by page; the cursor is where the next page begins. */
export async function browseHere(
  db: OfflineDatabase,
  head: Head,
  { siteId, formClass, from = '', cursor = '0' }: BrowseRequest,
): Promise<Browsed> {
  const people = await db.patrons
    .filter(
      (person) => person.kind === 'personal' && (formClass === undefined || person.formClass === formClass),
    )
    .toArray();
  const named = people
    .map((person) => ({ person, key: sortName(person) }))
    .filter(({ key }) => key >= foldText(from))
    .sort((one, other) => (one.key < other.key ? -1 : 1));
  const at = Number(cursor) || 0;
  const items = named.slice(at, at + PAGE).map(({ person }) => matchView(head, person, siteId));
  return { items, ...(named.length > at + PAGE ? { nextCursor: String(at + PAGE) } : {}) };
}

/** The form classes that patrons of the snapshot carry. */
export async function classesHere(db: OfflineDatabase): Promise<string[]> {
  const people = await db.patrons.toArray();
  const names = new Set(people.flatMap(({ formClass }) => formClass ?? []));
  return [...names].sort(inOrder.compare);
}
