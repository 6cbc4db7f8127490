import { setImmediate } from 'node:timers/promises';
import {
  blockingKeys,
  comparable,
  likeness,
  type Comparable,
  type Likeness,
} from '$lib/domain/patrons/duplicates';
import type { Reader } from '../db/client';
import type { PatronScope } from '../patrons/scope-policy';
import { candidatesAfter, patronVersion } from './queries';

/** So many rows are read, or pairs compared, before others get their turn. */
const STRIDE = 1000;
/** An address or a name that so many share says nothing: a school's office, a family with many children. */
const MOST_ALIKE = 60;
/** Of so many people a finding is not renewed with every change, but after a minute. */
const MANY = 5000;
const KEPT_MS = 60_000;
/** Findings for different sites that are kept at once. */
const MOST_KEPT = 20;

export interface Suspect extends Likeness {
  firstId: string;
  secondId: string;
}

interface Finding {
  version: string;
  /** Instant, ms. */
  at: number;
  people: number;
  /** The likeliest first. */
  suspects: readonly Suspect[];
}

async function readPeople(read: Reader, scope: PatronScope): Promise<Comparable[]> {
  const people: Comparable[] = [];
  for (let afterId = ''; ;) {
    const rows = await candidatesAfter(read, scope, afterId, STRIDE);
    for (const row of rows) people.push(comparable(row));
    await setImmediate();
    const last = rows.at(-1);
    if (!last || rows.length < STRIDE) return people;
    afterId = last.id;
  }
}

/** Who shares a key. A key that one person has alone stays a number: most are. */
async function readBlocks(people: readonly Comparable[]) {
  const blocks = new Map<string, number | number[]>();
  for (const [index, person] of people.entries()) {
    for (const key of blockingKeys(person)) {
      const block = blocks.get(key);
      if (block === undefined) blocks.set(key, index);
      else if (typeof block === 'number') blocks.set(key, [block, index]);
      else block.push(index);
    }
    if (index % STRIDE === 0) await setImmediate();
  }
  return blocks;
}

/** Pairs that share a key, each as often as they share one. */
function* pairsOf(blocks: ReadonlyMap<string, number | number[]>, people: readonly Comparable[]) {
  for (const block of blocks.values()) {
    if (typeof block === 'number' || block.length > MOST_ALIKE) continue;
    const alike = block.flatMap((index) => people[index] ?? []);
    for (const [index, first] of alike.entries())
      for (let other = index + 1; other < alike.length; other += 1) {
        const second = alike[other];
        if (second && second.id !== first.id) yield [first, second] as const;
      }
  }
}

/** Ids are in the order of registration. */
export const pairKey = ({ firstId, secondId }: { firstId: string; secondId: string }) =>
  firstId < secondId ? `${firstId} ${secondId}` : `${secondId} ${firstId}`;

/** The order of the list: the likeliest first, then as they were registered. */
export function comparePairs(
  a: { score: number; firstId: string; secondId: string },
  b: { score: number; firstId: string; secondId: string },
): number {
  if (a.score !== b.score) return b.score - a.score;
  if (a.firstId !== b.firstId) return a.firstId < b.firstId ? -1 : 1;
  return a.secondId < b.secondId ? -1 : Number(a.secondId > b.secondId);
}

async function compareAll(
  read: Reader,
  scope: PatronScope,
): Promise<{ people: number; suspects: Suspect[] }> {
  const people = await readPeople(read, scope);
  const found = new Map<string, Suspect>();
  let compared = 0;
  for (const [one, other] of pairsOf(await readBlocks(people), people)) {
    compared += 1;
    if (compared % (STRIDE * 10) === 0) await setImmediate();
    const like = likeness(one, other);
    if (!like) continue;
    const [firstId, secondId] = one.id < other.id ? [one.id, other.id] : [other.id, one.id];
    const suspect = { firstId, secondId, ...like };
    found.set(pairKey(suspect), suspect);
  }
  return { people: people.length, suspects: [...found.values()].sort(comparePairs) };
}

const kept = new WeakMap<Reader, Map<string, Promise<Finding>>>();

/**
 * Pairs of records that may be of one person, the likeliest first. Only people who share a key are compared, and what
 * was found is kept: until somebody changes, and of many people for a minute.
 * @param now instant, ms
 */
export async function findSuspects(
  read: Reader,
  scope: PatronScope,
  now: number,
): Promise<readonly Suspect[]> {
  const findings = kept.get(read) ?? new Map<string, Promise<Finding>>();
  kept.set(read, findings);
  const key = scope === null ? '*' : [...scope].sort().join(' ');
  const version = await patronVersion(read);
  const known = await findings.get(key)?.catch(() => undefined);
  const fresh = known && known.people > MANY && now - known.at < KEPT_MS;
  if (known && (known.version === version || fresh)) return known.suspects;
  if (findings.size >= MOST_KEPT) findings.clear();
  const finding = compareAll(read, scope).then((found) => ({ version, at: now, ...found }));
  findings.set(key, finding);
  return (await finding).suspects;
}
