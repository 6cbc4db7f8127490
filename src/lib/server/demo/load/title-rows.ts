import type { InStatement } from '@libsql/client';
import { sortAuthor, sortTitle } from '$lib/domain/catalogue/sort-keys';
import type { LocalDate } from '$lib/domain/shared/local-date';
import type { Reader } from '../../db/client';
import { copy, title } from '../../db/schema/catalogue';
import { nextRev } from '../../db/statement';
import { fundOf, fundsOf } from '../generate/furniture';
import type { DemoCopy, DemoDistrict, DemoLevel, DemoTitle } from '../generate/types';
import { insertRows } from './insert-rows';

const AUDIENCES: Partial<Record<DemoLevel, string>> = { adult: 'adult', 'young-adult': 'adolescent' };

const atMidnight = (day: string) => Date.parse(`${day}T00:00:00Z`);

/** When the library got its first copy of each title, ms. */
function arrivals(copies: readonly DemoCopy[]): Map<string, number> {
  const first = new Map<string, number>();
  for (const { titleId, acquiredOn } of copies) {
    const at = atMidnight(acquiredOn);
    if (at < (first.get(titleId) ?? Infinity)) first.set(titleId, at);
  }
  return first;
}

function countLoans(demo: DemoDistrict): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { titleId } of demo.loans) counts.set(titleId, (counts.get(titleId) ?? 0) + 1);
  return counts;
}

const titleValues = (one: DemoTitle, arrivedAt: number, loans: number) => ({
  id: one.id,
  title: one.title,
  responsibility: one.author,
  author: one.authorHeading,
  series: one.series,
  volume: one.volume,
  year: one.year,
  language: one.language,
  subjects: one.subjects,
  form: one.form,
  materialKind: one.materialKind,
  audience: AUDIENCES[one.level] ?? 'juvenile',
  level: one.level,
  callNumber: one.callNumber,
  popularity: loans,
  sortTitle: sortTitle(one.title, one.language),
  sortAuthor: sortAuthor(one.authorHeading),
  source: 'demo',
  createdAt: arrivedAt,
  updatedAt: arrivedAt,
  rev: nextRev,
});

const copyValues = (one: DemoCopy, now: number, fundId: string | null) => ({
  id: one.id,
  titleId: one.titleId,
  barcode: one.barcode,
  ownerSiteId: one.ownerSiteId,
  atSiteId: one.atSiteId,
  status: one.status,
  circulationTypeId: one.circulationTypeId,
  callNumber: one.callNumber,
  shelf: one.shelf,
  price: one.price,
  condition: one.condition,
  fundId,
  acquiredOn: one.acquiredOn,
  minimumAge: one.minimumAge,
  destinationSiteId: one.destinationSiteId,
  statusChangedAt: Math.min(now, atMidnight(one.acquiredOn)),
  createdAt: atMidnight(one.acquiredOn),
  rev: nextRev,
});

/** Titles with their copies; how often a title was lent counts as its popularity. */
export function titleStatements(
  read: Reader,
  { demo, seed, today, now }: { demo: DemoDistrict; seed: number; today: LocalDate; now: number },
): InStatement[] {
  const funds = fundsOf(seed, demo.district.sites);
  const arrivedAt = arrivals(demo.copies);
  const loans = countLoans(demo);
  return [
    ...insertRows(
      read,
      title,
      demo.titles.map((one) => titleValues(one, arrivedAt.get(one.id) ?? now, loans.get(one.id) ?? 0)),
    ),
    ...insertRows(
      read,
      copy,
      demo.copies.map((one) => copyValues(one, now, fundOf(one, funds, today))),
    ),
  ];
}
