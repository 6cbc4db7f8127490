import type { CheckReport, CheckSettings } from './check-table';

/** A file as it is decoded and cut into columns. */
export interface FileToCheck {
  readonly file: Blob;
  readonly encoding: string;
  readonly delimiter: string;
}

/** A worker reads one file, and checks it as often as something else is chosen; the last question counts. */
export type ToCheck =
  | { readonly kind: 'read'; readonly source: FileToCheck }
  | { readonly kind: 'check'; readonly id: number; readonly settings: CheckSettings };

export type FromCheck =
  | { readonly kind: 'progress'; readonly stage: 'reading' | 'checking'; done: number; total: number }
  | { readonly kind: 'read'; readonly lines: number }
  | { readonly kind: 'report'; readonly id: number; readonly report: CheckReport }
  | { readonly kind: 'failed' };
