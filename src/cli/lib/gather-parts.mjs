/**
 * Which modules of the browser go into one file. Left alone, a bundler makes a file of all modules that the same pages
 * need: exact, and a hundred small files for a page, each of which costs a phone more than its bytes do. Here files are
 * put together where that saves more than it costs: a page then fetches some bytes that it does not need.
 *
 * A file is needed by at least the pages that need a file which imports it. Kept up through every step, this means that
 * two files never wait for each other: they would be needed by the same pages, and so would be one file.
 *
 * @typedef {object} Module
 * @property {string} id
 * @property {number} size bytes
 * @property {readonly string[]} imports ids of what it imports at once
 * @property {boolean} isFree whether it may be put into a file with others
 *
 * @typedef {object} Page
 * @property {readonly string[]} entries ids of the modules that it begins with
 * @property {number} weight how much its first load counts
 *
 * @typedef {object} Part
 * @property {Uint32Array} pages a bit for each page that fetches it
 * @property {number} size bytes
 * @property {string[]} ids
 * @property {Set<Part>} imports
 *
 * @typedef {{ gain: number, first: Part, second: Part, widened: Map<Part, Uint32Array> }} Merger
 */

/** @param {Uint32Array} left @param {Uint32Array} right */
const union = (left, right) => left.map((word, i) => word | (right[i] ?? 0));
/** @param {Uint32Array} left @param {Uint32Array} right */
const same = (left, right) => left.every((word, i) => word === right[i]);

/** @param {readonly Page[]} pages @param {Map<string, Module>} modules @returns {Map<string, Uint32Array>} pages of each module */
function pagesOf(pages, modules) {
  const words = Math.ceil(pages.length / 32);
  /** @type {Map<string, Uint32Array>} */
  const found = new Map();
  for (const [number, { entries }] of pages.entries()) {
    const waiting = [...entries];
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      const known = found.get(id) ?? new Uint32Array(words);
      const word = known[number >> 5] ?? 0;
      if (!modules.has(id) || (word >>> (number & 31)) & 1) continue;
      known[number >> 5] = word | (1 << (number & 31));
      found.set(id, known);
      waiting.push(...(modules.get(id)?.imports ?? []));
    }
  }
  return found;
}

/** @param {readonly Page[]} pages @returns {(bits: Uint32Array) => number} the weight of a set of pages */
function weigher(pages) {
  return (bits) => {
    let sum = 0;
    for (let word = 0; word < bits.length; word += 1)
      for (let rest = bits[word] ?? 0; rest !== 0; rest &= rest - 1)
        sum += pages[word * 32 + 31 - Math.clz32(rest & -rest)]?.weight ?? 0;
    return sum;
  };
}

/** One part for each set of pages. @param {Map<string, Module>} modules @param {Map<string, Uint32Array>} pages @returns {Part[]} */
function partsOf(modules, pages) {
  /** @type {Map<string, Part>} */
  const bySet = new Map();
  /** @type {Map<string, Part>} */
  const byId = new Map();
  for (const [id, bits] of pages) {
    if (!modules.get(id)?.isFree) continue;
    const key = bits.join();
    const part = bySet.get(key) ?? { pages: bits, size: 0, ids: [], imports: new Set() };
    part.size += modules.get(id)?.size ?? 0;
    part.ids.push(id);
    bySet.set(key, part);
    byId.set(id, part);
  }
  for (const [id, part] of byId)
    for (const other of modules.get(id)?.imports ?? []) {
      const imported = byId.get(other);
      if (imported && imported !== part) part.imports.add(imported);
    }
  return [...bySet.values()];
}

/**
 * @param {Part[]} parts
 * @param {(bits: Uint32Array) => number} weight
 * @param {number} requestBytes
 */
function createMerging(parts, weight, requestBytes) {
  /** @param {Part} part @param {Uint32Array} bits */
  const cost = ({ size }, bits) => (size + requestBytes) * weight(bits);

  /** What it saves to make one of two, and which others more pages would fetch then. @param {Part} first @param {Part} second @returns {Merger | undefined} */
  function weigh(first, second) {
    const bits = union(first.pages, second.pages);
    let gain =
      cost(first, first.pages) +
      cost(second, second.pages) -
      (first.size + second.size + requestBytes) * weight(bits);
    /** @type {Map<Part, Uint32Array>} */
    const widened = new Map([[first, bits]]);
    const waiting = [...first.imports, ...second.imports];
    for (let part = waiting.pop(); part && gain > 0; part = waiting.pop()) {
      if (part === first || part === second || widened.has(part)) continue;
      const wider = union(part.pages, bits);
      if (same(wider, part.pages)) continue;
      gain -= cost(part, wider) - cost(part, part.pages);
      widened.set(part, wider);
      waiting.push(...part.imports);
    }
    return gain > 0 ? { gain, first, second, widened } : undefined;
  }

  /** @param {Part} into @param {Part} gone */
  function take(into, gone) {
    into.size += gone.size;
    into.ids.push(...gone.ids);
    for (const part of gone.imports) into.imports.add(part);
    parts.splice(parts.indexOf(gone), 1);
    for (const part of parts) if (part.imports.delete(gone)) part.imports.add(into);
    into.imports.delete(into);
  }

  /** @param {Merger} merger @returns {Set<Part>} what has changed or is gone */
  function carryOut({ first, second, widened }) {
    const changed = new Set([second, ...widened.keys()]);
    for (const [part, bits] of widened) part.pages = bits;
    take(first, second);
    for (const part of [...widened.keys()]) {
      const twin = parts.find(
        (other) => other !== part && parts.includes(part) && same(other.pages, part.pages),
      );
      if (!twin) continue;
      take(part, twin);
      changed.add(twin);
    }
    return changed;
  }

  return { weigh, carryOut };
}

/**
 * @param {readonly Module[]} all
 * @param {readonly Page[]} pages
 * @param {number} requestBytes so many bytes a request costs besides its own
 * @returns {string[][]} ids of the modules of each file
 */
export function gatherParts(all, pages, requestBytes) {
  const modules = new Map(all.map((one) => [one.id, one]));
  const parts = partsOf(modules, pagesOf(pages, modules));
  const { weigh, carryOut } = createMerging(parts, weigher(pages), requestBytes);
  /** @param {Part} part @param {Iterable<Part>} others @param {Merger} [known] */
  const bestOf = (part, others, known) => {
    let best = known;
    for (const other of others) {
      const merger = other === part ? undefined : weigh(part, other);
      if (merger && merger.gain > (best?.gain ?? 0)) best = merger;
    }
    return best;
  };
  const best = new Map(parts.map((part, i) => [part, bestOf(part, parts.slice(i + 1))]));
  for (;;) {
    const next = [...best.values()].reduce(
      (one, two) => ((two?.gain ?? 0) > (one?.gain ?? 0) ? two : one),
      undefined,
    );
    if (!next) return parts.map(({ ids }) => ids);
    const changed = carryOut(next);
    for (const part of changed) if (!parts.includes(part)) best.delete(part);
    const fresh = parts.filter((part) => changed.has(part));
    for (const [part, known] of best) {
      const stale = changed.has(part) || (known && (changed.has(known.first) || changed.has(known.second)));
      const spoilt = known && [...known.widened.keys()].some((one) => changed.has(one));
      best.set(part, stale || spoilt ? bestOf(part, parts) : bestOf(part, fresh, known));
    }
  }
}
