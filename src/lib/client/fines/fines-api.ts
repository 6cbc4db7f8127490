import type { ExcuseFines, PaymentMethod } from '$lib/contracts/fines';
import { answered, api, ApiError } from '../api';

type Key = { headers: { 'Idempotency-Key': string } };

/** The patron's own deeds at a till, each with the key under which it is done once. */
export interface Deed {
  amount: number;
  method: PaymentMethod;
  reason: string;
  /** Which till of the site; '' where it has no name. */
  till?: string;
}

function nobody(problem: unknown): undefined {
  if (!(problem instanceof ApiError)) throw problem;
}

const at = (site: string, day = '', till = '') => ({
  ...(site ? { site } : {}),
  ...(day ? { day } : {}),
  ...(till ? { till } : {}),
});

function lossCalls(fetcher: typeof fetch) {
  const { losses } = api(fetcher).circulation;
  return {
    /** What a loss would be charged, by the rules; writes nothing. */
    weighLoss: (loanId: string) =>
      answered(losses.$post({ json: { loanId, preview: true } }, { headers: {} })),
    lose: (loanId: string, key: Key) => answered(losses.$post({ json: { loanId } }, key)),
  };
}

/** What the pages about money ask of the library. Every call throws ApiError or Unreachable. */
export function finesApi(fetcher: typeof fetch = fetch) {
  const { fines, patrons } = api(fetcher);
  const one = (id: string) => ({ param: { id } });
  return {
    owing: (site: string, cursor?: string) =>
      answered(fines.owing.$get({ query: { limit: '100', ...at(site), ...(cursor ? { cursor } : {}) } })),
    account: async (id: string) => {
      const [patron, list] = await Promise.all([
        // Who may see fines need not see the record.
        answered(patrons[':id'].$get(one(id))).catch(nobody),
        answered(patrons[':id'].fines.$get(one(id))),
      ]);
      return { ...list, name: patron?.name || patron?.username };
    },
    /** What the patron has out; nothing for those who may not see it. */
    loans: async (id: string) =>
      (await answered(patrons[':id'].loans.$get(one(id))).catch(nobody))?.items ?? [],
    ...lossCalls(fetcher),
    charge: (
      json: {
        patronId: string;
        kind: 'lost' | 'damaged' | 'manual' | 'processing';
        amount: number;
        note: string;
        copyBarcode?: string;
      },
      key: Key,
    ) => answered(fines.$post({ json }, key)),
    pay: (
      json: {
        patronId: string;
        fineIds: string[];
        amount: number;
        method: PaymentMethod;
        siteId?: string;
        till?: string;
      },
      key: Key,
    ) => answered(fines.payments.$post({ json }, key)),
    waive: (id: string, { amount, reason }: Deed, key: Key) =>
      answered(fines[':id'].waivers.$post({ ...one(id), json: { amount, reason } }, key)),
    refund: (id: string, deed: Deed, key: Key) =>
      answered(fines[':id'].refunds.$post({ ...one(id), json: deed }, key)),
    payOut: (id: string, { method, till }: Deed, key: Key) =>
      answered(fines[':id'].payouts.$post({ ...one(id), json: { method, ...(till ? { till } : {}) } }, key)),
    takeBack: (id: string, { reason }: Deed, key: Key) =>
      answered(fines[':id'].voids.$post({ ...one(id), json: { reason } }, key)),
    remove: (id: string, { reason }: Deed) =>
      answered(fines[':id'].$delete({ ...one(id), json: { reason } })),
    receipt: (id: string) => answered(fines.receipts[':id'].$get(one(id))),
    mailReceipt: (id: string) => answered(fines.receipts[':id'].mail.$post(one(id))),
    /** Of one till where it is named, else of all. */
    cashUp: (site: string, day: string, till = '') =>
      answered(fines['cash-up'].$get({ query: at(site, day, till) })),
    /** Where the cash-up is downloaded. */
    cashUpFile: (site: string, day: string, till = '') =>
      `/api/fines/cash-up/file?${new URLSearchParams(at(site, day, till))}`,
    excuse: (json: ExcuseFines, key?: Key) => answered(fines.excuse.$post({ json }, key)),
    excuses: () => answered(fines.excuses.$get()),
    undoExcuse: (id: string) => answered(fines.excuses[':id'].undo.$post(one(id))),
  };
}

export type FinesApi = ReturnType<typeof finesApi>;
export type Account = Awaited<ReturnType<FinesApi['account']>>;
