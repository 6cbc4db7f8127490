import type { SearchScope } from '../engine';
import { countOf, textAt, textsStarting, type SortedTexts } from './sorted-keys';
import type { TitleMemory } from './title-memory';

/** What people see who search the whole district: staff, and everybody else. Stations are as quick from their second time on. */
const SCOPES: readonly SearchScope[] = [
  { siteIds: null, staff: true },
  { siteIds: null, staff: false },
];
/** The first letters of a word: so much of it begins so many others that going through them takes long. */
const LETTERS = [1, 2];

/** Every beginning of so many letters that words have. */
function* beginningsOf(words: SortedTexts, letters: number): Generator<string> {
  for (let at = 0; at < countOf(words);) {
    const signs = [...textAt(words, at)].slice(0, letters);
    const start = signs.join('');
    if (signs.length < letters) at += 1;
    else {
      yield start;
      at = Math.max(at + 1, textsStarting(words, start)[1]);
    }
  }
}

/**
 * Finds, one at each step, what the first search and the first letters typed after a start would have to wait for. What
 * takes no time is not kept, and costs none here.
 */
export function* preparing(memory: TitleMemory): Generator<void> {
  for (const scope of SCOPES) {
    memory.subjects(scope);
    yield;
    for (const letters of LETTERS)
      for (const start of beginningsOf(memory.generation.words.words, letters)) {
        memory.beginnings(scope, [start], true);
        yield;
      }
  }
}
