import type { BatchTarget } from '$lib/contracts/batch';

/** Whom a batch page is opened for. Kept in memory alone: a thousand ids, or what was typed, are no address. */
let handed: BatchTarget | undefined;

export const batchTargets = {
  /** Called before going to a batch page: the chosen people (at most 1,000 are taken by the library), or a search. */
  hand(target: BatchTarget): void {
    handed = target;
  },
  /** Called once by the page that opens; a reload of it begins with nobody. */
  take(): BatchTarget | undefined {
    const target = handed;
    handed = undefined;
    return target;
  },
};

/** Whom an address means: a saved list (`?list=`), or a class of a site (`?formClass=..&site=..`). */
export function batchTargetOf(query: URLSearchParams): BatchTarget | undefined {
  const [list, formClass, site] = [query.get('list'), query.get('formClass'), query.get('site')];
  if (list) return { listId: list };
  return formClass && site ? { formClass, site } : undefined;
}
