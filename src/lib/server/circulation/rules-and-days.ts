import type { WorldRows } from '$lib/domain/circulation/rows';
import { keptWhile } from '../db/kept';
import { preparedQueries } from '../db/prepared';
import { circulationRule } from '../db/schema/circulation';
import { closedRange, district, site, term } from '../db/schema/sites';
import { calendarRow, districtRow, ruleRow } from './world-rows';

/** What every decision at every desk rests on, whoever stands there. */
export type RulesAndDays = Pick<WorldRows, 'district' | 'rules' | 'calendars'>;

const settingsRows = preparedQueries(
  (read) =>
    [
      read.select().from(district),
      read.select().from(circulationRule),
      read.select().from(site),
      read.select().from(closedRange),
      read.select().from(term),
    ] as const,
);

const kept = keptWhile('settings', async (read): Promise<RulesAndDays> => {
  const [districts, rules, sites, closed, terms] = await settingsRows(read, {});
  return {
    district: districtRow(districts[0]),
    rules: rules.map(ruleRow),
    calendars: sites.map((row) => calendarRow(row, closed, terms)),
  };
});

/**
 * The district's policies, all rules, and the calendars of all sites.
 * @param stamp the mark `settings` where it was asked already
 * @throws AppError not-set-up where there is no district
 */
export const rulesAndDays = (read: Parameters<typeof kept>[0], stamp?: number): Promise<RulesAndDays> =>
  kept(read, '', stamp);
