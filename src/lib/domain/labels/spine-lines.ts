/** As many signs as stand beside each other on a narrow spine. */
const MOST_SIGNS = 8;

const LC_CLASS = /^([A-Z]{1,3})(\d+(?:\.\d+)?)(.*)$/;
const DEWEY = /^(\d{3}(?:[./]\d[\d/]*)?)(?!\d)(.*)$/;

/** A long number at its prime marks, or after three places behind the point, where a reader would take a breath. */
function numberLines(number: string): string[] {
  if (number.length <= MOST_SIGNS) return [number.replaceAll('/', '')];
  if (number.includes('/')) return number.split('/').filter((part) => part !== '');
  const at = number.indexOf('.') + 4;
  return [number.slice(0, at), ...(number.slice(at).match(/.{1,7}/g) ?? [])];
}

function linesOf(word: string): string[] {
  const lc = LC_CLASS.exec(word);
  // A class of the Library of Congress has a cutter behind a point; "R79" alone is a cutter.
  if (lc && /^\.[A-Z]/.test(lc[3] ?? '')) {
    const cutters = (lc[3] ?? '').split(/(?=\.[A-Z])/).filter((part) => part !== '');
    return [`${lc[1]}${lc[2]}`, ...cutters];
  }
  const dewey = DEWEY.exec(word);
  if (!dewey) return [word];
  const rest = dewey[2] ?? '';
  return [...numberLines(dewey[1] ?? ''), ...(rest === '' ? [] : [rest])];
}

/**
 * A call number as the lines of a spine label: class, cutter, volume and copy under each other, long class numbers broken
 * where they may be. `more` (volume, copy) stands below, unless the call number says it already.
 */
export function spineLines(callNumber: string, more: readonly string[] = []): string[] {
  const words = callNumber
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '');
  const said = new Set(words.map((word) => word.toLowerCase()));
  return [...words.flatMap(linesOf), ...more.filter((word) => word !== '' && !said.has(word.toLowerCase()))];
}
