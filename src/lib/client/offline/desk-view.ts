import type { Loan } from '$lib/contracts/circulation';
import type { ReasonAnswer } from '$lib/contracts/shared';
import type { SnapshotCopy, SnapshotLoan } from '$lib/contracts/sync';
import { patronFacts, ruleFacts } from '$lib/domain/circulation/assemble';
import { OUT_PERMISSIONS } from '$lib/domain/circulation/out-permissions';
import { patronReasons } from '$lib/domain/circulation/standing';
import { localDateOf } from '$lib/domain/calendar/zone';
import type { Reason } from '$lib/domain/shared/decision';
import { reasonText } from '$lib/words/reason-text';
import type { DeskFine, DeskHold, DeskMatch, DeskPatron, DeskTitle } from '../desk/desk-backend';
import type { OfflineDatabase, PatronRecord, SnapshotRecord } from './db';
import { loadPatronRows } from './load-rows';

/** Reasons as the API answers them, each with its sentence. */
export const reasonAnswers = (reasons: readonly Reason[]): ReasonAnswer[] =>
  reasons.map((reason) => ({ ...reason, message: reasonText(reason).text }));

const iso = (instant: number) => new Date(instant).toISOString();

/** A copy that this device has never heard of is known by its barcode alone. */
export const UNKNOWN_COPY = 'unknown:';

export function titleOf(copy: SnapshotCopy | undefined, copyId: string): DeskTitle {
  if (copy) return { id: copy.titleId, ...copy.title };
  return { id: '', title: copyId.replace(UNKNOWN_COPY, ''), author: null, language: null };
}

/** A loan as the desk shows it. */
export function loanView(loan: SnapshotLoan, copy: SnapshotCopy | undefined): Loan {
  const { checkedOutAt, dueAt, overdueCharged: _charged, circulationTypeId: _type, ...kept } = loan;
  const { use, collectedById, forClass, ...rest } = kept;
  return {
    ...rest,
    copyBarcode: copy?.barcode ?? loan.copyId.replace(UNKNOWN_COPY, ''),
    title: titleOf(copy, loan.copyId),
    checkedOutAt: iso(checkedOutAt),
    dueAt: iso(dueAt),
    returnedAt: null,
    ...(use === 'on-site' ? { use } : {}),
    ...(collectedById ? { collectedBy: { id: collectedById } } : {}),
    ...(forClass ? { forClass } : {}),
  };
}

const SEES_BARCODES = ['patrons.viewBarcodes', 'patrons.edit'];

export const seesBarcodes = ({ actor }: SnapshotRecord['head']): boolean =>
  SEES_BARCODES.some((one) => actor.permissions.includes(one));

/** A match of a search in the snapshot: of what the site shows beside the name, what the device has. */
export function matchView(head: SnapshotRecord['head'], person: PatronRecord, siteId: string): DeskMatch {
  const { sites, libraryGroups } = head;
  const wanted = sites.find(({ id }) => id === siteId)?.deskPatronFields ?? ['formClass'];
  const groups = libraryGroups.filter(({ id }) => person.libraryGroupIds.includes(id));
  const texts: Readonly<Record<string, string | null>> = {
    barcode: seesBarcodes(head) ? person.barcode : null,
    formClass: person.formClass,
    cohort: person.cohort,
    libraryGroup: groups.map(({ name }) => name).join(', '),
  };
  const details = wanted.flatMap((field) => (texts[field] ? [{ field, text: texts[field] }] : []));
  return { id: person.id, name: person.name, details };
}

/** What the desk shows of a patron from the snapshot; each part only where the signed-in person may see it. */
export async function deskPatron(
  db: OfflineDatabase,
  { head }: SnapshotRecord,
  patron: PatronRecord,
  siteId: string,
  now: number,
): Promise<DeskPatron> {
  const may = (id: string) => head.actor.permissions.includes(id);
  const names = new Map(head.libraryGroups.map((group) => [group.id, group.name]));
  const loans = await loansOf(db, patron.id);
  const fines = may('fines.view') ? await finesOf(db, head.district.currency, patron.id) : undefined;
  const seesOut = Object.values(OUT_PERMISSIONS).some(may);
  return {
    id: patron.id,
    name: patron.name,
    barcode: seesBarcodes(head) ? patron.barcode : null,
    // Whether somebody has a card is known; its number is not shown.
    barcodeHidden: patron.barcode !== null && !seesBarcodes(head),
    formClass: patron.formClass,
    cohort: patron.cohort,
    groupNames: patron.libraryGroupIds.flatMap((id) => names.get(id) ?? []),
    blocks: await blocksOf(db, head, patron, siteId, now),
    alerts: [],
    ...(seesOut ? { loans: loans.filter((loan) => may(OUT_PERMISSIONS[loan.materialKind])) } : {}),
    ...(may('holds.view') ? { holds: await holdsOf(db, head, patron.id) } : {}),
    ...(fines
      ? {
          fines,
          owes: {
            amount: fines.reduce((sum, fine) => sum + fine.amount, 0),
            currency: head.district.currency,
          },
        }
      : {}),
  };
}

async function loansOf(db: OfflineDatabase, patronId: string): Promise<Loan[]> {
  const rows = await db.loans.where('patronId').equals(patronId).sortBy('dueAt');
  const copies = await db.copies.bulkGet(rows.map((row) => row.copyId));
  const collectors = await db.patrons.bulkGet(rows.map((row) => row.collectedById ?? ''));
  return rows.map((row, index) => {
    const { collectedBy, ...loan } = loanView(row, copies[index]);
    const name = collectors[index]?.name ?? '';
    return collectedBy ? { ...loan, collectedBy: { ...collectedBy, name } } : loan;
  });
}

async function blocksOf(
  db: OfflineDatabase,
  head: SnapshotRecord['head'],
  patron: PatronRecord,
  siteId: string,
  now: number,
): Promise<ReasonAnswer[]> {
  const rows = await loadPatronRows(db, head, patron);
  const zone = head.calendars.find((calendar) => calendar.siteId === siteId)?.timeZone ?? 'UTC';
  const reasons = patronReasons({
    patron: patronFacts(rows, patron),
    loans: rows.loans,
    rules: rows.rules.map(ruleFacts),
    context: { siteId, libraryGroupIds: patron.libraryGroupIds, circulationTypeId: null },
    now,
    today: localDateOf(now, zone),
    currency: head.district.currency,
  });
  return reasonAnswers(reasons);
}

async function holdsOf(
  db: OfflineDatabase,
  head: SnapshotRecord['head'],
  patronId: string,
): Promise<DeskHold[]> {
  const rows = await db.holds.where('patronId').equals(patronId).toArray();
  const sites = new Map(head.sites.map((site) => [site.id, site.name]));
  return Promise.all(
    rows.map(async ({ id, titleId, status, position, pickupSiteId, readyUntil, neededFrom, neededTo }) => {
      const copy = await db.copies.where('titleId').equals(titleId).first();
      const pickupSite = sites.get(pickupSiteId) ?? '';
      const title = titleOf(copy, '');
      return { id, title, status, position, pickupSite, readyUntil, neededFrom, neededTo };
    }),
  );
}

const isFromHere = (fineId: string) => fineId.startsWith('here:');

async function finesOf(db: OfflineDatabase, currency: string, patronId: string): Promise<DeskFine[]> {
  const fines = new Map<string, DeskFine>();
  const rows = await db.ledger.where('patronId').equals(patronId).toArray();
  /** What this device has reckoned itself belongs to the fine that the library knows for the same cause. */
  const ofLibrary = ({ loanId, type, fineId }: (typeof rows)[number]) =>
    rows.findLast(
      (one) => !isFromHere(one.fineId) && one.loanId === loanId && one.loanId !== null && one.type === type,
    )?.fineId ?? fineId;
  for (const row of rows) {
    const copy = row.copyId ? await db.copies.get(row.copyId) : undefined;
    const { type } = row;
    const fineId = isFromHere(row.fineId) ? ofLibrary(row) : row.fineId;
    const fine = fines.get(fineId) ?? {
      ...{ id: fineId, kind: type ?? 'manual', title: copy?.title.title ?? null, amount: 0, currency },
    };
    fine.amount += row.amount;
    fines.set(fineId, fine);
  }
  return [...fines.values()].filter((fine) => fine.amount !== 0);
}
