/** The page that a station opens with, its layouts, and the router that begins it. */
const FIRST_SCREEN =
  /\/\(kiosk\)\/kiosk\/(\+layout|\(station\)\/\+(layout|page))\.svelte$|\/client\/entry\.js$/;

/** A file of addresses of all pages: functions that are hardly ever called. */
const ADDRESSES = /(^|\/)entry\/app\./;

/**
 * Read by Chromium: all functions of the file are made ready while it arrives, in tasks of their own and not by the one
 * that calls them first. Other browsers see a comment.
 */
const HINT = '//# allFunctionsCalledOnLoad\n';

/**
 * A file of the bundle, as far as it matters here.
 * @typedef {{ fileName: string, moduleIds: readonly string[], imports: readonly string[] }} Chunk
 */

/**
 * The files that a station's first screen needs before it lives.
 * @param {readonly Chunk[]} chunks
 * @returns {Set<string>} their names
 */
export function firstScreenFiles(chunks) {
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const waiting = chunks.filter(({ moduleIds }) => moduleIds.some((id) => FIRST_SCREEN.test(id)));
  /** @type {Set<string>} */
  const found = new Set();
  for (let chunk = waiting.pop(); chunk; chunk = waiting.pop()) {
    if (found.has(chunk.fileName) || ADDRESSES.test(chunk.fileName)) continue;
    found.add(chunk.fileName);
    waiting.push(...chunk.imports.flatMap((name) => byName.get(name) ?? []));
  }
  return found;
}

/**
 * Left alone, a browser makes each function ready when it is called first: on a slow station half of the task that brings
 * its first screen to life, during which no touch is answered.
 * @returns {import('vite').Plugin}
 */
export const calledAtOnce = () => ({
  name: 'called-at-once',
  applyToEnvironment: ({ name }) => name === 'client',
  // After the code was made small: that drops comments.
  generateBundle: {
    order: 'post',
    handler(_options, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
      const files = firstScreenFiles(chunks);
      for (const chunk of chunks) if (files.has(chunk.fileName)) chunk.code = HINT + chunk.code;
    },
  },
});
