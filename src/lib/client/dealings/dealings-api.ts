import { answered, api } from '../api';

type Key = { headers: { 'Idempotency-Key': string } };

/** What a block by hand says: why, and its last day ('' has no end). */
export interface BlockWish {
  reason: string;
  until: string;
}

/** Loans that are renewed in one request, each with what is overridden for it; '' leaves the day to the rules. */
export interface RenewalsWish {
  loans: readonly { loanId: string; overrides?: LoanOverrides }[];
  siteId: string;
  dueOn: string;
}
export type LoanOverrides = { code: string; reason: string }[];

/** How many rows of the history come at a time. */
const HISTORY_PAGE = '25';

/** What the page of a patron's dealings asks of the library. Every call throws ApiError or Unreachable. */
export function dealingsApi(fetcher: typeof fetch = fetch) {
  const { patrons, circulation, holds } = api(fetcher);
  const of = patrons[':id'];
  const manual = of['manual-blocks'];
  const one = (id: string) => ({ param: { id } });
  const blockJson = ({ reason, until }: BlockWish) => ({ reason, until: until === '' ? null : until });
  return {
    blocks: (id: string) => answered(of.blocks.$get({ ...one(id), query: {} })),
    manualBlocks: (id: string) => answered(manual.$get(one(id))),
    loans: (id: string) => answered(of.loans.$get(one(id))),
    holds: (id: string) => answered(of.holds.$get(one(id))),
    fines: (id: string) => answered(of.fines.$get(one(id))),
    overrides: (id: string) => answered(of.overrides.$get(one(id))),
    history: (id: string, cursor?: string) =>
      answered(
        of.history.$get({ ...one(id), query: { limit: HISTORY_PAGE, ...(cursor ? { cursor } : {}) } }),
      ),
    renew: ({ loans, siteId, dueOn }: RenewalsWish, key: Key) =>
      answered(
        circulation.renewals.several.$post(
          { json: { loans: [...loans], ...(siteId ? { siteId } : {}), ...(dueOn ? { dueOn } : {}) } },
          key,
        ),
      ),
    /** What a loss would be charged, by the rules; writes nothing. */
    weighLoss: (loanId: string) =>
      answered(circulation.losses.$post({ json: { loanId, preview: true } }, { headers: {} })),
    claim: (loanId: string, deed: 'claim' | 'take-back', key: Key) =>
      answered(circulation.claims.$post({ json: { loanId, deed } }, key)),
    lose: (loanId: string, key: Key) => answered(circulation.losses.$post({ json: { loanId } }, key)),
    cancelHold: (id: string, key: Key) => answered<unknown>(holds[':id'].$delete(one(id), key)),
    block: (id: string, wish: BlockWish, siteId: string, key: Key) =>
      answered(
        manual.$post({ ...one(id), json: { ...blockJson(wish), ...(siteId ? { siteId } : {}) } }, key),
      ),
    changeBlock: (id: string, blockId: string, wish: BlockWish, key: Key) =>
      answered(manual[':blockId'].$patch({ param: { id, blockId }, json: blockJson(wish) }, key)),
    liftBlock: (id: string, blockId: string, key: Key) =>
      answered(manual[':blockId'].lift.$post({ param: { id, blockId } }, key)),
    allOverrides: (query: Record<string, string>) => answered(circulation.overrides.$get({ query })),
  };
}

export type DealingsApi = ReturnType<typeof dealingsApi>;
