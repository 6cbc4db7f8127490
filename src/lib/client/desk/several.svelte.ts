import type { DeskResult } from './desk-result';

export interface SeveralRow {
  readonly barcode: string;
  /** Absent while it waits, and for one that was not tried because the rest were stopped. */
  readonly result?: DeskResult | undefined;
}

/** A list of copies, worked off one after the other; each is asked for on its own and has its own verdict. */
export class SeveralRun {
  rows = $state.raw<readonly SeveralRow[]>([]);
  running = $state(false);
  #stopped = false;

  constructor(private readonly take: (barcode: string) => Promise<DeskResult | undefined>) {}

  /** How many have a verdict. */
  get done(): number {
    return this.rows.filter(({ result }) => result).length;
  }

  async run(barcodes: readonly string[]): Promise<void> {
    if (this.running) return;
    this.#stopped = false;
    this.running = true;
    this.rows = barcodes.map((barcode) => ({ barcode }));
    for (const [index, barcode] of barcodes.entries()) {
      if (this.#stopped) break;
      const result = await this.take(barcode);
      this.rows = this.rows.map((row, at) => (at === index ? { barcode, result } : row));
    }
    this.running = false;
  }

  /** The one in work is finished, the rest are not tried. */
  stop(): void {
    this.#stopped = true;
  }
}
