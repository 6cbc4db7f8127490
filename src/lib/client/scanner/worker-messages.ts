import type { RawRead } from '$lib/domain/scanning/symbology';
import type { Engine } from './engine';

/** One picture to decode; the bitmap is transferred. */
export interface ToWorker {
  readonly id: number;
  readonly picture: ImageBitmap;
}

export type FromWorker =
  | { readonly kind: 'ready'; readonly engine: Engine['name'] }
  | { readonly kind: 'failed' }
  | { readonly kind: 'reads'; readonly id: number; readonly reads: readonly RawRead[] };
