import { forgetfulStore, type MineStore } from './mine-parts';

/**
 * What this phone keeps, fetched when it is first asked for: the page is there before the code of its database is.
 * @param load brings the store; where that fails nothing is kept and nothing promised, and the next question tries again.
 */
export function laterStore(load: () => Promise<MineStore>): MineStore {
  let loading: Promise<MineStore> | undefined;
  const store = () =>
    (loading ??= load().catch(() => {
      loading = undefined;
      return forgetfulStore();
    }));
  return {
    read: async () => (await store()).read(),
    write: async (snapshot) => (await store()).write(snapshot),
    clear: async () => (await store()).clear(),
    queued: async () => (await store()).queued(),
    async queue(wish, patronId) {
      const { queue } = await store();
      if (!queue) throw new Error('nothing can be kept here');
      await queue(wish, patronId);
    },
    flush: async () => (await (await store()).flush?.()) ?? [],
  };
}
