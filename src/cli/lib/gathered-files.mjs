import { gatherParts } from './gather-parts.mjs';

/**
 * What the bundler tells of a module.
 * @typedef {object} Known
 * @property {string | null} code
 * @property {boolean} isEntry
 * @property {readonly string[]} importers
 * @property {readonly string[]} dynamicImporters
 * @property {readonly string[]} importedIds
 * @property {readonly string[]} dynamicallyImportedIds
 *
 * @typedef {{ getModuleInfo(id: string): Known | null }} Graph
 */

/** A request costs a phone as much as so many bytes of a script before it is minified and compressed. */
const REQUEST_BYTES = 8_000;
/** How much the first load of a page counts; one that is opened from another page counts once. */
const WEIGHTS = [
  { of: /\(kiosk\)|\(public\)\/search/, weight: 4 },
  { of: /\(desk\)\/desk$/, weight: 3 },
  { of: /\(mine\)|\(public\)\/sign-in/, weight: 4 },
];
/** What a page asks for by itself as soon as it stands; what waits for a press of a button is among it. */
const LATER_WEIGHT = 4;

const NODE = /client-optimized\/nodes\/(\d+)\.js$/;
const APP = /client-optimized\/app\.js$/;
/** Words are in one list of all, of which the bundler follows those that are used. */
const WORDS = /\/paraglide\/|\.css$|^\0/;
/** Libraries as well; here they count with whatever would bring them along. */
const LIBRARY = /\/node_modules\/(?!@sveltejs\/kit\/)/;

/** @param {string} start @param {Graph} graph @returns {Map<string, Known>} all modules */
function everyModule(start, graph) {
  /** @type {Map<string, Known>} */
  const found = new Map();
  const waiting = [start];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const known = found.has(id) ? null : graph.getModuleInfo(id);
    if (!known) continue;
    found.set(id, known);
    const { importers, dynamicImporters, importedIds, dynamicallyImportedIds } = known;
    waiting.push(...importers, ...dynamicImporters, ...importedIds, ...dynamicallyImportedIds);
  }
  return found;
}

/**
 * The routes with the numbers of their layouts and their page, as SvelteKit writes them down.
 * @param {string} code of its `app.js`
 */
const routesOf = (code) =>
  [...code.matchAll(/"(\/[^"]*)": \[([-~\d,[\]\s]+)\]/g)].map(([, route = '', nodes = '']) => ({
    route,
    // A page with a load function of the server is written as the complement of its number.
    nodes: [...nodes.matchAll(/(~?)(-?\d+)/g)].map(([, flipped, number]) =>
      flipped ? ~Number(number) : Number(number),
    ),
  }));

/** @param {Map<string, Known>} modules @returns {import('./gather-parts.mjs').Page[]} */
function pagesOf(modules) {
  const ids = [...modules.keys()];
  const nodes = new Map(
    ids.flatMap((id) => [...(NODE.exec(id)?.slice(1) ?? [])].map((at) => [Number(at), id])),
  );
  const starts = ids.filter((id) => modules.get(id)?.isEntry && !NODE.test(id));
  const app = ids.find((id) => APP.test(id));
  const routes = routesOf((app && modules.get(app)?.code) ?? '').map(({ route, nodes: numbers }) => ({
    entries: [...starts, ...[0, 1, ...numbers].flatMap((at) => nodes.get(at) ?? [])],
    weight: WEIGHTS.find(({ of }) => of.test(route))?.weight ?? 1,
  }));
  const later = ids.filter((id) => !NODE.test(id) && (modules.get(id)?.dynamicImporters.length ?? 0) > 0);
  return [...routes, ...later.map((id) => ({ entries: [id], weight: LATER_WEIGHT }))];
}

/** What only one entry needs stays with it, and with the words that only it needs. @param {Map<string, Known>} modules */
function shared(modules) {
  /** @type {Map<string, Set<string>>} */
  const entries = new Map();
  for (const [entry, { isEntry, dynamicImporters }] of modules) {
    if (!isEntry && dynamicImporters.length === 0) continue;
    const waiting = [entry];
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      const known = entries.get(id) ?? new Set();
      if (known.has(entry)) continue;
      entries.set(id, known.add(entry));
      waiting.push(...(modules.get(id)?.importedIds ?? []));
    }
  }
  return (/** @type {string} */ id) => (entries.get(id)?.size ?? 0) > 1;
}

/** @param {string} start @param {Graph} graph @returns {Map<string, string>} the name of the file of each module */
function plan(start, graph) {
  const modules = everyModule(start, graph);
  const isShared = shared(modules);
  const own = [...modules].map(([id, { code, importedIds }]) => ({
    id,
    size: code?.length ?? 0,
    imports: importedIds,
    isFree: isShared(id) && !WORDS.test(id),
  }));
  const parts = gatherParts(own, pagesOf(modules), REQUEST_BYTES);
  return new Map(parts.flatMap((ids, at) => ids.map((id) => [id, `part-${at}`])));
}

/**
 * The name of the file that a module goes into, for the bundler's groups; null where the bundler decides.
 * @returns {(id: string, graph: Graph) => string | null}
 */
export function gatheredFiles() {
  /** @type {Map<string, string> | undefined} */
  let names;
  return (id, graph) => {
    names ??= plan(id, graph);
    return LIBRARY.test(id) ? null : (names.get(id) ?? null);
  };
}
