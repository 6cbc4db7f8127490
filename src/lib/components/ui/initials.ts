/**
 * One or two letters that stand for a name without a photo: first and last word, whole graphemes, as they are
 * written. Empty names give an empty text.
 */
export function initials(name: string): string {
  const words = name
    .trim()
    .split(/[\s\p{Dash}]+/u)
    .filter(Boolean);
  const ends = words.length > 1 ? [words[0], words[words.length - 1]] : words;
  const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  const first = (word = ''): string => [...segmenter.segment(word)][0]?.segment ?? '';
  return ends.map(first).join('').toLocaleUpperCase();
}
