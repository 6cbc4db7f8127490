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

/** Tokens that stand next to one another; never empty. */
export interface Phrase {
  readonly tokens: readonly string[];
  /** The last token may go on: "har" stands for harbour too. */
  readonly open: boolean;
}

/** What one word or phrase of a query may be: any of its phrases, in one column or in any. */
export interface Operand {
  readonly column?: string;
  readonly choices: readonly Phrase[];
}

/** All operands must be found; or this number alone, where the whole text is an ISBN. */
export interface QueryExpression {
  readonly operands: readonly Operand[];
  readonly isbn?: string;
}

/** The last word may go on: "har" finds harbour, and a title with the very word before it. */
function unfinished(term: QueryTerm): Phrase[] {
  const last = term.tokens.at(-1) ?? '';
  const open = !term.phrase && !isAlone(last) && (term.tokens.length > 1 || [...last].length > 1);
  return open ? [{ tokens: term.tokens, open: true }] : [];
}

function operandOf(term: QueryTerm, isLast: boolean): Operand {
  const choices: Phrase[] = [{ tokens: term.tokens, open: false }];
  if (isLast) choices.push(...unfinished(term));
  const joined = tokens(term.text.replaceAll(joiners, ''));
  if (!term.phrase && joined.length < term.tokens.length && joined.length > 0)
    choices.push({ tokens: joined, open: false });
  const isbn = isbn13(term.text);
  if (isbn !== undefined && isbn !== term.tokens[0]) choices.push({ tokens: [isbn], open: false });
  return { choices, ...(term.column === undefined ? {} : { column: term.column }) };
}

/**
 * What somebody typed as what is looked for: all words, in any order and column; ISBN-10 and ISBN-13 are the same, with
 * or without hyphens. Null when there is nothing to look for.
 */
export function queryExpression(text: string): QueryExpression | null {
  const isbn = /^[\d\sXx-]+$/.test(text.trim()) ? isbn13(text.trim()) : undefined;
  const terms = readQuery(text);
  if (terms.length === 0) return null;
  const operands = terms.map((term, i) => operandOf(term, i === terms.length - 1));
  return { operands, ...(isbn === undefined ? {} : { isbn }) };
}

/** What a half-typed text may become in one column; null when there is nothing to go by. */
export function startOf(
  text: string,
  column: 'title' | 'author' | 'series' | 'subject',
): QueryExpression | null {
  const terms = readQuery(text);
  if (terms.length === 0) return null;
  const phraseOf = (term: QueryTerm, last: boolean): Phrase => ({
    tokens: term.tokens,
    open: last && !isAlone(term.tokens.at(-1) ?? ''),
  });
  const operands = terms.map((term, i) => ({ column, choices: [phraseOf(term, i === terms.length - 1)] }));
  return { operands };
}

/** Tokens hold letters, digits and marks only, so quoting them is enough. */
const quoted = ({ tokens: words, open }: Phrase) => `"${words.join(' ')}"${open ? '*' : ''}`;
const either = (choices: readonly string[]) =>
  choices.length === 1 ? (choices[0] ?? '') : `(${choices.join(' OR ')})`;

function operandText({ column, choices }: Operand): string {
  const expression = either(choices.map(quoted));
  return column === undefined ? expression : `{${column}} : ${expression}`;
}

/**
 * The expression as FTS5's MATCH takes it. It holds only quoted words: it never throws.
 * @param options.staff barcodes are looked at too.
 */
export function matchText({ operands, isbn }: QueryExpression, options: { staff: boolean }): string {
  const columns = options.staff ? STAFF_COLUMNS : PLAIN_COLUMNS;
  const words = operands.map(operandText).join(' AND ');
  const match = isbn === undefined ? words : `${quoted({ tokens: [isbn], open: false })} OR (${words})`;
  return `${columns} : (${match})`;
}
