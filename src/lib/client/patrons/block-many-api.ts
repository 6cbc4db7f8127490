import type { BlockMany } from '$lib/contracts/blocks';
import { answered, api } from '../api';

/** What the page for blocks of many asks of the library. Every call throws ApiError or Unreachable. */
export function blockManyApi(fetcher: typeof fetch = fetch) {
  const { blocks } = api(fetcher).patrons.batch;
  return {
    /** Told only; with `expected` it is done. */
    send: (json: BlockMany, key?: { headers: { 'Idempotency-Key': string } }) =>
      answered(blocks.$post({ json }, key)),
    batches: () => answered(blocks.$get()),
    undo: (id: string) => answered(blocks[':id'].undo.$post({ param: { id } })),
  };
}

export type BlockManyApi = ReturnType<typeof blockManyApi>;
