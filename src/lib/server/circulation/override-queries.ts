import { and, count, desc, eq, gte, inArray, lt, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { OverrideRow } from '$lib/contracts/blocks';
import { displayName, nameOrUsername } from '$lib/domain/patrons/display-name';
import type { Reader } from '../db/client';
import { copy, title } from '../db/schema/catalogue';
import { loan, override } from '../db/schema/circulation';
import { patron } from '../db/schema/patrons';
import { site } from '../db/schema/sites';
import { iso } from '../paging';

const actor = alias(patron, 'actor');

/** Of two tables with the same columns, each is named apart: a left join makes their parts null together. */
const byColumns = {
  id: actor.id,
  givenName: actor.givenName,
  preferredName: actor.preferredName,
  surname: actor.surname,
};
const patronColumns = {
  id: patron.id,
  givenName: patron.givenName,
  preferredName: patron.preferredName,
  surname: patron.surname,
  username: patron.username,
};

/** What was lifted on the way to a loan, newest first as it was recorded. */
const shownOverrides = (read: Reader) =>
  read
    .select({
      row: override,
      by: byColumns,
      patron: patronColumns,
      copyBarcode: copy.barcode,
      title: { id: title.id, title: title.title, language: title.language },
      site: { id: site.id, name: site.name },
    })
    .from(override)
    .innerJoin(loan, eq(loan.id, override.loanId))
    .innerJoin(copy, eq(copy.id, loan.copyId))
    .innerJoin(title, eq(title.id, loan.titleId))
    .innerJoin(site, eq(site.id, loan.siteId))
    .leftJoin(patron, eq(patron.id, loan.patronId))
    .leftJoin(actor, eq(actor.id, override.actorId));

type Shown = Awaited<ReturnType<typeof overridesOfPatron>>[number];

export const overrideAnswer = ({ row, by, patron: who, ...shown }: Shown): OverrideRow => ({
  id: row.id,
  at: iso(row.at),
  code: row.code,
  reason: row.reason,
  by: by ? displayName(by) : null,
  loanId: row.loanId,
  ...shown,
  patron: who ? { id: who.id, name: nameOrUsername(who) } : null,
});

/** Everything that was overridden for a patron's loans, as far as the loans are kept. */
export const overridesOfPatron = (read: Reader, patronId: string, limit: number) =>
  shownOverrides(read).where(eq(loan.patronId, patronId)).orderBy(desc(override.id)).limit(limit);

export interface OverrideFilters {
  /** Where the loans were made. */
  siteIds: readonly string[];
  /** Instants, ms; the second excluded. */
  from?: number | undefined;
  to?: number | undefined;
  code?: string | undefined;
}

const matching = ({ siteIds, from, to, code }: OverrideFilters): SQL | undefined =>
  and(
    inArray(loan.siteId, [...siteIds]),
    from === undefined ? undefined : gte(override.at, from),
    to === undefined ? undefined : lt(override.at, to),
    code ? eq(override.code, code) : undefined,
  );

/** Overrides that match; ids are made in order of time, so that the primary key serves the newest first. */
export const findOverrides = (
  read: Reader,
  filters: OverrideFilters,
  page: { after?: string | undefined; limit: number },
) =>
  shownOverrides(read)
    .where(and(matching(filters), page.after ? lt(override.id, page.after) : undefined))
    .orderBy(desc(override.id))
    .limit(page.limit);

export async function countOverrides(read: Reader, filters: OverrideFilters): Promise<number> {
  const [row] = await read
    .select({ total: count() })
    .from(override)
    .innerJoin(loan, eq(loan.id, override.loanId))
    .where(matching(filters));
  return row?.total ?? 0;
}
