import type { Lookup } from '../imports/read-cell';

/** Signs that part the names within one cell of an import. */
const PARTS = /[|;,]/;

interface Named {
  readonly id: string;
  /** What it may be called, the likeliest first. */
  readonly names: readonly string[];
}

/**
 * How each id is written so that an import finds the same id: the first of its names that means nobody else and can
 * stand in a list, else the id itself.
 */
export function writtenNames(entries: readonly Named[], lookup: Lookup): (id: string) => string {
  const isFit = (id: string, name: string) =>
    lookup(name) === id && !PARTS.test(name) && name.trim() === name && !name.includes('\ufffd');
  const written = new Map(
    entries.map(({ id, names }) => [id, names.find((name) => isFit(id, name)) ?? id] as const),
  );
  return (id) => written.get(id) ?? id;
}
