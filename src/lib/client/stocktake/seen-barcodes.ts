import type { Sight } from '$lib/domain/stocktake/sight';

/** How many barcodes meant what; `null` where only the library can tell. */
export type Tally = readonly (readonly [Sight | null, number])[];

/** The barcodes of a count, each with its last sight. */
export class SeenBarcodes {
  readonly #sights = new Map<string, Sight | null>();
  readonly #counts = new Map<Sight | null, number>();

  has(barcode: string): boolean {
    return this.#sights.has(barcode);
  }

  note(barcode: string, sight: Sight | null): void {
    const before = this.#sights.get(barcode);
    if (before !== undefined) this.#add(before, -1);
    this.#sights.set(barcode, sight);
    this.#add(sight, 1);
  }

  get tally(): Tally {
    return [...this.#counts].filter(([, count]) => count > 0);
  }

  #add(sight: Sight | null, by: number): void {
    this.#counts.set(sight, (this.#counts.get(sight) ?? 0) + by);
  }
}
