import { noteCode, type RecentCodes } from '$lib/domain/scanning/agreement';
import {
  EMPTY_QUEUE,
  finishScan,
  offerScan,
  type Scan,
  type ScanQueue,
  type ScanSource,
} from '$lib/domain/scanning/scan-queue';

/** Does the work of one scan; the next one waits until it has settled. */
export type ScanHandler = (text: string, source: ScanSource) => void | Promise<void>;

export type ScanState = 'waiting' | 'working' | 'done' | 'failed';

/** One row of the session's log, newest first. */
export interface ScanLogRow extends Scan {
  readonly id: number;
  readonly state: ScanState;
}

const LOG_LENGTH = 50;

/** The one path of camera, keyboard-wedge scanner and typing: debounced, queued, logged. Lives in memory only. */
export class ScanLine {
  /** What is being typed. */
  text = $state('');
  #queue = $state.raw<ScanQueue>(EMPTY_QUEUE);
  #log = $state.raw<readonly ScanLogRow[]>([]);
  #recent: RecentCodes = [];
  #lastId = 0;

  /** `now` answers ms since the epoch. */
  constructor(
    private readonly handler: ScanHandler,
    private readonly now: () => number,
  ) {}

  get log(): readonly ScanLogRow[] {
    return this.#log;
  }

  /** How many scans wait behind the one in work. */
  get waiting(): number {
    return this.#queue.waiting.length;
  }

  get busy(): boolean {
    return this.#queue.working !== null;
  }

  /** Takes what was typed and empties the field. */
  enter(): void {
    const typed = this.text;
    this.text = '';
    this.take(typed, 'typed');
  }

  /**
   * Takes a scanner's text; where it was typed into the field, it is taken out of it again. A text that continues
   * what stands in the field was all typed: a hurried hand, or a scanner on a busy device.
   */
  takeWedge(text: string, continued = false): void {
    if (continued && this.text.trimEnd().endsWith(text)) return this.enter();
    this.text = withoutEnd(this.text, text);
    this.take(text, 'wedge');
  }

  /** Takes a scan from any source; nothing for an empty one or a repeat of the same code. */
  take(given: string, source: ScanSource): void {
    const text = given.trim();
    if (text === '' || this.#isRepeat(text)) return;
    const idle = !this.busy;
    const scan: Scan = { text, source, at: this.now() };
    this.#lastId += 1;
    this.#log = [{ ...scan, id: this.#lastId, state: 'waiting' as const }, ...this.#log].slice(0, LOG_LENGTH);
    this.#queue = offerScan(this.#queue, scan);
    if (idle) void this.#work();
  }

  /** After an action of the person the same code is meant anew, however soon it comes. */
  forget(): void {
    this.#recent = [];
  }

  #isRepeat(text: string): boolean {
    const { recent, repeated } = noteCode(this.#recent, text, this.now());
    this.#recent = recent;
    return repeated;
  }

  async #work(): Promise<void> {
    for (let scan = this.#queue.working; scan; scan = this.#queue.working) {
      this.#mark(scan, 'working');
      this.#mark(scan, await this.#outcome(scan));
      this.#queue = finishScan(this.#queue);
    }
  }

  async #outcome({ text, source }: Scan): Promise<ScanState> {
    try {
      await this.handler(text, source);
      return 'done';
    } catch {
      // The handler shows its own errors; a scan that broke must not stop those behind it.
      return 'failed';
    }
  }

  #mark(scan: Scan, state: ScanState): void {
    this.#log = this.#log.map((row) =>
      row.at === scan.at && row.text === scan.text ? { ...row, state } : row,
    );
  }
}

function withoutEnd(typed: string, scanned: string): string {
  const kept = typed.trimEnd();
  return kept.endsWith(scanned) ? kept.slice(0, kept.length - scanned.length) : '';
}
