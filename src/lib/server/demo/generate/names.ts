import { NAME_POOLS, UNUSUAL_NAMES } from '../data/names';
import type { Random } from './random';

export interface DemoName {
  givenName: string | null;
  middleName: string | null;
  preferredName: string | null;
  surname: string;
}

const WEIGHTED = NAME_POOLS.map((pool) => [pool, pool.weight] as const);

/** A plainly fictional name: the unusual ones at fixed places, otherwise a pair from one culture's lists. */
export function nameFor(random: Random, index: number): DemoName {
  const unusual = index % 37 === 11 ? UNUSUAL_NAMES[Math.floor(index / 37)] : undefined;
  if (unusual) return { givenName: unusual[0], surname: unusual[1], middleName: null, preferredName: null };
  const pool = random.weighted(WEIGHTED);
  const givenName = random.pick(pool.given);
  const middle = random.pick(pool.given);
  return {
    givenName,
    surname: random.pick(pool.surnames),
    middleName: random.chance(0.2) && middle !== givenName ? middle : null,
    preferredName: random.chance(0.06) ? Array.from(givenName).slice(0, 3).join('') : null,
  };
}

/** Letters that fold to plain ASCII; null where nothing is left, as with names in other scripts. */
function asciiOf(text: string | null): string | null {
  const folded = (text ?? '')
    .normalize('NFD')
    .replace(/ł/gi, 'l')
    .replace(/[^a-z]/gi, '')
    .toLowerCase();
  return folded === '' ? null : folded;
}

/** Hands out usernames, each once: 'ada.example', 'ada.example2', and 'reader17' where the name has no Latin letters. */
export class Usernames {
  readonly #taken = new Set<string>();

  constructor(reserved: readonly string[]) {
    for (const name of reserved) this.#taken.add(name);
  }

  next(name: Pick<DemoName, 'givenName' | 'surname'>): string {
    const parts = [asciiOf(name.givenName), asciiOf(name.surname)].filter((part) => part !== null);
    const stem = parts.length === 0 ? 'reader' : parts.map((part) => part.slice(0, 24)).join('.');
    let username = stem;
    for (let n = 2; this.#taken.has(username); n += 1) username = `${stem}${n}`;
    this.#taken.add(username);
    return username;
  }
}
