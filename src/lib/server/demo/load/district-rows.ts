import type { InStatement } from '@libsql/client';
import { v7 as uuid } from 'uuid';
import { installAccessLevels } from '../../access/install-levels';
import type { KioskSettings } from '$lib/contracts/kiosk-settings';
import type { Reader } from '../../db/client';
import { circulationType } from '../../db/schema/catalogue';
import { circulationRule } from '../../db/schema/circulation';
import { libraryGroup } from '../../db/schema/patrons';
import { closedRange, district, site, term } from '../../db/schema/sites';
import { nextRev, statement } from '../../db/statement';
import type { DemoDistrictFrame } from '../generate/types';
import { insertRows } from './insert-rows';

const closedRows = (frame: DemoDistrictFrame) =>
  frame.sites.flatMap(({ id: siteId, closedDays }) =>
    closedDays.map(({ id, from, to, reason }) => ({
      id,
      siteId,
      fromOn: from,
      toOn: to,
      reason,
      rev: nextRev,
    })),
  );

/** What the search stations say and offer; the store has none. */
const stationSettings: Readonly<Record<string, Partial<KioskSettings>>> = {
  PRI: { attractText: 'What shall we read next?', askText: 'Ask at the round desk.', print: true },
  MID: { attractText: 'Find your next book', askText: 'Ask at the desk by the stairs.' },
  SEN: { attractText: 'Find your next book', askText: 'Ask at the desk by the door.' },
};

const siteRows = (frame: DemoDistrictFrame) =>
  frame.sites.map(({ id, code, name, timeZone, openWeekdays }) => ({
    id,
    code,
    name,
    timeZone,
    openDays: openWeekdays,
    kiosk: stationSettings[code] ?? {},
    rev: nextRev,
  }));

const termRows = (frame: DemoDistrictFrame) =>
  frame.terms.map(({ id, name, startsOn, endsOn }) => ({
    id,
    name,
    fromOn: startsOn,
    toOn: endsOn,
    rev: nextRev,
  }));

/** Who borrows, what is borrowed, and by which rules. */
function matrixStatements(read: Reader, frame: DemoDistrictFrame): InStatement[] {
  const groups = frame.libraryGroups.map(({ id, name, forStudents }) => ({
    id,
    name,
    forStudents,
    rev: nextRev,
  }));
  const types = frame.circulationTypes.map(({ id, name }) => ({ id, name, rev: nextRev }));
  const rules = frame.rules.map(({ settings, ...row }) => ({
    ...row,
    settings: { ...settings },
    rev: nextRev,
  }));
  return [
    ...insertRows(read, libraryGroup, groups),
    ...insertRows(read, circulationType, types),
    ...insertRows(read, circulationRule, rules),
  ];
}

/** Everything that is set up rather than lived: district, sites with calendars, groups, types, rules, levels. */
export function districtStatements(read: Reader, frame: DemoDistrictFrame): InStatement[] {
  const { name, currency, defaultLoanDays, historyDays } = frame;
  const settings = { id: 'district', name, currency, defaultLoanDays, historyDays, epoch: uuid() };
  return [
    statement(read.insert(district).values({ ...settings, rev: nextRev })),
    ...insertRows(read, site, siteRows(frame)),
    ...insertRows(read, closedRange, closedRows(frame)),
    ...insertRows(read, term, termRows(frame)),
    ...matrixStatements(read, frame),
    ...installAccessLevels(read),
  ];
}
