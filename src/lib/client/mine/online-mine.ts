import { answered, api } from '../api';
import type { MineApi } from './mine-parts';

const keyed = (key: string) => ({ headers: { 'Idempotency-Key': key } });

/** Mine over the typed client. */
export function onlineMine(fetcher: typeof fetch = fetch): MineApi {
  const { me, session } = api(fetcher);
  return {
    me: () => answered(me.$get()),
    loans: () => answered(me.loans.$get()),
    holds: () => answered(me.holds.$get()),
    fines: () => answered(me.fines.$get()),
    renew: (loanId, key) => answered(me.renewals.$post({ json: { loanId } }, keyed(key))),
    placeHold: (wish, key) =>
      answered(
        me.holds.$post(
          {
            json: {
              titleId: wish.titleId,
              ...(wish.pickupSiteId ? { pickupSiteId: wish.pickupSiteId } : {}),
              ...(wish.neededFrom ? { neededFrom: wish.neededFrom } : {}),
              ...(wish.neededTo ? { neededTo: wish.neededTo } : {}),
            },
          },
          keyed(key),
        ),
      ),
    cancelHold: async (id) => {
      await answered<unknown>(me.holds[':id'].$delete({ param: { id } }));
    },
    signOut: async () => {
      await answered<unknown>(session.$delete());
    },
  };
}
