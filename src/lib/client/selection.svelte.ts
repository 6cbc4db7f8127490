import { SvelteSet } from 'svelte/reactivity';

/** Rows that were chosen, over several pages; the last one chosen is where a range begins. */
export class Selection {
  readonly ids = new SvelteSet<string>();
  #anchor: string | undefined;

  get size(): number {
    return this.ids.size;
  }

  has(id: string): boolean {
    return this.ids.has(id);
  }

  /** @param range from the row before to this one, all like this one; both on the page that is shown */
  choose(id: string, chosen: boolean, range: boolean, shown: readonly string[]): void {
    const from = this.#anchor === undefined ? -1 : shown.indexOf(this.#anchor);
    const to = shown.indexOf(id);
    const ids = range && from >= 0 ? shown.slice(Math.min(from, to), Math.max(from, to) + 1) : [id];
    for (const one of ids) this.#set(one, chosen);
    this.#anchor = id;
  }

  chooseAll(shown: readonly string[], chosen: boolean): void {
    for (const id of shown) this.#set(id, chosen);
  }

  clear(): void {
    this.ids.clear();
    this.#anchor = undefined;
  }

  #set(id: string, chosen: boolean): void {
    if (chosen) this.ids.add(id);
    else this.ids.delete(id);
  }
}
