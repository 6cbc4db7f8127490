/** Below zero where the first position comes before the second. */
export type Order = (a: number, b: number) => number;

/** A heap of the best so far, the worst of them on top. */
export class Best {
  readonly kept: number[] = [];

  constructor(
    private readonly size: number,
    private readonly order: Order,
  ) {}

  get isFull(): boolean {
    return this.kept.length === this.size;
  }

  get worst(): number {
    return this.kept[0] ?? 0;
  }

  offer(candidate: number): void {
    if (this.kept.length < this.size) {
      this.kept.push(candidate);
      this.#up(this.kept.length - 1);
    } else if (this.order(candidate, this.kept[0] ?? 0) < 0) {
      this.kept[0] = candidate;
      this.#down();
    }
  }

  #up(from: number): void {
    for (let at = from; at > 0;) {
      const parent = (at - 1) >> 1;
      if (!this.#swapIfWorse(at, parent)) return;
      at = parent;
    }
  }

  #down(): void {
    for (let at = 0; ;) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      const worse = right < this.kept.length && this.#isWorse(right, left) ? right : left;
      if (worse >= this.kept.length || !this.#swapIfWorse(worse, at)) return;
      at = worse;
    }
  }

  #isWorse(a: number, b: number): boolean {
    return this.order(this.kept[a] ?? 0, this.kept[b] ?? 0) > 0;
  }

  #swapIfWorse(child: number, parent: number): boolean {
    if (!this.#isWorse(child, parent)) return false;
    [this.kept[child], this.kept[parent]] = [this.kept[parent] ?? 0, this.kept[child] ?? 0];
    return true;
  }
}
