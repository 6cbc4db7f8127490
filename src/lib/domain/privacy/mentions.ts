/** The facts that a person can be recognised by. */
export interface IdentityFacts {
  /** The record's id, and those of records that were merged into it. */
  readonly ids: readonly string[];
  readonly username: string;
  readonly barcode: string | null;
  readonly adminSystemId: string | null;
  readonly primaryEmail: string | null;
  readonly givenName: string;
  readonly preferredName: string;
  readonly surname: string;
}

/** What a person can be recognised by in a text, in capitals or not, as words of their own. */
export interface Identity {
  /** Ids, username, cards, addresses, numbers: each of them alone is the person. */
  readonly marks: readonly string[];
  /** Names that are the person only together with the surname. */
  readonly givenNames: readonly string[];
  readonly surname: string | null;
}

const STANDS_FOR_ERASED = '…';

const filled = (values: readonly (string | null)[]): string[] => [
  ...new Set(values.flatMap((value) => (value?.trim() ? [value.trim().normalize('NFC')] : []))),
];

/** How this person can be recognised. Somebody with one name only is recognised by their marks alone. */
export function identityOf(facts: IdentityFacts): Identity {
  const { ids, username, barcode, adminSystemId, primaryEmail } = facts;
  return {
    marks: filled([...ids, username, barcode, adminSystemId, primaryEmail]),
    givenNames: filled([facts.givenName, facts.preferredName]),
    surname: filled([facts.surname])[0] ?? null,
  };
}

const escaped = (word: string) => word.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);

/** Any of the words standing on its own, not as a part of a longer one; undefined for none. */
const anyOf = (words: readonly string[]) =>
  words.length === 0
    ? undefined
    : new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.map(escaped).join('|')})(?![\\p{L}\\p{N}])`, 'giu');

const has = (text: string, pattern: RegExp | undefined) => pattern !== undefined && text.search(pattern) >= 0;

/** Whether a text names this person: one of their marks, or their surname and a given name of theirs. */
export function mentions(text: string, { marks, givenNames, surname }: Identity): boolean {
  const searched = text.normalize('NFC');
  if (has(searched, anyOf(marks))) return true;
  return surname !== null && has(searched, anyOf([surname])) && has(searched, anyOf(givenNames));
}

/** Every word that may be looked for first, before a text is looked at closely. */
export const wordsOf = ({ marks, surname }: Identity): string[] => [...marks, ...(surname ? [surname] : [])];

/** The text with a mark of three dots where the person's marks and names stood. */
export function redacted(text: string, { marks, givenNames, surname }: Identity): string {
  const pattern = anyOf([...marks, ...givenNames, ...(surname ? [surname] : [])]);
  return pattern ? text.normalize('NFC').replaceAll(pattern, STANDS_FOR_ERASED) : text;
}

/** The same value with every text redacted; the shape, its keys, numbers and the ids of other things stay. */
export function redactedValue(value: unknown, identity: Identity): unknown {
  if (typeof value === 'string') return redacted(value, identity);
  if (Array.isArray(value)) return value.map((part) => redactedValue(part, identity));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, redactedValue(inner, identity)]),
  );
}
