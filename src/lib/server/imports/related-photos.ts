import { randomUUID } from 'node:crypto';
import type { DiffRow } from '$lib/contracts/imports';
import { systemIdKey } from '$lib/domain/imports/related-photos';
import type { Person } from '$lib/domain/patrons/plan-changes';
import { m } from '$lib/paraglide/messages.js';
import { AppError } from '../app-error';
import { peopleOf } from '../batch/people-queries';
import type { Reader } from '../db/client';
import { inLocale } from '../http/locale';
import type { JobRun } from '../jobs/handler';
import { makePhoto } from '../patrons/make-photo';
import { photoOf, replacePhoto } from '../patrons/photo-queries';
import { isInScope } from '../patrons/scope-policy';
import { readPhotoZip, type ZippedPhoto } from './read-photo-zip';
import { memoryStatements } from './related-memory';
import type { RelatedCounts, RelatedParams } from './related-params';
import { photoBytes, systemIds } from './related-queries';
import { countRows, relatedRow, writeRows } from './related-rows';
import { insertAudit } from './related-statements';

/** Whose id this is: exactly, else ignoring case where that means one person only. */
async function byId(read: Reader) {
  const exact = new Map<string, string>();
  const folded = new Map<string, string | null>();
  for (const { id, systemId } of await systemIds(read)) {
    if (systemId === null) continue;
    exact.set(systemId, id);
    folded.set(systemIdKey(systemId), folded.has(systemIdKey(systemId)) ? null : id);
  }
  return (systemId: string) => exact.get(systemId) ?? folded.get(systemIdKey(systemId)) ?? null;
}

/** What is to be told about a photo that is not taken. */
type Refusal = { refusal: string; value: string };
type Judged = { bytes: Uint8Array; isSame: boolean } | Refusal;

/** The picture as it would be stored, or why it can't be. The same picture always becomes the same bytes. */
async function judged(read: Reader, person: Person, { path, bytes }: ZippedPhoto): Promise<Judged> {
  if (bytes === null) return { refusal: 'photo-too-large', value: path };
  try {
    const made = await makePhoto(bytes);
    const stored = await photoBytes(read, person.id);
    return { bytes: made, isSame: stored !== undefined && Buffer.compare(stored, made) === 0 };
  } catch (error) {
    const code = error instanceof AppError ? error.details.fields?.[0]?.code : undefined;
    if (code === undefined) throw error;
    return { refusal: code, value: path };
  }
}

async function store(run: JobRun, patronId: string, bytes: Uint8Array) {
  const { database, clock } = run.services;
  const { read, writer } = database;
  await writer.change(async () => {
    const [person] = await peopleOf(read, [patronId]);
    if (!person) return { statements: [] };
    const photo = { id: randomUUID(), patronId, bytes, now: clock.now() };
    const stored = await photoOf(read, patronId);
    const before = stored ? { id: stored.id, bytes: stored.bytes.toString('base64') } : null;
    const change = { patronId, before: { photo: before }, after: { photo: { id: photo.id } } };
    return {
      guards: [{ table: 'patron' as const, id: patronId, rev: person.rev }],
      statements: [
        ...replacePhoto(read, photo),
        // The photo that goes is kept with the memory of the change, and goes with it.
        ...memoryStatements(read, run, 'import-photos', change),
        insertAudit(read, run, 'import-photos', patronId, ['photo']),
      ],
    };
  });
}

interface Photos {
  run: JobRun;
  params: RelatedParams;
  idOf: (systemId: string) => string | null;
  /** By patron, the file that has been taken for them. */
  taken: Map<string, string>;
}

const refusedRow = ({ path }: ZippedPhoto, refusal: string, person?: Person): DiffRow => ({
  ...relatedRow({ key: path, person, status: 'refused' }),
  problems: [{ code: refusal, refuses: 'row', column: null, field: null, value: path }],
});

/** Takes one photo, or says why not. */
async function take({ run, params, idOf, taken }: Photos, photo: ZippedPhoto): Promise<DiffRow> {
  const { read } = run.services.database;
  if (photo.systemId === null) return refusedRow(photo, 'photo-name');
  const id = idOf(photo.systemId);
  const [person] = id === null ? [] : await peopleOf(read, [id]);
  if (!person || !isInScope(person.siteIds, params.scopeSiteIds)) return refusedRow(photo, 'photo-unknown');
  if (person.kind === 'generic') return refusedRow(photo, 'generic-account');
  if (taken.has(person.id)) return refusedRow(photo, 'photo-twice', person);
  taken.set(person.id, photo.path);
  const found = await judged(read, person, photo);
  if ('refusal' in found) return refusedRow(photo, found.refusal, person);
  if (found.isSame) return relatedRow({ key: photo.path, person, status: 'unchanged' });
  const had = (await photoBytes(read, person.id)) !== undefined;
  if (!params.dryRun) await store(run, person.id, found.bytes);
  const field = {
    field: 'photo',
    status: 'changed' as const,
    before: had ? m.imports_photo_old() : null,
    after: m.imports_photo_new(),
  };
  return relatedRow({ key: photo.path, person, status: 'changed', fields: [field] });
}

/** Gives people the photos of a zip file, one at a time; each is stored whole or not at all. */
export async function importPhotos(
  run: JobRun,
  params: RelatedParams,
  bytes: Uint8Array,
): Promise<RelatedCounts> {
  const { total, photos } = readPhotoZip(bytes);
  const idOf = await byId(run.services.database.read);
  const work: Photos = { run, params, idOf, taken: new Map() };
  const origin = run.services.environment.ORIGIN ?? 'http://localhost';
  const rows: DiffRow[] = [];
  for (const photo of photos) {
    await run.report(rows.length, total);
    rows.push(await inLocale(params.locale, origin, () => take(work, photo)));
  }
  await writeRows(run, params, rows);
  await run.report(total, total);
  return countRows(rows);
}
