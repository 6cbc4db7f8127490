/** What a record is recognised by. Sort texts are those of `sort-keys.ts`. */
export interface TitleKeys {
  readonly controlNumber: string | null;
  /** Whose control number it is (MARC 003); '' where the record does not say. */
  readonly source: string;
  readonly isbns: readonly string[];
  readonly sortTitle: string;
  readonly sortAuthor: string;
  readonly year: number | null;
}

export const MATCH_KEYS = ['control-number', 'isbn', 'title'] as const;
export type MatchedBy = (typeof MATCH_KEYS)[number];

const sameTitle = (a: TitleKeys, b: TitleKeys) => a.sortTitle === b.sortTitle;

/** "Hobbit" and "Hobbit or there and back again" are the same title where another number says so too. */
function likeTitle(a: TitleKeys, b: TitleKeys): boolean {
  const [short, long] = [a.sortTitle, b.sortTitle].sort((x, y) => x.length - y.length);
  return short !== undefined && short !== '' && (long === short || (long ?? '').startsWith(`${short} `));
}

const sharesIsbn = (a: TitleKeys, b: TitleKeys) => a.isbns.some((isbn) => b.isbns.includes(isbn));
const sameControl = (a: TitleKeys, b: TitleKeys) =>
  a.controlNumber !== null && a.controlNumber === b.controlNumber && a.source === b.source;

/** Two records that one library numbered apart are two titles, however alike. */
const numberedApart = (a: TitleKeys, b: TitleKeys) =>
  a.controlNumber !== null &&
  b.controlNumber !== null &&
  a.source === b.source &&
  a.controlNumber !== b.controlNumber;

/**
 * The title of the catalogue that an incoming record describes, by the keys of `order` one after the other: control number
 * and source; ISBN together with a like title; title, author and year. Keys that are not in it are not looked at.
 * @param claimed ids that another record of the same file already stands for: the same control number on a second,
 * different title is a mistake of the file, and both titles are kept.
 */
export function matchTitle<T extends TitleKeys & { readonly id: string }>(
  incoming: TitleKeys,
  candidates: readonly T[],
  claimed: Pick<ReadonlySet<string>, 'has'>,
  order: readonly MatchedBy[] = MATCH_KEYS,
): { title: T; by: MatchedBy } | undefined {
  const byNumber = order.includes('control-number');
  const numbered = byNumber ? candidates.filter((one) => sameControl(one, incoming)) : [];
  const others = byNumber
    ? candidates.filter((one) => !numberedApart(one, incoming) && !numbered.includes(one))
    : candidates;
  const finders: Readonly<Record<MatchedBy, () => T | undefined>> = {
    'control-number': () =>
      numbered.find((one) => sameTitle(one, incoming)) ?? numbered.find((one) => !claimed.has(one.id)),
    isbn: () => others.find((one) => sharesIsbn(one, incoming) && likeTitle(one, incoming)),
    title: () => others.find((one) => isSameWork(one, incoming)),
  };
  for (const by of order) {
    const title = finders[by]();
    if (title) return { title, by };
  }
  return undefined;
}

/** Different numbers speak against it: without ISBN on one side, title, author and year must agree. */
function isSameWork(a: TitleKeys, b: TitleKeys): boolean {
  if (a.isbns.length > 0 && b.isbns.length > 0) return false;
  return a.sortTitle !== '' && sameTitle(a, b) && a.sortAuthor === b.sortAuthor && a.year === b.year;
}
