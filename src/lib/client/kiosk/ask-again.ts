/** Something could not be reached and may be there again in a moment. */
const AGAIN_MS = 4000;
/** What is kept here will do for a while. */
const KEPT_AGAIN_MS = 15_000;

const isObject = (part: unknown): part is object => typeof part === 'object' && part !== null;

const mayBeBack = (part: unknown): boolean =>
  isObject(part) &&
  'ok' in part &&
  part.ok === false &&
  'why' in part &&
  (part.why === 'offline' || part.why === 'busy');

const isKept = (part: unknown): boolean => isObject(part) && 'asOf' in part && part.asOf !== undefined;

/**
 * When a page of a station asks the library again by itself.
 * @param parts what its loads answered (`StationAnswer`); anything else among them says nothing
 * @returns ms; undefined where everything on the page is the library's own answer
 */
export function askAgainAfter(parts: readonly unknown[]): number | undefined {
  if (parts.some(mayBeBack)) return AGAIN_MS;
  return parts.some(isKept) ? KEPT_AGAIN_MS : undefined;
}
