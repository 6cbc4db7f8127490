import { eq } from 'drizzle-orm';
import type { Reader } from './client';
import { preparedQuery } from './prepared';
import { counter } from './schema/sites';

/**
 * Marks in the table of counters that triggers of the database draw anew, at random, with each change of
 * - `settings`: the district, its sites, rules, closed days and terms;
 * - `accounts`: what an account may do, and whether it may be used.
 * Random, because a number that only grows comes again after a change that was rolled back.
 */
export type Stamp = 'settings' | 'accounts';

/** The mark itself; to be asked together with what was decided upon. */
export const stampOf = (read: Reader, name: Stamp) =>
  read.select({ value: counter.value }).from(counter).where(eq(counter.name, name));

const asked = {
  settings: preparedQuery((read) => stampOf(read, 'settings')),
  accounts: preparedQuery((read) => stampOf(read, 'accounts')),
};

const MOST_KEPT = 1000;
/** More often nobody changes settings while one question is asked; then the last answer is as good as any. */
const MOST_TRIES = 3;

interface Kept<Made> {
  stamp: number;
  made: Map<string, Made>;
}

/** What was asked under this mark; a later mark empties it. */
function under<Made>(kept: Kept<Made>, stamp: number): Map<string, Made> {
  if (kept.stamp !== stamp || kept.made.size >= MOST_KEPT) kept.made = new Map();
  kept.stamp = stamp;
  return kept.made;
}

/**
 * Something that is asked with nearly every request and seldom changes: asked once, and again when its mark has
 * changed, whoever changed it, in this process or another. What is answered is shared and must not be written to.
 * @param name the mark of all tables that `ask` reads
 * @param ask undefined is asked again each time
 * @returns a function of the reader, the key of what is asked, and, where it is known already, the present mark
 */
export function keptWhile<Made>(name: Stamp, ask: (read: Reader, key: string) => Promise<Made>) {
  const ofReader = new WeakMap<Reader, Kept<Made>>();
  const stampNow = async (read: Reader) => (await asked[name](read, {}))[0]?.value;

  async function askAnew(read: Reader, key: string, kept: Kept<Made>): Promise<Made> {
    for (let tries = 1; ; tries += 1) {
      const before = await stampNow(read);
      const made = await ask(read, key);
      const still = before !== undefined && before === (await stampNow(read));
      if (still && made !== undefined) under(kept, before).set(key, made);
      if (still || before === undefined || tries === MOST_TRIES) return made;
    }
  }

  return async (read: Reader, key: string, known?: number): Promise<Made> => {
    let kept = ofReader.get(read);
    if (!kept) ofReader.set(read, (kept = { stamp: Number.NaN, made: new Map() }));
    const stamp = known ?? (await stampNow(read));
    const found = stamp === kept.stamp ? kept.made.get(key) : undefined;
    return found ?? askAnew(read, key, kept);
  };
}
