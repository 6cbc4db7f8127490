import type { SearchAnswer, SearchQuery, SearchScope } from '../engine';
import { keyOf } from './visible';

/** So many answers are kept, some kilobytes each. */
const MOST_KEPT = 500;

/**
 * What was found lately, while no title and no copy has changed: a class searches for the same book, and whoever goes back
 * to a page of results asks for it again. Nobody's name is kept, only what was asked and from which sites.
 */
export class KeptAnswers {
  readonly #kept = new Map<string, SearchAnswer>();
  #changes = 0;

  /** Something has changed. */
  clear(): void {
    this.#changes += 1;
    this.#kept.clear();
  }

  /** @param find is asked where this search was not asked lately; what was asked longest ago is forgotten first. */
  async of(scope: SearchScope, query: SearchQuery, find: () => Promise<SearchAnswer>): Promise<SearchAnswer> {
    const key = `${keyOf(scope)} ${JSON.stringify(query)}`;
    const asOf = this.#changes;
    const answer = this.#kept.get(key) ?? (await find());
    // What was found before a change does not outlive it.
    if (asOf !== this.#changes) return answer;
    this.#kept.delete(key);
    this.#kept.set(key, answer);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST_KEPT && oldest !== undefined) this.#kept.delete(oldest);
    return answer;
  }
}
