import { foldText } from '../patrons/search-key';
import type { Lookup } from './read-cell';

interface Named {
  readonly id: string;
  /** Everything a file may call it: id, code, name in any language. */
  readonly names: readonly string[];
}

/** A lookup by any of the names, ignoring case, accents and punctuation. A name that two entries share finds neither. */
export function lookupOf(entries: Iterable<Named>): Lookup {
  const found = new Map<string, string | null>();
  for (const { id, names } of entries) {
    for (const name of new Set(names.map(foldText).filter(Boolean))) {
      const other = found.get(name);
      found.set(name, other === undefined || other === id ? id : null);
    }
  }
  return (name) => found.get(foldText(name)) ?? null;
}
