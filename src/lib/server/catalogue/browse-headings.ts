import { setImmediate } from 'node:timers/promises';
import { BrowseHeadings, MOST_COUNTED, type HeadingList, type Headings } from '$lib/contracts/discovery';
import { headingKey, placeOf, type Heading } from '$lib/domain/catalogue/heading-order';
import { cursorOf, readCursor } from '../paging';
import type { SearchScope } from '../search/engine';
import { useCase, type Context } from '../use-case';
import { authorHeadings, countSubjects, fewTitles, seenAmong } from './browse-queries';
import { headingLists } from './heading-lists';
import { scopeOf } from './scope-policy';

const PER_PAGE = 60;
/** Headings that are asked for together, before others get their turn. */
const CHUNK = 120;
/** Headings that are tried for one page, where each has to be asked for: the next page goes on after them. */
const MOST_TRIED = 5000;

interface Place {
  key: string;
  text: string;
}
interface Counted extends Place {
  count: number;
}

/** @throws AppError invalid for a cursor that is not one of ours. */
function placeFrom({ from, cursor }: { from: string; cursor?: string | undefined }): Place {
  const [key, text] = readCursor(cursor, 2) ?? [from.trim() === '' ? '' : headingKey(from), ''];
  return { key: String(key), text: String(text) };
}

async function authors({ database }: Context, scope: SearchScope, { key }: Place): Promise<Counted[]> {
  return authorHeadings(database.read, scope, key, PER_PAGE + 1);
}

type Count<Id> = (heading: Heading<Id>) => number;

/** One page of a list that is kept in memory: only what the scope has titles of, as many as it takes. */
async function walk<Id>(
  headings: readonly Heading<Id>[],
  from: Place,
  /** For all of them at once where that is known, else for the ones that come next. */
  counts: { all?: Count<Id> | undefined; next: (chunk: readonly Heading<Id>[]) => Promise<Count<Id>> },
): Promise<{ found: Counted[]; next: Place | undefined }> {
  const found: Counted[] = [];
  const first = placeOf(headings, from);
  const last = counts.all ? headings.length : Math.min(headings.length, first + MOST_TRIED);
  let at = first;
  while (at < last && found.length <= PER_PAGE) {
    const chunk = headings.slice(at, Math.min(at + CHUNK, last));
    const countOf = counts.all ?? (await counts.next(chunk));
    const counted = chunk.map((one) => ({ key: one.key, text: one.text, count: countOf(one) }));
    found.push(...counted.filter(({ count }) => count > 0));
    at += chunk.length;
    if (!counts.all) await setImmediate();
  }
  return { found, next: headings[at] };
}

const countsOf = (rows: readonly { id: number; n: number }[]): Count<number> => {
  const counts = new Map(rows.map(({ id, n }) => [id, n]));
  return ({ id }) => counts.get(id) ?? 0;
};

const seenOf = (seqs: readonly number[]): Count<ReadonlySet<number>> => {
  const seen = new Set(seqs);
  return ({ id }) => [...id].filter((seq) => seen.has(seq)).length;
};

async function subjects({ database }: Context, scope: SearchScope, from: Place) {
  const { read } = database;
  const [headings, few] = await Promise.all([headingLists(read).subjects(), fewTitles(read, scope)]);
  return walk(headings, from, {
    all: few && countsOf(await few.subjects()),
    next: async (chunk) => {
      const ids = chunk.map(({ id }) => id);
      return countsOf(await countSubjects(read, scope, ids, MOST_COUNTED + 1));
    },
  });
}

async function series({ database }: Context, scope: SearchScope, from: Place) {
  const { read } = database;
  const [headings, few] = await Promise.all([headingLists(read).series(), fewTitles(read, scope)]);
  return walk(headings, from, {
    all: few && seenOf(await few.seqs()),
    next: async (chunk) => {
      const seqs = chunk.flatMap(({ id }) => [...id]);
      return seenOf(await seenAmong(read, scope, seqs));
    },
  });
}

async function pageOf(context: Context, list: HeadingList, from: Place) {
  const scope = scopeOf(context.actor);
  if (list === 'authors') return { found: await authors(context, scope, from), next: undefined };
  return list === 'subjects' ? subjects(context, scope, from) : series(context, scope, from);
}

/**
 * Authors, subjects or series from A to Z with the number of their titles, within the actor's sites: a heading that
 * has titles elsewhere only is not told.
 * @throws AppError invalid for a wrong cursor.
 */
export const browseHeadings = useCase({
  name: 'browse-headings',
  permission: 'catalogue.search',
  input: BrowseHeadings,
  async run(context, { list, ...wanted }): Promise<Headings> {
    const { found, next } = await pageOf(context, list, placeFrom(wanted));
    const after = found[PER_PAGE] ?? next;
    return {
      items: found.slice(0, PER_PAGE).map(({ text, count }) => ({
        text,
        count: Math.min(count, MOST_COUNTED),
        more: count > MOST_COUNTED,
      })),
      ...(after ? { nextCursor: cursorOf(after.key, after.text) } : {}),
    };
  },
});
