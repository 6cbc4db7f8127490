import { ById } from '$lib/contracts/shared';
import type { CopyLine, TitleDetail, TitleItem } from '$lib/contracts/catalogue';
import { mayHaveOtherTitles, otherTitlesOf, type OtherTitles } from '$lib/domain/marc/other-titles';
import { fromStored } from '$lib/domain/marc/stored';
import { notFound } from '../app-error';
import type { SearchScope } from '../search/engine';
import { allSites } from '../sites/queries';
import { useCase, type Context } from '../use-case';
import { countCopies, itemOf, titleItems } from './item-queries';
import { copiesOfTitle, queueLength, titleById, type TitleRow } from './queries';
import { scopeOf, seenCopy } from './scope-policy';
import { countSearch } from './search-counts';

const MOST_MORE = 12;

type CopyOfTitle = Awaited<ReturnType<typeof copiesOfTitle>>[number];

function lineOf(row: CopyOfTitle, scope: SearchScope, names: Map<string, string>): CopyLine | undefined {
  const { copy } = row;
  const seen = seenCopy(copy, scope);
  if (!seen) return undefined;
  const away = seen.siteId !== copy.atSiteId;
  return {
    id: copy.id,
    siteId: seen.siteId,
    siteName: names.get(seen.siteId) ?? '',
    shelf: away ? null : copy.shelf,
    callNumber: copy.callNumber,
    copyNumber: copy.copyNumber,
    status: seen.status,
    circulationType: row.circulationType,
    dueOn: row.dueOn,
    ...(scope.staff ? { barcode: copy.barcode, ownerSiteId: copy.ownerSiteId, note: copy.note } : {}),
  };
}

/** Other titles under the same heading, which may be looked up slowly: they never hold up or break the page. */
async function othersUnder(
  context: Context,
  scope: SearchScope,
  self: string,
  heading: { field: 'author' | 'series'; text: string | null },
): Promise<TitleItem[]> {
  if (!heading.text) return [];
  const q = `${heading.field}:"${heading.text.replaceAll('"', ' ')}"`;
  const found = await context.search
    .search(scope, { q, sort: 'popular', limit: MOST_MORE + 1, offset: 0 })
    .catch(() => ({ ids: [] }));
  return titleItems(context.database.read, found.ids.filter((id) => id !== self).slice(0, MOST_MORE), scope);
}

const volumeOf = (item: TitleItem) => Number(/\d+/.exec(item.volume ?? '')?.[0] ?? Number.POSITIVE_INFINITY);
const inOrder = (a: TitleItem, b: TitleItem) =>
  volumeOf(a) === volumeOf(b) ? (a.year ?? 0) - (b.year ?? 0) : volumeOf(a) - volumeOf(b);

/** Those kinds of other titles that the record gives. */
function otherTitles({ marc, title }: TitleRow): Partial<OtherTitles> {
  if (!marc || !mayHaveOtherTitles(marc)) return {};
  const given = Object.entries(otherTitlesOf(fromStored(marc), title));
  return Object.fromEntries(given.filter(([, titles]) => titles.length > 0));
}

async function detailOf(context: Context, row: TitleRow, scope: SearchScope): Promise<TitleDetail> {
  const { read } = context.database;
  const [copies, sites, holdQueueLength, byAuthor, series] = await Promise.all([
    copiesOfTitle(read, row.id),
    allSites(read),
    queueLength(read, row.id, scope.siteIds),
    othersUnder(context, scope, row.id, { field: 'author', text: row.author }),
    othersUnder(context, scope, row.id, { field: 'series', text: row.series }),
  ]);
  const names = new Map(sites.map((one) => [one.id, one.name]));
  const items = copies.map((one) => lineOf(one, scope, names)).filter((line) => line !== undefined);
  if (scope.siteIds !== null && items.length === 0) throw notFound();
  const { responsibility, contributors, publisher, edition, summary, pages, audience, materialKind, isbns } =
    row;
  return {
    ...itemOf(
      pickItem(row),
      countCopies(
        copies.map((one) => ({ ...one.copy, dueOn: one.dueOn })),
        scope,
      ),
      'large',
    ),
    ...{ responsibility, contributors, publisher, edition, summary, pages, audience, materialKind, isbns },
    ...otherTitles(row),
    ...(scope.staff ? { controlNumber: row.controlNumber } : {}),
    rev: row.rev,
    items,
    holdQueueLength,
    more: { byAuthor, series: series.sort(inOrder) },
  };
}

function pickItem(row: TitleRow): Parameters<typeof itemOf>[0] {
  const { id, title, subtitle, author, originalTitle, originalAuthor, series, volume } = row;
  const { year, form, language, level, subjects, isbn, callNumber, suppressed, coverId } = row;
  return {
    ...{ id, title, subtitle, author, originalTitle, originalAuthor, series, volume },
    ...{ year, form, language, level, subjects, isbn, callNumber, suppressed, coverId },
  };
}

/**
 * A title with the copies that the actor may see. @throws AppError not-found, also for a suppressed title and for one
 * without a copy at the actor's sites: what can't be searched can't be opened by its address either.
 */
export const getTitle = useCase({
  name: 'get-title',
  permission: 'catalogue.search',
  input: ById,
  async run(context, { id }): Promise<TitleDetail> {
    const scope = scopeOf(context.actor);
    const row = await titleById(context.database.read, id);
    if (!row || (row.suppressed && !scope.staff)) throw notFound();
    const detail = await detailOf(context, row, scope);
    countSearch(context, context.actor, { titlesOpened: 1 });
    return detail;
  },
});
