/** Latin, Hebrew and Arabic marks that people leave out when they type; other scripts' marks are letters of the word. */
const OPTIONAL_MARKS = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]/g;
const APOSTROPHES = /['\u2018\u2019\u02bc\u02bb`]/g;
const SEPARATORS = /[^\p{L}\p{M}\p{N}]+/gu;

const UNDECOMPOSED: Readonly<Record<string, string>> = {
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
};
const UNDECOMPOSED_LETTERS = /[ßøłđðþæœı]/g;

/**
 * Text as it is compared when searching people: lower case, without accents and apostrophes, other punctuation as
 * single spaces. Digits and leading zeros stay; so do the vowel signs of Indic scripts and Japanese voicing marks.
 */
export function foldText(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replace(OPTIONAL_MARKS, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(UNDECOMPOSED_LETTERS, (letter) => UNDECOMPOSED[letter] ?? letter)
    .replace(APOSTROPHES, '')
    .replace(SEPARATORS, ' ')
    .trim();
}

interface SearchablePatron {
  readonly givenName: string;
  readonly middleName: string;
  readonly preferredName: string;
  readonly surname: string;
  readonly username: string;
  readonly barcode: string | null;
  readonly adminSystemId: string | null;
  readonly formClass: string | null;
  readonly primaryEmail: string | null;
}

/**
 * Everything a patron is found by in the list, folded, in one string. Rebuilt whenever the patron changes.
 * @param fieldValues the patron's values of the district's searchable fields
 */
export function patronSearchKey(patron: SearchablePatron, fieldValues: readonly string[] = []): string {
  const parts = [
    patron.givenName,
    patron.preferredName,
    patron.middleName,
    patron.surname,
    patron.username,
    patron.barcode,
    patron.adminSystemId,
    patron.formClass,
    patron.primaryEmail,
    ...fieldValues,
  ];
  return parts
    .map((part) => foldText(part ?? ''))
    .filter(Boolean)
    .join(' ');
}

/**
 * The key of a patron some of whose fields change, where the values of the district's own fields are not at hand: they
 * stand at the key's end and stay there.
 */
export function renewedSearchKey<P extends SearchablePatron & { readonly searchKey: string }>(
  patron: P,
  changed: Partial<SearchablePatron>,
): string {
  const before = patronSearchKey(patron);
  const rest = patron.searchKey.startsWith(before) ? patron.searchKey.slice(before.length) : '';
  return patronSearchKey({ ...patron, ...changed }) + rest;
}

/** The list's order: surname, then given names, then username, folded. */
export function patronSortKey(patron: SearchablePatron): string {
  return [patron.surname, patron.preferredName || patron.givenName, patron.middleName, patron.username]
    .map(foldText)
    .join('\u0001');
}

/** The words of a query, folded; a patron is found when its key contains every one of them. */
export function searchTerms(query: string): readonly string[] {
  return [...new Set(foldText(query).split(' ').filter(Boolean))];
}
