export type ScanSource = 'camera' | 'wedge' | 'typed';

/** One thing that somebody scanned or typed, trimmed at the ends; `at` in ms since the epoch. */
export interface Scan {
  readonly text: string;
  readonly source: ScanSource;
  readonly at: number;
}

/** Scans in the order they came: one in work at most, the rest waiting. */
export interface ScanQueue {
  readonly working: Scan | null;
  readonly waiting: readonly Scan[];
}

export const EMPTY_QUEUE: ScanQueue = { working: null, waiting: [] };

/** Adds a scan; it goes into work at once where nothing is. A scan without text changes nothing. */
export function offerScan(queue: ScanQueue, scan: Scan): ScanQueue {
  const text = scan.text.trim();
  if (text === '') return queue;
  const trimmed = { ...scan, text };
  if (queue.working === null) return { working: trimmed, waiting: queue.waiting };
  return { ...queue, waiting: [...queue.waiting, trimmed] };
}

/** Ends the scan in work and brings the next one into work. */
export function finishScan(queue: ScanQueue): ScanQueue {
  const [next, ...rest] = queue.waiting;
  return next ? { working: next, waiting: rest } : EMPTY_QUEUE;
}
