import { isbn13 } from '../marc/isbn';
import { isAlone, JOINERS, tokens } from './fold';

/** The columns of the title index that a searcher may name. */
const FIELDS: Readonly<Record<string, string>> = {
  title: 'title',
  author: 'author',
  subject: 'subject',
  series: 'series',
  isbn: 'identifiers',
};

/** What is looked at when no column is named; barcodes are for staff, site tokens are never typed. */
const PLAIN_COLUMNS = '{title author subject series publisher summary identifiers}';
const STAFF_COLUMNS = '{title author subject series publisher summary identifiers barcodes}';

const MOST_TERMS = 24;
const MOST_TOKENS = 32;
const MOST_LETTERS = 64;

/** One word or one "exact phrase" of a query. */
export interface QueryTerm {
  /** As it was typed, without its quotation marks. */
  readonly text: string;
  readonly column?: string;
  readonly phrase: boolean;
  /** Never empty. */
  readonly tokens: readonly string[];
}

export interface QueryText {
  /** Expression for FTS5's MATCH, or null when there is nothing to look for. Holds only quoted words: it never throws. */
  readonly match: string | null;
  readonly terms: readonly QueryTerm[];
}

const TERM = /(?:(title|author|subject|series|isbn):)?(?:"([^"]*)"|([^\s"]+))/giu;
const joiners = new RegExp(`[${JOINERS.filter((sign) => sign !== '-').join('')}-]`, 'gu');

/** Reads a query: words in any order, "exact phrases", `author:` and the like before either. Anything may be typed. */
export function readQuery(text: string): QueryTerm[] {
  const plain = text.slice(0, 1000).replaceAll(/[“”„«»「」『』]/gu, '"');
  const read: QueryTerm[] = [];
  for (const [whole, field, quoted, word] of plain.matchAll(TERM)) {
    const typed = quoted ?? word ?? '';
    const found = tokens(typed)
      .slice(0, MOST_TOKENS)
      .map((token) => token.slice(0, MOST_LETTERS));
    if (found.length === 0) continue;
    const column = field === undefined ? undefined : FIELDS[field.toLowerCase()];
    const phrase = quoted !== undefined && whole.includes('"');
    read.push({ text: typed.trim(), phrase, tokens: found, ...(column ? { column } : {}) });
    if (read.length === MOST_TERMS) break;
  }
  return read;
}

/** Tokens hold letters, digits and marks only, so quoting them is enough. */
const quoted = (words: readonly string[]) => `"${words.join(' ')}"`;
const either = (choices: readonly string[]) =>
  choices.length === 1 ? (choices[0] ?? '') : `(${choices.join(' OR ')})`;

/** The last word may go on: "har" finds harbour, and a title with the very word before it. */
function unfinished(term: QueryTerm): string[] {
  const last = term.tokens.at(-1) ?? '';
  const open = !term.phrase && !isAlone(last) && (term.tokens.length > 1 || [...last].length > 1);
  return open ? [`${quoted(term.tokens)}*`] : [];
}

function expressionOf(term: QueryTerm, isLast: boolean): string {
  const choices = [quoted(term.tokens)];
  if (isLast) choices.push(...unfinished(term));
  const joined = tokens(term.text.replaceAll(joiners, ''));
  if (!term.phrase && joined.length < term.tokens.length && joined.length > 0) choices.push(quoted(joined));
  const isbn = isbn13(term.text);
  if (isbn !== undefined && isbn !== term.tokens[0]) choices.push(quoted([isbn]));
  const expression = either(choices);
  return term.column === undefined ? expression : `{${term.column}} : ${expression}`;
}

/**
 * The index's expression for what somebody typed. All words must be found, in any order and column; ISBN-10 and
 * ISBN-13 are the same, with or without hyphens.
 * @param options.staff barcodes are looked at too.
 */
export function queryText(text: string, options: { staff: boolean }): QueryText {
  const columns = options.staff ? STAFF_COLUMNS : PLAIN_COLUMNS;
  const isbn = /^[\d\sXx-]+$/.test(text.trim()) ? isbn13(text.trim()) : undefined;
  const terms = readQuery(text);
  if (terms.length === 0) return { match: null, terms };
  const words = terms.map((term, i) => expressionOf(term, i === terms.length - 1)).join(' AND ');
  const match = isbn === undefined ? words : `${quoted([isbn])} OR (${words})`;
  return { match: `${columns} : (${match})`, terms };
}

/** The expression for a half-typed text in one column, for suggestions; null when there is nothing to go by. */
export function prefixText(text: string, column: 'title' | 'author' | 'series' | 'subject'): string | null {
  const terms = readQuery(text);
  if (terms.length === 0) return null;
  const words = terms.map((term, i) => {
    const last = term.tokens.at(-1) ?? '';
    return `${quoted(term.tokens)}${i === terms.length - 1 && !isAlone(last) ? '*' : ''}`;
  });
  return `{${column}} : (${words.join(' AND ')})`;
}
