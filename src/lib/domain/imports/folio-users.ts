import type { FileNote, JoinedTable, TableRow } from './source-table';

const COLUMNS: readonly (readonly [header: string, path: readonly string[]])[] = [
  ['externalSystemId', ['externalSystemId']],
  ['username', ['username']],
  ['barcode', ['barcode']],
  ['active', ['active']],
  ['patronGroup', ['patronGroup']],
  ['lastName', ['personal', 'lastName']],
  ['firstName', ['personal', 'firstName']],
  ['middleName', ['personal', 'middleName']],
  ['preferredFirstName', ['personal', 'preferredFirstName']],
  ['email', ['personal', 'email']],
  ['dateOfBirth', ['personal', 'dateOfBirth']],
  ['expirationDate', ['expirationDate']],
];

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function textAt(user: Json, path: readonly string[]): string {
  let value: unknown = user;
  for (const step of path) value = isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
  if (Array.isArray(value)) return value.filter((one) => typeof one === 'string').join('|');
  return ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : '';
}

function customColumns(users: readonly Json[]): (readonly [string, readonly string[]])[] {
  const names = new Set(
    users.flatMap(({ customFields }) => (isObject(customFields) ? Object.keys(customFields) : [])),
  );
  return [...names].map((name) => [`customFields.${name}`, ['customFields', name]] as const);
}

function tableOf(users: readonly { user: Json; line: number }[], notes: readonly FileNote[]): JoinedTable {
  const columns = [...COLUMNS, ...customColumns(users.map(({ user }) => user))];
  const rows: TableRow[] = users.map(({ user, line }) => ({
    cells: columns.map(([, path]) => textAt(user, path)),
    line,
  }));
  return { rows: [{ cells: columns.map(([header]) => header), line: 0 }, ...rows], notes, isDelta: false };
}

/** Flags of a bulk import that this library never obeys by itself, told so that nobody waits for their effect. */
function notesOf(body: Json): FileNote[] {
  return [
    ...(body['deactivateMissingUsers'] === true ? [{ code: 'asks-to-disable-missing' as const }] : []),
    ...(body['updateOnlyPresentFields'] === false ? [{ code: 'asks-to-empty-blank' as const }] : []),
  ];
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

/**
 * Users as FOLIO writes them: the body of a bulk import, a list, or one user a line, which alone has line numbers; else
 * the place in the list counts.
 * @returns null where the text is none of these
 */
export function readFolioUsers(text: string): JoinedTable | null {
  const body = parsed(text);
  const list = isObject(body) && Array.isArray(body['users']) ? (body['users'] as unknown[]) : body;
  if (Array.isArray(list)) {
    const users = list.filter(isObject).map((user, i) => ({ user, line: i + 1 }));
    return tableOf(users, isObject(body) ? notesOf(body) : []);
  }
  const lines = text
    .split(/\r\n|\n|\r/)
    .map((line, i) => ({ user: parsed(line), line: i + 1, text: line.trim() }));
  const given = lines.filter((line) => line.text !== '');
  const users = given.flatMap(({ user, line }) => (isObject(user) ? [{ user, line }] : []));
  return users.length > 0 && users.length === given.length ? tableOf(users, []) : null;
}
