import { isbn13 } from '../marc/isbn';
import { JOINERS, mayGoOn, tokens } from './fold';
import { isArticle } from './sort-keys';

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
  const open = !term.phrase && mayGoOn(term.text, last) && (term.tokens.length > 1 || [...last].length > 1);
  return open ? [{ tokens: term.tokens, open: true }] : [];
}

/** Words of two letters that are hardly anybody's initials. */
const SHORT_WORDS = new Set(
  (
    'ad ah al am an as at au be bo by da de di do du ed el em en er es et eu ex go ha he hi ho id if il im in is it ja je ' +
    'ka la le lo ma me mi mo my na ne no nu of oh ok on or os ou ox pa pi re se si so ta te ti to tu tv uk um un up us va ' +
    've vi we ya ye yo zu'
  ).split(' '),
);

/** Initials typed as one word: "jk" and "jrr" stand for "J. K." and "J. R. R." of a heading. */
function initialsOf(token: string): Phrase[] {
  const areInitials = /^[a-z]{2}$/.test(token)
    ? !SHORT_WORDS.has(token)
    : /^[bcdfghjklmnpqrstvwxz]{3}$/.test(token);
  return areInitials ? [{ tokens: [...token], open: false }] : [];
}

/** One word that is written as several, or the other way round: spider-man, o'brien, b.f.g. */
function joinedOf(term: QueryTerm): Phrase[] {
  const areLetters = term.tokens.length > 1 && term.tokens.every((token) => /^[a-z]$/.test(token));
  const joined = tokens(term.text.replaceAll(areLetters ? /\./g : joiners, ''));
  return joined.length > 0 && joined.length < term.tokens.length ? [{ tokens: joined, open: false }] : [];
}

/** The Arabic article stands before its word without a space. */
function arabicOf(token: string): Phrase[] {
  if (!/^[\u0621-\u064a]{3,}$/.test(token)) return [];
  if (!token.startsWith(ARABIC_ARTICLE)) return [{ tokens: [ARABIC_ARTICLE + token], open: false }];
  return token.length > 4 ? [{ tokens: [token.slice(ARABIC_ARTICLE.length)], open: false }] : [];
}
const ARABIC_ARTICLE = 'ال';

/** What else a single word may be written as. */
function variantsOf(term: QueryTerm): Phrase[] {
  if (term.phrase) return [];
  const [only] = term.tokens.length === 1 ? term.tokens : [];
  return [...joinedOf(term), ...(only === undefined ? [] : [...initialsOf(only), ...arabicOf(only)])];
}

function operandOf(term: QueryTerm, isLast: boolean): Operand {
  const choices: Phrase[] = [{ tokens: term.tokens, open: false }];
  if (isLast) choices.push(...unfinished(term));
  choices.push(...variantsOf(term));
  const isbn = isbn13(term.text);
  if (isbn !== undefined && isbn !== term.tokens[0]) choices.push({ tokens: [isbn], open: false });
  return { choices, ...(term.column === undefined ? {} : { column: term.column }) };
}

/** "And" between words; a title may have a sign for it, or nothing. */
const CONJUNCTIONS = new Set(['and', 'und', 'et', 'y', 'och', 'og']);

/** "And" between words need not be in a title: it may have a sign for it, or nothing. */
const isConjunction = ({ phrase, column, tokens: [token = '', ...more] }: QueryTerm) =>
  !phrase && column === undefined && more.length === 0 && CONJUNCTIONS.has(token);

const isFirstArticle = ({ phrase, column, tokens: [token = '', ...more] }: QueryTerm, at: number) =>
  at === 0 && !phrase && column === undefined && more.length === 0 && isArticle(token);

/** Those terms that are left without some, unless none is. */
function without(terms: readonly QueryTerm[], isLeftOut: (term: QueryTerm, at: number) => boolean) {
  const left = terms.filter((term, at) => !isLeftOut(term, at));
  return left.length > 0 ? left : terms;
}

function expressionOf(text: string, terms: readonly QueryTerm[], last: QueryTerm | undefined) {
  const isbn = /^[\d\sXx-]+$/.test(text.trim()) ? isbn13(text.trim()) : undefined;
  const operands = without(terms, isConjunction).map((term) => operandOf(term, term === last));
  return { operands, ...(isbn === undefined ? {} : { isbn }) };
}

/**
 * What somebody typed as what is looked for: all words but "and", in any order and column; ISBN-10 and ISBN-13 are the
 * same, with or without hyphens. Null when there is nothing to look for.
 */
export function queryExpression(text: string): QueryExpression | null {
  const terms = readQuery(text);
  return terms.length === 0 ? null : expressionOf(text, terms, terms.at(-1));
}

/**
 * What is looked for where all words are in no title: without the article at the beginning. Null where that is the same.
 */
export function looserExpression(text: string): QueryExpression | null {
  const terms = readQuery(text);
  const fewer = without(terms, isFirstArticle);
  return fewer.length === terms.length ? null : expressionOf(text, fewer, terms.at(-1));
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
    open: last && mayGoOn(term.text, term.tokens.at(-1) ?? ''),
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
