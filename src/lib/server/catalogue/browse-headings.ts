import { BrowseHeadings, MOST_COUNTED, type HeadingList, type Headings } from '$lib/contracts/discovery';
import { headingKey, placeOf, type Heading } from '$lib/domain/catalogue/heading-order';
import { cursorOf, readCursor } from '../paging';
import type { SearchScope } from '../search/engine';
import { useCase, type Context } from '../use-case';
import { authorHeadings, countSubjects, seenAmong } from './browse-queries';
import { headingLists } from './heading-lists';
import { scopeOf } from './scope-policy';

const PER_PAGE = 60;
/** Headings that are tried for one page; at a small site most of a district's have nothing there. */
const MOST_TRIED = 20_000;
const CHUNK = 400;

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

/** One page of a list that is kept in memory: only what the scope has titles of, as many as it takes. */
async function walk<Id>(
  headings: readonly Heading<Id>[],
  from: Place,
  count: (chunk: readonly Heading<Id>[]) => Promise<(heading: Heading<Id>) => number>,
): Promise<{ found: Counted[]; next: Place | undefined }> {
  const found: Counted[] = [];
  const first = placeOf(headings, from);
  const last = Math.min(headings.length, first + MOST_TRIED);
  let at = first;
  while (at < last && found.length <= PER_PAGE) {
    const chunk = headings.slice(at, Math.min(at + CHUNK, last));
    const countOf = await count(chunk);
    found.push(
      ...chunk
        .map(({ key, text, id }) => ({ key, text, count: countOf({ key, text, id }) }))
        .filter((one) => one.count > 0),
    );
    at += chunk.length;
  }
  return { found, next: headings[at] };
}

async function subjects({ database }: Context, scope: SearchScope, from: Place) {
  const { read } = database;
  const headings = await headingLists(read).subjects();
  return walk(headings, from, async (chunk) => {
    const rows = await countSubjects(
      read,
      scope,
      chunk.map(({ id }) => id),
      MOST_COUNTED + 1,
    );
    const counts = new Map(rows.map(({ id, n }) => [id, n]));
    return ({ id }) => counts.get(id) ?? 0;
  });
}

async function series({ database }: Context, scope: SearchScope, from: Place) {
  const { read } = database;
  const headings = await headingLists(read).series();
  return walk(headings, from, async (chunk) => {
    const seen = await seenAmong(
      read,
      scope,
      chunk.flatMap(({ id }) => [...id]),
    );
    return ({ id }) => [...id].filter((seq) => seen.has(seq)).length;
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
