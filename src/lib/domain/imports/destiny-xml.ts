import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { normalizeHeader } from './csv-shape';

/** Columns of every Destiny table, whatever a file uses of them: a mapping made from a file's beginning fits its end. */
const COLUMNS = [
  'SiteShortName',
  'DistrictID',
  'Barcode',
  'LastName',
  'FirstName',
  'MiddleName',
  'Nickname',
  'PatronType',
  'AccessLevel',
  'Status',
  'Homeroom',
  'GradeLevel',
  'CardExpires',
  'IsTeacher',
  'Birthdate',
  'UserName',
  'Password',
  'EmailPrimary',
] as const;

/** Other spellings of the same elements. */
const SAME: Readonly<Record<string, (typeof COLUMNS)[number]>> = {
  email1: 'EmailPrimary',
  email: 'EmailPrimary',
  site: 'SiteShortName',
  siteid: 'SiteShortName',
  patronstatus: 'Status',
  grade: 'GradeLevel',
};

/** What a deletion says of somebody: who it is, and that the card is not to work any more. */
const KEYS: readonly string[] = ['DistrictID', 'Barcode', 'UserName'];
const CHANGES = new Set(['', 'add', 'insert', 'new', 'update', 'change', 'modify', 'transfer']);
const DELETIONS = new Set(['delete', 'remove', 'd']);

/** Unknown elements beyond these are dropped: a table has no end of columns. */
const MOST_COLUMNS = 100;
const MOST_DEPTH = 20;
/** Longer than any field; the rest of a text is cut off, so that the reading refuses it as too long. */
const MOST_TEXT = 5000;

export type DestinyXmlProblem = 'xml-broken' | 'xml-entities' | 'xml-no-patrons';

export interface DestinyXmlTable {
  readonly header: string[];
  /** One row a person, as long as the header; the line is where the person's element begins, from 1. */
  readonly rows: { cells: string[]; line: number }[];
  /** Why nothing of the file may be taken; its rows are then what was read before. */
  readonly problem: DestinyXmlProblem | null;
}

interface OpenPatron {
  readonly line: number;
  readonly depth: number;
  readonly values: Map<string, string>;
}

const localName = (name: string) => name.slice(name.indexOf(':') + 1);

/** Whether a file is XML at all: its first sign is a bracket. */
export const looksLikeXml = (text: string): boolean => /^\ufeff?\s*<[?!a-z]/i.test(text.slice(0, 2000));

/**
 * A district's upload of patron changes as a table with Destiny's column names. Every `Patron` element is a person, at
 * any depth; its fields are its attributes and the innermost elements in it, known by their names whatever their case. An
 * `Action` (attribute, field, or an element `Add`, `Update`, `Delete` around it) says what is to be done. Deletions
 * become rows that disable the person and change nothing else. Declared entities are refused, never expanded.
 */
export function readDestinyXml(text: string): DestinyXmlTable {
  return new DestinyXmlReader().read(text);
}

class DestinyXmlReader {
  readonly #parser = new SaxesParser({ xmlns: false, position: true });
  readonly #columns = new Map<string, string>(COLUMNS.map((name) => [normalizeHeader(name), name]));
  readonly #people: OpenPatron[] = [];
  readonly #path: string[] = [];
  #open: OpenPatron | undefined;
  #text = '';
  /** Whether the innermost element has had no elements in it. */
  #isLeaf = false;
  #problem: DestinyXmlProblem | null = null;

  constructor() {
    this.#parser.on('doctype', (doctype) => {
      if (/<!ENTITY/i.test(doctype)) this.#problem ??= 'xml-entities';
    });
    this.#parser.on('opentag', (tag) => this.#opened(tag));
    this.#parser.on('closetag', () => this.#closed());
    this.#parser.on('text', (piece) => this.#characters(piece));
    this.#parser.on('cdata', (piece) => this.#characters(piece));
    this.#parser.on('error', () => (this.#problem ??= 'xml-broken'));
  }

  read(text: string): DestinyXmlTable {
    this.#parser.write(text.replace(/^\ufeff?\s*/, ''));
    this.#parser.close();
    if (this.#people.length === 0) this.#problem ??= 'xml-no-patrons';
    const header = [...this.#columns.values()];
    const rows = this.#people.map(({ line, values }) => ({
      line,
      cells: header.map((name) => values.get(name) ?? ''),
    }));
    return { header, rows, problem: this.#problem };
  }

  #opened(tag: SaxesTagPlain): void {
    const name = localName(tag.name);
    this.#path.push(name.toLowerCase());
    if (this.#path.length > MOST_DEPTH) this.#problem ??= 'xml-broken';
    if (this.#problem) return;
    this.#text = '';
    this.#isLeaf = true;
    if (this.#open || name.toLowerCase() !== 'patron') return;
    this.#open = { line: this.#parser.line, depth: this.#path.length, values: new Map() };
    for (const [key, value] of Object.entries(tag.attributes)) this.#take(localName(key), value);
  }

  #characters(piece: string): void {
    if (this.#open && this.#text.length < MOST_TEXT) this.#text += piece.slice(0, MOST_TEXT);
  }

  #closed(): void {
    const name = this.#path.at(-1) ?? '';
    const depth = this.#path.length;
    const open = this.#open;
    if (open && depth > open.depth && this.#isLeaf) this.#take(name, this.#text);
    if (open && depth === open.depth) this.#finish(open);
    this.#path.pop();
    this.#isLeaf = false;
  }

  /** A field that comes again adds a site or a group; of anything else the first one counts. */
  #take(name: string, value: string): void {
    const values = this.#open?.values;
    const text = value.trim();
    const column = this.#columnOf(name);
    if (!values || text === '' || column === undefined) return;
    const before = values.get(column);
    if (before === undefined) values.set(column, text);
    else if (column === 'SiteShortName' || column === 'PatronType') values.set(column, `${before}|${text}`);
  }

  #columnOf(name: string): string | undefined {
    const key = normalizeHeader(name);
    const known = SAME[key] ?? (key === 'action' ? 'Action' : this.#columns.get(key));
    if (known !== undefined || this.#columns.size >= MOST_COLUMNS) return known;
    this.#columns.set(key, name);
    return name;
  }

  #finish(open: OpenPatron): void {
    this.#open = undefined;
    if (this.#problem) return;
    const around = this.#path.slice(0, -1).findLast((name) => DELETIONS.has(name) || CHANGES.has(name));
    const action = (open.values.get('Action') ?? around ?? '').toLowerCase();
    open.values.delete('Action');
    if (DELETIONS.has(action))
      for (const column of open.values.keys()) if (!KEYS.includes(column)) open.values.delete(column);
    // An action that nobody knows is shown as a status that nobody knows, with the person it stands at.
    if (DELETIONS.has(action)) open.values.set('Status', 'delete');
    else if (!CHANGES.has(action)) open.values.set('Status', action);
    if (open.values.size > 0) this.#people.push(open);
  }
}
