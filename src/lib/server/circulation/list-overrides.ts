import Papa from 'papaparse';
import { OverrideFileQuery, OverrideQuery, type OverridePage } from '$lib/contracts/blocks';
import { ById } from '$lib/contracts/shared';
import { startOfDay } from '$lib/domain/calendar/zone';
import { safeCell } from '$lib/domain/shared/csv-cell';
import { addDays } from '$lib/domain/shared/local-date';
import { m } from '$lib/paraglide/messages.js';
import { overrideText } from '$lib/words/override-text';
import { AppError } from '../app-error';
import { cursorOf, readCursor } from '../paging';
import { assertPatronInScope } from '../patrons/read-scope';
import { siteTimeZone } from '../sites/read-today';
import { useCase, type Context } from '../use-case';
import {
  countOverrides,
  findOverrides,
  overrideAnswer,
  overridesOfPatron,
  type OverrideFilters,
} from './override-queries';

/** A person's list stays readable; the whole is in the district's list. */
const MOST_OF_PATRON = 100;
/** A file for a spreadsheet. */
const MOST_IN_FILE = 20_000;

interface Asked {
  site?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  code?: string | undefined;
}

/** The rows that are asked for, in the days of the site's clock. @throws AppError not-permitted for a foreign site. */
async function filtersOf({ actor, database }: Context, asked: Asked): Promise<OverrideFilters> {
  const { site, from, to, code } = asked;
  const foreign = site !== undefined && !actor.siteIds.includes(site);
  if (foreign && actor.kind !== 'system' && !actor.permissions.has('patrons.searchDistrict'))
    throw new AppError('not-permitted', { permission: 'patrons.searchDistrict' });
  const zone = await siteTimeZone(database.read, site ?? actor.siteIds[0]);
  return {
    siteIds: site ? [site] : actor.siteIds,
    code,
    from: from === undefined ? undefined : startOfDay(from, zone),
    to: to === undefined ? undefined : startOfDay(addDays(to, 1), zone),
  };
}

/** What was overridden for one patron, newest first. @throws AppError not-found for somebody else's patron. */
export const listPatronOverrides = useCase({
  name: 'list-patron-overrides',
  permission: ['audit.view', 'circulation.overrideBlocks'],
  input: ById,
  async run(context, { id }) {
    const { read } = context.database;
    await assertPatronInScope(read, context.actor, id);
    const items = (await overridesOfPatron(read, id, MOST_OF_PATRON)).map(overrideAnswer);
    return { items, total: items.length };
  },
});

/** What was overridden at the actor's sites, newest first. @throws AppError not-permitted for a foreign site. */
export const listOverrides = useCase({
  name: 'list-overrides',
  permission: ['audit.view', 'circulation.overrideBlocks'],
  input: OverrideQuery,
  async run(context, { limit, cursor, ...asked }): Promise<OverridePage> {
    const { read } = context.database;
    const filters = await filtersOf(context, asked);
    const after = readCursor(cursor, 1)?.[0];
    const [rows, total] = await Promise.all([
      findOverrides(read, filters, {
        after: after === undefined ? undefined : String(after),
        limit: limit + 1,
      }),
      countOverrides(read, filters),
    ]);
    const items = rows.slice(0, limit).map(overrideAnswer);
    const last = items.at(-1);
    return { items, total, ...(rows.length > limit && last ? { nextCursor: cursorOf(last.id) } : {}) };
  },
});

/** The same as a file for spreadsheets. */
export const getOverridesFile = useCase({
  name: 'get-overrides-file',
  permission: ['audit.view', 'circulation.overrideBlocks'],
  input: OverrideFileQuery,
  async run(context, asked) {
    const { read } = context.database;
    const filters = await filtersOf(context, asked);
    const rows = (await findOverrides(read, filters, { limit: MOST_IN_FILE })).map(overrideAnswer);
    const head = [
      m.patrons_override_at(),
      m.patrons_override_what(),
      m.patrons_override_reason(),
      m.patrons_override_by(),
      m.patrons_override_patron(),
      m.patrons_override_title(),
      m.patrons_override_copy(),
      m.patrons_override_site(),
    ];
    const lines = rows.map((row) => [
      row.at,
      overrideText(row.code),
      ...[
        row.reason,
        row.by ?? '',
        row.patron?.name ?? '',
        row.title.title,
        row.copyBarcode,
        row.site.name,
      ].map(safeCell),
    ]);
    return Papa.unparse([head, ...lines]);
  },
});
