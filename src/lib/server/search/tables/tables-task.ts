import type { DatabaseAddress } from '../../db/client';

/** What the thread that reads titles is asked: `address` opens the database when it is not open. */
export type ReadingTask =
  | { kind: 'compare'; address: DatabaseAddress; after: number; limit: number }
  | { kind: 'texts'; address: DatabaseAddress; after: number; last: number }
  | { kind: 'changed'; address: DatabaseAddress; lots: readonly Lot[] };

/** Titles by their row numbers, after one and up to another, and the revision that their words are of. */
export interface Lot {
  after: number;
  last: number;
  rev: number;
}

export interface ReadingAnswers {
  /** The next titles up to row number `last`, and those of them whose facet rows are not what they should be. */
  compare: { last: number; isEnd: boolean; differing: string[] };
  /** Their texts as JSON: a list of lists, the row number first. */
  texts: { rev: number; texts: string };
  /** Up to revision `rev`, the titles that were changed after their texts had been read. */
  changed: { rev: number; titleIds: string[] };
}

/** What the thread that makes the full-text table is asked, one after the other. */
export type MakingTask =
  | { kind: 'begin'; path: string; definition: string }
  | { kind: 'add'; texts: string }
  | { kind: 'finish' }
  | { kind: 'end' };
