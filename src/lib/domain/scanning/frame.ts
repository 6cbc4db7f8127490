import { isIsbn13, judgeRead, type JudgedRead, type RawRead, type ScanPolicy } from './symbology';

/** Lower comes first: what a person pointing a camera at a book or a card most likely means. */
const LABELS = new Set(['codabar', 'code_39', 'code_128', 'itf']);

function rank(read: RawRead): number {
  if (LABELS.has(read.format)) return 0;
  if (isIsbn13(read.text)) return 1;
  // Japanese books carry a second EAN under the ISBN (prefix 191 or 192: subject and price).
  if (read.format === 'ean_13' && /^19[12]/.test(read.text)) return 4;
  return read.format === 'qr_code' ? 3 : 2;
}

/**
 * The one code that a picture with several is about: the library's own label before the ISBN, the ISBN before
 * other trade codes and QR; among equals the one nearest to the middle. Null for a picture without a code.
 */
export function chooseRead(reads: readonly RawRead[]): RawRead | null {
  const [best] = [...reads].sort((a, b) => rank(a) - rank(b) || a.offCentre - b.offCentre);
  return best ?? null;
}

/** What one picture says: the chosen code judged by the site's policy, or null where there is no code in it. */
export function judgeFrame(reads: readonly RawRead[], policy: ScanPolicy): JudgedRead | null {
  const judged = reads.map((read) => ({ read, verdict: judgeRead(read, policy) }));
  const chosen = chooseRead(judged.filter(({ verdict }) => verdict.ok).map(({ read }) => read));
  if (chosen) return judgeRead(chosen, policy);
  return judged[0]?.verdict ?? null;
}
