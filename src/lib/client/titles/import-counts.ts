import type { Job } from '$lib/contracts/operations';

/** What an import did, or a dry run would do. */
export interface ImportTally {
  readonly records: number;
  readonly titles: { readonly created: number; readonly updated: number; readonly unchanged: number };
  readonly copies: {
    readonly created: number;
    readonly updated: number;
    readonly unchanged: number;
    readonly refused: number;
  };
  /** Records that could not be read. */
  readonly refused: number;
  /** Records that are no titles of their own. */
  readonly skipped: number;
}

/** One number of a job's summary; 0 where it is not told. */
function numberAt(summary: Job['summary'], ...path: string[]): number {
  let found: unknown = summary;
  for (const key of path)
    found = typeof found === 'object' && found !== null ? (found as Record<string, unknown>)[key] : undefined;
  return typeof found === 'number' ? found : 0;
}

/** The numbers of a finished import's job. */
export function importTally({ summary }: Pick<Job, 'summary'>): ImportTally {
  const of = (...path: string[]) => numberAt(summary, ...path);
  const counts = (noun: 'titles' | 'copies') => ({
    created: of(noun, 'created'),
    updated: of(noun, 'updated'),
    unchanged: of(noun, 'unchanged'),
  });
  return {
    records: of('records'),
    titles: counts('titles'),
    copies: { ...counts('copies'), refused: of('copies', 'refused') },
    refused: of('refused'),
    skipped: of('skipped'),
  };
}

/** Whether an import would write anything at all. */
export const wouldChange = ({ titles, copies }: ImportTally): boolean =>
  titles.created + titles.updated + copies.created + copies.updated > 0;
