import { PLAIN, tokens } from './fold';

const english = 'a an the';

/** Articles that a title is not filed under, by MARC language code; those ending in ' stand before the word itself. */
const ARTICLES: Readonly<Record<string, string>> = {
  eng: english,
  fre: "le la les l' un une des",
  fra: "le la les l' un une des",
  spa: 'el la lo los las un una unos unas',
  cat: "el la els les l' un una uns unes",
  ger: 'der die das den dem des ein eine einen einer eines',
  deu: 'der die das den dem des ein eine einen einer eines',
  ita: "il lo la i gli le l' un uno una un'",
  por: 'o a os as um uma uns umas',
  dut: "de het een 't",
  nld: "de het een 't",
  swe: 'en ett den det de',
  dan: 'en et den det de',
  nor: 'en et ei den det de',
  hun: 'a az egy',
  gre: 'ο η το οι τα ένας μια ένα',
  ell: 'ο η το οι τα ένας μια ένα',
};

const articlesOf = new Map(
  Object.entries(ARTICLES).map(([language, articles]) => [language, articles.split(' ')]),
);

const everyArticle = new Set(Object.values(ARTICLES).flatMap((articles) => articles.split(' ')));

/** Whether a folded word is an article of any of the languages. */
export const isArticle = (word: string): boolean => everyArticle.has(word);

/** Accents and case away, punctuation to single spaces, numbers padded so that 9 comes before 10. */
function keyOf(text: string): string {
  const plain = PLAIN.test(text)
    ? text.replaceAll("'", '')
    : text.normalize('NFKD').replaceAll(/['’]|\p{Script=Inherited}/gu, '');
  const bare = tokens(plain).join(' ');
  return bare.replaceAll(/\d+/g, (digits) => digits.padStart(6, '0')).slice(0, 200);
}

function withoutArticle(text: string, articles: readonly string[]): string {
  const lower = text.toLowerCase().replaceAll('’', "'");
  const article = articles.find((one) =>
    one.endsWith("'") ? lower.startsWith(one) : lower.startsWith(`${one} `),
  );
  if (article === undefined) return text;
  const rest = text.slice(article.length).trim();
  return rest === '' ? text : rest;
}

/**
 * The text a title is filed by: without its first article, without accents and case.
 * @param language MARC code; unknown languages are read as English.
 */
export function sortTitle(title: string, language: string | null | undefined): string {
  const articles = articlesOf.get(language ?? 'eng') ?? [];
  const text = title.trim().replace(/^[^\p{L}\p{N}]+/u, '');
  return keyOf(withoutArticle(text, articles)) || keyOf(title);
}

/**
 * How many characters of a title stand before the word it is filed by: its first article, and what stands before that. 0 where
 * there is none. Source: MARC 21 bibliographic, 245, second indicator (0-9).
 * @param language MARC code; unknown languages are read as English.
 */
export function nonFilingCharacters(title: string, language: string | null | undefined): number {
  const whole = title.trimEnd();
  const words = whole.replace(/^[^\p{L}\p{N}]+/u, '');
  const rest = withoutArticle(words, articlesOf.get(language ?? 'eng') ?? []);
  const count = whole.length - rest.length;
  return rest === words || count > 9 || keyOf(rest) === '' ? 0 : count;
}

/** The text an author heading ("Tolkien, J. R. R.") is filed by; '' without an author. */
export const sortAuthor = (author: string | null | undefined): string => keyOf(author ?? '');
