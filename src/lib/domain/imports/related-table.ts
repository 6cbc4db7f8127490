import { foldText } from '../patrons/search-key';
import { normalizeHeader } from './csv-shape';
import { UNIQUE_FIELDS, type UniqueField } from './import-fields';
import { COMMON_HEADERS } from './presets';
import type { TableRow } from './source-table';

/** What a file can hold about patrons who are registered already. */
export const RELATED_KINDS = [
  'contacts',
  'photos',
  'library-groups',
  'access-levels',
  'form-classes',
] as const;
export type RelatedKind = (typeof RELATED_KINDS)[number];

/**
 * `add` keeps what is there; `replace` leaves the patrons of the file exactly what it says; `whole` leaves the groups of
 * the file exactly the patrons it names.
 */
export const RELATED_MODES = ['add', 'replace', 'whole'] as const;
export type RelatedMode = (typeof RELATED_MODES)[number];

/** Ways in which a file of each kind can be taken in; the first is what happens when nothing is said. */
export const MODES_OF: Readonly<Record<RelatedKind, readonly RelatedMode[]>> = {
  contacts: ['add', 'replace'],
  photos: ['add'],
  'library-groups': ['add', 'replace', 'whole'],
  'access-levels': ['add', 'replace', 'whole'],
  'form-classes': ['add'],
};

type TableKind = Exclude<RelatedKind, 'photos'>;
export type RelatedColumn =
  'groups' | 'name' | 'relation' | 'email' | 'phone' | 'notices' | 'formClass' | 'site' | 'teacher';

/** The columns of each kind after the patron's own, in the order of a file without a header. */
export const RELATED_COLUMNS: Readonly<Record<TableKind, readonly RelatedColumn[]>> = {
  contacts: ['name', 'relation', 'email', 'phone', 'notices'],
  'library-groups': ['groups'],
  'access-levels': ['groups'],
  'form-classes': ['formClass', 'site', 'teacher'],
};

const SPELLINGS: Readonly<Record<RelatedColumn, readonly string[]>> = {
  groups: [
    ...['group', 'groups', 'librarygroup', 'librarygroups', 'accesslevel', 'accesslevels', 'systemgroup'],
    ...['systemgroups', 'patrontype', 'grupo', 'grupos', 'grupodebiblioteca', 'gruposdebiblioteca'],
    ...['niveldeacceso', 'nivelesdeacceso', 'grupodelsistema'],
  ],
  name: [
    ...[
      'name',
      'contactname',
      'contact',
      'guardian',
      'guardianname',
      'parent',
      'parentname',
      'contactfullname',
    ],
    ...['nombre', 'contacto', 'nombredelcontacto', 'nombrecontacto'],
  ],
  relation: [
    'relation',
    'relationship',
    'contactrelation',
    'contacttype',
    'relacion',
    'parentesco',
    'vinculo',
  ],
  email: [
    ...['email', 'emailaddress', 'contactemail', 'guardianemail', 'parentemail', 'mail'],
    ...['correo', 'correoelectronico', 'correodelcontacto'],
  ],
  phone: [
    ...['phone', 'phonenumber', 'telephone', 'mobile', 'contactphone', 'guardianphone', 'parentphone'],
    ...['telefono', 'movil'],
  ],
  notices: ['notices', 'receivesnotices', 'notifications', 'avisos', 'recibeavisos', 'notificaciones'],
  formClass: ['class', 'formclass', 'form', 'homeroom', 'classname', 'clase', 'aula', 'grupoclase'],
  site: ['site', 'sites', 'school', 'sitecode', 'sede', 'escuela'],
  teacher: ['teacher', 'teacherusername', 'formteacher', 'homeroomteacher', 'docente', 'tutor', 'profesor'],
};

const spelled = (header: string) => normalizeHeader(foldText(header));

/** The key that a header means: username, library barcode or the administration system's id. */
function keyOf(header: string): UniqueField | null {
  const name = normalizeHeader(header);
  const field = Object.hasOwn(COMMON_HEADERS, name) ? COMMON_HEADERS[name] : undefined;
  return UNIQUE_FIELDS.find((one) => one === field) ?? null;
}

export interface RelatedLine {
  readonly line: number;
  /** What the patron is called by; '' where the cell is blank. */
  readonly key: string;
  readonly cells: Readonly<Partial<Record<RelatedColumn, string>>>;
  /** The line as it stands in the file. */
  readonly raw: readonly string[];
}

export interface RelatedTable {
  /** What patrons are called by, where the header says so. */
  readonly keyField: UniqueField | null;
  readonly keyName: string;
  /** How the file calls each column that is read. */
  readonly names: Readonly<Partial<Record<RelatedColumn, string>>>;
  /** Every column, for the lines that are given back. */
  readonly header: readonly string[];
  readonly lines: readonly RelatedLine[];
}

interface Places {
  key: number;
  keyField: UniqueField | null;
  columns: Map<RelatedColumn, number>;
}

const withoutHeader = (columns: readonly RelatedColumn[]): Places => ({
  key: 0,
  keyField: null,
  columns: new Map(columns.map((column, index) => [column, index + 1])),
});

/** Where everything stands by the header, or null where the first row is a patron already. */
function placesOf(first: readonly string[], columns: readonly RelatedColumn[]): Places | null {
  const keys = first.map(keyOf);
  const own = first.map(
    (header) => columns.find((column) => SPELLINGS[column].includes(spelled(header))) ?? null,
  );
  const named = keys.findIndex((field, index) => field !== null && own[index] === null);
  if (named < 0 && own.every((column) => column === null)) return null;
  const free = own.findIndex((column) => column === null);
  const key = named < 0 ? free : named;
  const found = new Map<RelatedColumn, number>();
  for (const [index, column] of own.entries())
    if (column !== null && !found.has(column)) found.set(column, index);
  const [main] = columns;
  const rest = own.findIndex((column, index) => column === null && index !== key && keys[index] === null);
  // What the file is about may be called anything.
  if (main && !found.has(main) && rest >= 0) found.set(main, rest);
  return { key, keyField: keys[key] ?? null, columns: found };
}

/** Reads a table of one kind by its header, or by the order of its columns where it has none. */
export function readRelatedTable(kind: TableKind, rows: readonly TableRow[]): RelatedTable {
  const filled = rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  const first = (filled[0]?.cells ?? []).map((cell) => cell.replace(/^\ufeff/, '').trim());
  const known = placesOf(first, RELATED_COLUMNS[kind]);
  const { key, keyField, columns } = known ?? withoutHeader(RELATED_COLUMNS[kind]);
  const nameAt = (index: number) => (known && first[index]) || `#${index + 1}`;
  const header = first.map((_, index) => nameAt(index));
  return {
    keyField,
    keyName: nameAt(key),
    header,
    names: Object.fromEntries([...columns].map(([column, index]) => [column, nameAt(index)])),
    lines: filled.slice(known ? 1 : 0).map(({ cells, line }) => ({
      line,
      key: (cells[key] ?? '').trim(),
      cells: Object.fromEntries([...columns].map(([column, index]) => [column, (cells[index] ?? '').trim()])),
      raw: cells,
    })),
  };
}

/** The field by which most lines find somebody; the username where none or several do. */
export function likeliestKey(hits: Readonly<Record<UniqueField, number>>): UniqueField {
  return UNIQUE_FIELDS.reduce((best, field) => (hits[field] > hits[best] ? field : best), 'username');
}
