import { SNAPSHOT_SECTIONS, SnapshotQuery, type SnapshotHead, type SnapshotPage } from '$lib/contracts/sync';
import { nameOrUsername } from '$lib/domain/patrons/display-name';
import { AppError } from '../app-error';
import { deskSite } from '../circulation/desk-site';
import { districtRow } from '../circulation/world-rows';
import { cursorOf, readCursor } from '../paging';
import { findLostIds } from '../patrons/find-merged';
import { patronsGoneSince } from '../patrons/gone-queries';
import { readDistrict } from '../sites/read-district';
import { useCase, type Context } from '../use-case';
import { deviceById } from './queries';
import {
  copyWindow,
  currentRev,
  headRows,
  holdWindow,
  ledgerWindow,
  loanWindow,
  patronWindow,
  type Window,
} from './snapshot-queries';

const PAGE_ROWS = 1_000;
const EVERYTHING = -1;

type Sections = Pick<SnapshotPage, 'patrons' | 'copies' | 'loans' | 'holds' | 'ledger' | 'gone'>;

const asList = (json: string): string[] => JSON.parse(json) as string[];

async function patronRows(context: Context, window: Window, page: Sections) {
  const rows = await patronWindow(context.database.read, window);
  const year = new Date(context.now).getUTCFullYear();
  for (const {
    groups,
    sites,
    here,
    birthYear,
    givenName,
    preferredName,
    surname,
    username,
    ...row
  } of rows) {
    if (!here) {
      page.gone.patrons.push(row.id);
      continue;
    }
    page.patrons.push({
      ...row,
      name: row.kind === 'generic' ? '' : nameOrUsername({ givenName, preferredName, surname, username }),
      libraryGroupIds: asList(groups),
      siteIds: asList(sites),
      age: birthYear === null ? null : year - birthYear,
    });
  }
  // A merge moves the revision of the record that stays: with it goes the word that the other one is gone.
  const ids = rows.map((row) => row.id);
  page.gone.patrons.push(...(await findLostIds(context.database.read, ids)));
  return ids;
}

async function copyRows(context: Context, window: Window, page: Sections) {
  const rows = await copyWindow(context.database.read, window);
  for (const { row, title, titleCallNumber, materialKind, here } of rows) {
    if (!here) {
      page.gone.copies.push(row.id);
      continue;
    }
    const { id, titleId, barcode, shelf, ownerSiteId, atSiteId, status, circulationTypeId } = row;
    const { price, minimumAge, rev } = row;
    // Where a copy says none, its title's stands on the spine.
    const callNumber = row.callNumber ?? titleCallNumber;
    const place = { ownerSiteId, atSiteId, status, callNumber, shelf };
    page.copies.push({
      ...{ id, titleId, title, barcode, ...place, circulationTypeId, materialKind, price, minimumAge, rev },
    });
  }
  return rows.map(({ row }) => row.id);
}

async function loanRows(context: Context, window: Window, page: Sections) {
  const rows = await loanWindow(context.database.read, window);
  for (const { row, ...joined } of rows) {
    const { id, patronId, copyId, titleId, siteId, dueAt, dueOn, renewals, status, checkedOutAt } = row;
    if (row.returnedAt !== null || patronId === null || status === 'returned') page.gone.loans.push(id);
    else
      page.loans.push({
        ...{ id, patronId, copyId, titleId, siteId, dueAt, dueOn, renewals, status, checkedOutAt },
        ...joined,
        // Only where there is something to say: nearly every loan is like the others.
        ...(row.use === 'on-site' ? { use: row.use } : {}),
        ...(row.collectedById === null ? {} : { collectedById: row.collectedById }),
        ...(row.forClass === null ? {} : { forClass: row.forClass }),
      });
  }
  return rows.map(({ row }) => row.id);
}

async function holdRows(context: Context, window: Window, page: Sections) {
  const rows = await holdWindow(context.database.read, window);
  for (const { row, groups } of rows) {
    const { capturedCopyId, readyAt: _ready, closedAt, placedBy: _by, status, ...kept } = row;
    const over = status === 'fulfilled' || status === 'cancelled' || status === 'expired';
    if (over || closedAt !== null) page.gone.holds.push(row.id);
    else
      page.holds.push({
        ...kept,
        status,
        patronLibraryGroupIds: asList(groups),
        assignedCopyId: capturedCopyId,
      });
  }
  return rows.map(({ row }) => row.id);
}

async function ledgerRows(context: Context, window: Window, page: Sections) {
  const rows = await ledgerWindow(context.database.read, window);
  page.ledger.push(...rows.map(({ id: _id, ...row }) => row));
  return rows.map((row) => row.id);
}

const READERS = {
  patrons: patronRows,
  copies: copyRows,
  loans: loanRows,
  holds: holdRows,
  ledger: ledgerRows,
} as const;

async function headOf(context: Context, siteId: string): Promise<SnapshotHead> {
  const [districts, sites, libraryGroups, circulationTypes, rules, closed, terms, blocks] = await headRows(
    context.database.read,
    siteId,
  );
  const { actor } = context;
  return {
    siteId,
    actor: {
      patronId: actor.patronId,
      name: actor.name,
      siteIds: actor.siteIds,
      permissions: [...actor.permissions],
    },
    district: districtRow(districts[0]),
    sites: sites.map(({ id, name, timeZone, checkDigit, patronPictures, deskPatronFields }) => ({
      ...{ id, name, timeZone, checkDigit, patronPictures, deskPatronFields },
    })),
    libraryGroups,
    circulationTypes,
    rules: rules.map(({ settings: set, rev: _rev, ...row }) => ({ ...set, ...row })),
    calendars: sites.map((row) => ({
      siteId: row.id,
      timeZone: row.timeZone,
      // Stored as ISO weekdays, Sunday last; the calendar's rules count from Sunday.
      openDays: row.openDays.map((weekday) => weekday % 7),
      closed: closed
        .filter((range) => range.siteId === null || range.siteId === row.id)
        .map(({ fromOn: from, toOn: to, reason: name, emergency }) => ({
          ...{ from, to, name },
          ...(emergency ? { emergency } : {}),
        })),
      terms: terms
        .filter((one) => one.siteId === null || one.siteId === row.id)
        .map((one) => ({ from: one.fromOn, to: one.toOn, name: one.name })),
    })),
    blocks,
  };
}

/** Fills a page section by section; the next page goes on after its last row. */
async function fill(context: Context, start: { section: number; afterId: string }, window: Window) {
  const page: Sections = {
    patrons: [],
    copies: [],
    loans: [],
    holds: [],
    ledger: [],
    gone: { patrons: [], copies: [], loans: [], holds: [] },
  };
  let { afterId } = start;
  let room = window.limit;
  for (let section = start.section; section < SNAPSHOT_SECTIONS.length; section += 1) {
    const name = SNAPSHOT_SECTIONS[section]!;
    const ids = await READERS[name](context, { ...window, afterId, limit: room }, page);
    room -= ids.length;
    if (room === 0) return { page, next: { section, afterId: ids.at(-1)! } };
    afterId = '';
  }
  return { page, next: undefined };
}

/**
 * A page of what a desk of a site needs to decide without the network: its patrons (no notes, births, addresses or
 * history), copies, open loans and holds, what is owed, and the rules. Everything, or what has changed after `since`;
 * what is owed always comes whole. @throws AppError not-permitted for a site that is not the actor's or a device that
 * was taken out of use.
 */
export const takeSnapshot = useCase({
  name: 'take-snapshot',
  permission: 'sync.use',
  input: SnapshotQuery,
  async run(context, query): Promise<SnapshotPage> {
    const { read } = context.database;
    const { id: siteId } = await deskSite(context, query.site);
    const device = query.deviceId ? await deviceById(read, query.deviceId) : undefined;
    if (device && device.revokedAt !== null) throw new AppError('not-permitted', { permission: 'sync.use' });
    const [rev, since, section, afterId] = readCursor(query.cursor, 4) ?? [
      await currentRev(read),
      query.since ?? EVERYTHING,
      0,
      '',
    ];
    const first = query.cursor === undefined;
    const window = { siteId, since: Number(since), afterId: String(afterId), limit: PAGE_ROWS };
    const head = first ? await headOf(context, siteId) : undefined;
    const { page, next } = await fill(
      context,
      { section: Number(section), afterId: String(afterId) },
      window,
    );
    if (first && query.since !== undefined)
      page.gone.patrons.push(...(await patronsGoneSince(read, query.since)));
    return {
      rev: Number(rev),
      epoch: (await readDistrict(read)).epoch,
      serverTime: context.now,
      full: Number(since) === EVERYTHING,
      ...(head ? { head } : {}),
      ...page,
      ...(next ? { nextCursor: cursorOf(Number(rev), Number(since), next.section, next.afterId) } : {}),
    };
  },
});
