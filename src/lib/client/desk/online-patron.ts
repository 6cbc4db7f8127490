import type { Patron } from '$lib/contracts/patrons';
import { answered, orAbsent, type api } from '../api';
import type { DeskHold, DeskPatron } from './desk-backend';

/** What the desk knows from its opening. */
export interface DeskKnowledge {
  permissions: ReadonlySet<string>;
  libraryGroups: Record<string, string>;
}

type Client = ReturnType<typeof api>;

const SEES_BARCODES = ['patrons.viewBarcodes', 'patrons.edit'];

const OUT = [
  'patrons.viewLibraryOut',
  'patrons.viewTextbooksOut',
  'patrons.viewResourcesOut',
  'patrons.viewMediaOut',
];

/**
 * Everything that the desk shows of a patron, each part only where the actor may see it; all parts at once.
 * @param siteId where the desk stands: its rules say what is in the way; empty for the actor's first site
 */
export async function loadDeskPatron(
  client: Client,
  person: Patron,
  siteId: string,
  { permissions, libraryGroups }: DeskKnowledge,
): Promise<DeskPatron> {
  const param = { id: person.id };
  const part = <T>(ids: readonly string[], load: () => Promise<T>): Promise<T | undefined> =>
    // Parts of another site's patron are absent: the desk lends to them and sees no more of them than that takes.
    ids.some((id) => permissions.has(id)) ? orAbsent(load()) : Promise.resolve(undefined);
  const of = client.patrons[':id'];
  const query = siteId === '' ? {} : { siteId };
  const [blocks, loans, holds, fines, notes] = await Promise.all([
    part(['patrons.viewStatus', 'circulation.checkOut'], () => answered(of.blocks.$get({ param, query }))),
    part(OUT, () => answered(of.loans.$get({ param }))),
    part(['holds.view'], () => answered(of.holds.$get({ param }))),
    part(['fines.view', 'fines.viewLibrary'], () => answered(of.fines.$get({ param }))),
    part(['patrons.viewNotes', 'patrons.editNotes'], () => answered(of.notes.$get({ param }))),
  ]);
  return {
    id: person.id,
    name: person.name || person.username,
    barcode: person.barcode,
    barcodeHidden: person.barcode === null && !SEES_BARCODES.some((id) => permissions.has(id)),
    ...(person.primaryEmail === undefined ? {} : { mailable: person.primaryEmail !== null }),
    formClass: person.formClass,
    cohort: person.cohort,
    groupNames: person.libraryGroupIds.flatMap((id) => libraryGroups[id] ?? []),
    ...(person.photoId ? { photoUrl: `/api/patrons/${person.id}/photo?v=${person.photoId}` } : {}),
    blocks: blocks?.items ?? [],
    alerts: notes?.items.filter((note) => note.alertAtDesk).map((note) => note.text) ?? [],
    ...(loans ? { loans: loans.items } : {}),
    ...(holds ? { holds: holds.items.flatMap(deskHold) } : {}),
    ...(fines ? { owes: fines.balance, fines: fines.items.flatMap(deskFine) } : {}),
  };
}

type HoldItem = {
  id: string;
  title: DeskHold['title'];
  status: string;
  position: number;
  pickupSite: string;
  readyUntil: string | null;
  neededFrom: string | null;
  neededTo: string | null;
};

/** Open holds only. */
function deskHold({ status, ...hold }: HoldItem): DeskHold[] {
  if (status !== 'pending' && status !== 'in-transit' && status !== 'ready') return [];
  const { id, title, position, pickupSite, readyUntil, neededFrom, neededTo } = hold;
  return [{ id, title, status, position, pickupSite, readyUntil, neededFrom, neededTo }];
}

type FineItem = {
  id: string;
  kind: string;
  title: { title: string } | null;
  note: string;
  outstanding: { amount: number; currency: string };
};

/** Only what is still owed, or was paid too much. */
function deskFine({ id, kind, title, note, outstanding }: FineItem) {
  return outstanding.amount === 0
    ? []
    : [{ id, kind, title: title?.title ?? (note || null), ...outstanding }];
}
