import Papa from 'papaparse';
import { SoughtFile, SoughtQuery, type Sought, type SoughtCopy } from '$lib/contracts/copies';
import { possibleDeeds } from '$lib/domain/circulation/copy-life';
import { safeCell } from '$lib/domain/shared/csv-cell';
import { m } from '$lib/paraglide/messages.js';
import { copyStatusName } from '$lib/words/availability-text';
import { AppError } from '../app-error';
import { iso, isoOrNull } from '../paging';
import { useCase, type Context } from '../use-case';
import { soughtCopies, type SoughtRow } from './copy-queries';

/** Few and large: each page sorts the whole list anew. */
const FILE_PAGE = 20_000;

/** The sites whose copies are looked for. @throws AppError not-permitted for a site that is not one's own. */
function sitesOf({ actor }: Context, site: string | undefined): string[] {
  if (site && !actor.siteIds.includes(site) && !actor.permissions.has('patrons.searchDistrict'))
    throw new AppError('not-permitted', { permission: 'patrons.searchDistrict' });
  return site ? [site] : actor.siteIds;
}

function answerOf({ copy, title, titleCallNumber, site, loan }: SoughtRow): SoughtCopy {
  const { id, barcode, shelf, status, atSiteId: siteId } = copy;
  return {
    ...{ id, barcode, title, siteId, site, shelf, status },
    callNumber: copy.callNumber ?? titleCallNumber,
    since: iso(copy.statusChangedAt),
    lastSeenAt: isoOrNull(copy.lastSeenAt),
    deeds: possibleDeeds({ status, loan: loan === 'returned' ? null : loan }),
  };
}

/** Copies that are looked for at the actor's sites, along the shelves: missing, lost, claimed returned, long on the way, not seen. */
export const listSought = useCase({
  name: 'list-sought-copies',
  permission: 'circulation.changeCopies',
  input: SoughtQuery,
  async run(context, { site, list, limit, cursor }) {
    const siteIds = sitesOf(context, site);
    const found = await soughtCopies(context.database.read, {
      list,
      siteIds,
      now: context.now,
      limit,
      cursor,
    });
    return { ...found, items: found.items.map(answerOf) };
  },
});

const line = (row: SoughtCopy): string[] =>
  [
    row.site,
    row.shelf ?? '',
    row.callNumber ?? '',
    row.barcode,
    row.title.title,
    row.title.author ?? '',
    copyStatusName(row.status),
    row.since.slice(0, 10),
    row.lastSeenAt?.slice(0, 10) ?? '',
  ].map((cell) => String(safeCell(cell)));

async function* pages(context: Context, list: Sought, siteIds: string[]) {
  let cursor: string | undefined;
  do {
    const found = await soughtCopies(context.database.read, {
      ...{ list, siteIds, now: context.now, limit: FILE_PAGE, cursor },
    });
    yield found.items;
    cursor = 'nextCursor' in found ? found.nextCursor : undefined;
  } while (cursor !== undefined);
}

/** The same list as a table for spreadsheets, whole. */
export const exportSought = useCase({
  name: 'export-sought-copies',
  permission: 'circulation.changeCopies',
  input: SoughtFile,
  async run(context, { site, list }): Promise<string> {
    const head = [
      m.copies_column_site(),
      m.copies_column_shelf(),
      m.copies_column_call_number(),
      m.copies_column_barcode(),
      m.copies_column_title(),
      m.copies_column_author(),
      m.copies_column_status(),
      m.copies_column_since(),
      m.copies_column_seen(),
    ];
    const lines: string[][] = [head];
    for await (const rows of pages(context, list, sitesOf(context, site)))
      lines.push(...rows.map(answerOf).map(line));
    // The mark tells spreadsheets that this is UTF-8.
    return `\ufeff${Papa.unparse(lines)}\r\n`;
  },
});
