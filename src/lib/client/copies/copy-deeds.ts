import type { CopyLine } from '$lib/contracts/catalogue';
import type { CopyDeedDone, CopyHistory, SoughtCopy, Sought } from '$lib/contracts/copies';
import { SOUGHT } from '$lib/contracts/copies';
import type { Page } from '$lib/contracts/shared';
import { possibleDeeds, type CopyDeed } from '$lib/domain/circulation/copy-life';
import type { Loaded } from '../catalogue/read-catalogue';
import { answered, api } from '../api';
import { Submission } from '../submission.svelte';
import { asLoaded } from '../titles/as-loaded';

/** What may be done to a copy of a title's page: its due day tells that it has a loan. */
export function deedsOf({ status, dueOn }: Pick<CopyLine, 'status' | 'dueOn'>): CopyDeed[] {
  const ofLoan = status === 'lost' || status === 'claimed-returned' ? status : ('open' as const);
  return possibleDeeds({ status, loan: dueOn === null ? null : ofLoan });
}

interface Tools {
  done: (value: CopyDeedDone) => void;
  refused: (words: string) => void;
  changed: () => Promise<void>;
  offlineWords: () => string;
}

/** Does something to a copy and tells how it ended. One at a time. */
export class CopyDeeds {
  readonly #submission: Submission;

  constructor(
    private readonly tools: Tools,
    private readonly fetcher: typeof fetch = (target, options) => fetch(target, options),
  ) {
    this.#submission = new Submission(tools.offlineWords);
  }

  async act(id: string, deed: CopyDeed, siteId?: string): Promise<void> {
    const json = { deed, ...(siteId ? { siteId } : {}) };
    const value = await this.#submission.send((headers) =>
      answered<CopyDeedDone>(
        api(this.fetcher).copies[':id'].deeds.$post({ param: { id }, json }, { headers }),
      ),
    );
    if (value) this.tools.done(value);
    else this.tools.refused(this.#submission.failure || (this.#submission.fields[0]?.message ?? ''));
    await this.tools.changed();
  }
}

/** What happened to a copy, newest first. Never rejects. */
export const readCopyHistory = (fetcher: typeof fetch, id: string): Promise<Loaded<CopyHistory>> =>
  asLoaded(answered<CopyHistory>(api(fetcher).copies[':id'].history.$get({ param: { id } })));

export interface SoughtQuestion {
  /** '' for all of one's own. */
  readonly site: string;
  readonly list: Sought;
  /** Where an earlier page ended; '' for the first. */
  readonly cursor: string;
}

/** What an address asks for. */
export function soughtQuestion(params: URLSearchParams): SoughtQuestion {
  const list = SOUGHT.find((one) => one === params.get('list')) ?? 'missing';
  return { site: params.get('site') ?? '', list, cursor: params.get('after') ?? '' };
}

const paramsOf = ({ site, list }: Pick<SoughtQuestion, 'site' | 'list'>) => ({
  list,
  ...(site ? { site } : {}),
});

/** The address of a list, from its beginning or from where a page ended. */
export const soughtHref = ({ cursor, ...question }: SoughtQuestion): string =>
  `/titles/missing?${new URLSearchParams({ ...paramsOf(question), ...(cursor ? { after: cursor } : {}) })}`;

/** Where the whole list is had as a table. */
export const soughtFile = (question: SoughtQuestion): string =>
  `/api/copies/lists/sought/file?${new URLSearchParams(paramsOf(question))}`;

/** A page of copies to look for. Never rejects. */
export const readSought = (
  fetcher: typeof fetch,
  question: SoughtQuestion,
): Promise<Loaded<Page<SoughtCopy>>> =>
  asLoaded(
    answered<Page<SoughtCopy>>(
      api(fetcher).copies.lists.sought.$get({
        query: {
          ...paramsOf(question),
          limit: '100',
          ...(question.cursor ? { cursor: question.cursor } : {}),
        },
      }),
    ),
  );
