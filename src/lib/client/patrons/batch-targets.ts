import type { BatchTarget } from '$lib/contracts/batch';

/** People chosen on the list, on their way to a batch page. Kept in memory alone: ids of a thousand are no address. */
let handed: readonly string[] = [];

export const batchTargets = {
  /** Called before going to a batch page. At most 1,000 ids are taken by the library. */
  hand(ids: readonly string[]): void {
    handed = [...ids];
  },
  /** Called once by the page that opens; a reload of it begins with nobody. */
  take(): readonly string[] {
    const ids = handed;
    handed = [];
    return ids;
  },
};

/** Whom an address means: a saved list (`?list=`), or a class of a site (`?formClass=..&site=..`). */
export function batchTargetOf(query: URLSearchParams): BatchTarget | undefined {
  const [list, formClass, site] = [query.get('list'), query.get('formClass'), query.get('site')];
  if (list) return { listId: list };
  return formClass && site ? { formClass, site } : undefined;
}
