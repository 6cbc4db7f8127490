import type { DeskResult } from './desk-result';

export interface SeveralRow {
  readonly barcode: string;
  /** Absent while it waits, and for one that was not tried because the rest were stopped. */
  readonly result?: DeskResult | undefined;
}

/** As many as a trolley holds; more are several lists. */
export const MOST_AT_ONCE = 300;

/** The barcodes of a list, one a line; blank lines are nothing, and the same one twice is one. */
export function barcodesOf(text: string): { barcodes: string[]; doubles: number } {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const barcodes = [...new Set(lines)];
  return { barcodes, doubles: lines.length - barcodes.length };
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
