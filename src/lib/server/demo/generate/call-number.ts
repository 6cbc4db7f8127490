import type { TitleFacts } from './types';

const GRAPHEMES = new Intl.Segmenter('und', { granularity: 'grapheme' });
const ARTICLES = /^(the|an?|el|la|los|las|le|les|l'|der|die|das|il|lo|gli|i)\s+|^l'/i;

/** The shelf mark: 'F TOL', '599.5 COU', and 'F SPA GAR' for works in another language than English. */
export function callNumberOf(title: TitleFacts): string {
  const language = title.language === 'eng' ? [] : [title.language.toUpperCase()];
  return [title.callClass, ...language, mark(title)].join(' ');
}

/** The first three written characters of the author's filing name, or of the title without its article. */
function mark(title: TitleFacts): string {
  const source = title.authorHeading ?? title.title.replace(ARTICLES, '');
  const letters = source.replace(/[^\p{L}\p{M}\p{N}]/gu, '').slice(0, 12);
  // Greek capitals lose their accents, which only the Greek rules know.
  return written(letters)
    .slice(0, 3)
    .join('')
    .toLocaleUpperCase(title.language === 'gre' ? 'el' : 'en');
}

/** Written characters; the segmenter is slow and only needed where marks combine, as in Devanagari. */
function written(text: string): string[] {
  if (!/\p{M}/u.test(text)) return Array.from(text);
  return Array.from(GRAPHEMES.segment(text), ({ segment }) => segment);
}
