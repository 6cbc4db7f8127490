import type { InStatement } from '@libsql/client';
import { setImmediate } from 'node:timers/promises';
import type { DiffRow } from '$lib/contracts/imports';
import { decideContactUndo, decidePhotoUndo, type UndoDecision } from '$lib/domain/imports/undo-related';
import { contactText } from '$lib/words/related-text';
import { m } from '$lib/paraglide/messages.js';
import type { BatchParams } from '../batch/batch-params';
import { changesOf, chunksOf, peopleOf, type StoredPerson } from '../batch/people-queries';
import type { Counts } from '../batch/run-changes';
import { inLocale } from '../http/locale';
import type { JobRun } from '../jobs/handler';
import { contactStatements } from '../patrons/patron-statements';
import { photoOf, removePhoto, replacePhoto } from '../patrons/photo-queries';
import { rememberedIds, type RelatedState, type RememberedImport } from './related-memory';
import { contactsOf, touchPatron } from './related-queries';
import { countRows, relatedRow, writeRows } from './related-rows';
import { insertAudit } from './related-statements';

/** One write holds so many people; photos are large. */
const BATCH = { 'import-contacts': 100, 'import-photos': 10 } as const;

type Shown = DiffRow['fields'][number]['before'];

/** What becomes of one person, with the statements for it. */
interface Undone {
  decision: UndoDecision;
  field: 'contacts' | 'photo';
  before: Shown;
  after: Shown;
  statements: InStatement[];
}

type Undo = (run: JobRun, patronId: string, before: RelatedState, after: RelatedState) => Promise<Undone>;

const undoContacts: Undo = async (
  { services },
  patronId,
  { contacts: was = [] },
  { contacts: made = [] },
) => {
  const { read } = services.database;
  const now = (await contactsOf(read, [patronId]))(patronId);
  return {
    decision: decideContactUndo(now, was, made),
    field: 'contacts',
    before: now.map(contactText),
    after: was.map(contactText),
    statements: [
      ...contactStatements(read, patronId, was),
      touchPatron(read, patronId, services.clock.now()),
    ],
  };
};

const undoPhoto: Undo = async ({ services }, patronId, { photo: was = null }, { photo: made = null }) => {
  const { read } = services.database;
  const stored = await photoOf(read, patronId);
  const now = services.clock.now();
  const bytes = was?.bytes === undefined ? null : Buffer.from(was.bytes, 'base64');
  return {
    decision: decidePhotoUndo(stored?.id ?? null, was?.id ?? null, made?.id ?? null),
    field: 'photo',
    before: stored ? m.imports_photo_new() : null,
    after: was ? m.imports_photo_old() : null,
    statements:
      was && bytes
        ? replacePhoto(read, { id: was.id, patronId, bytes, now })
        : removePhoto(read, patronId, now),
  };
};

const UNDO: Readonly<Record<RememberedImport, Undo>> = {
  'import-contacts': undoContacts,
  'import-photos': undoPhoto,
};

function rowOf(person: StoredPerson, { decision, field, before, after }: Undone): DiffRow {
  const at = { key: person.username, person };
  if (decision === 'restore')
    return relatedRow({ ...at, status: 'changed', fields: [{ field, status: 'changed', before, after }] });
  if (decision === 'back') return relatedRow({ ...at, status: 'unchanged' });
  const problem = { code: 'changed-since', refuses: 'field' as const, column: null, field };
  return { ...relatedRow({ ...at, status: 'refused' }), problems: [problem] };
}

async function undoSome(run: JobRun, kind: RememberedImport, changeSetId: string, ids: readonly string[]) {
  const { read, writer } = run.services.database;
  const { rows } = await writer.change(async () => {
    const changes = new Map((await changesOf(read, changeSetId, ids)).map((one) => [one.patronId, one]));
    const made: { person: StoredPerson; undone: Undone }[] = [];
    for (const person of await peopleOf(read, ids)) {
      const change = changes.get(person.id);
      if (change)
        made.push({ person, undone: await UNDO[kind](run, person.id, change.before, change.after) });
    }
    const back = made.filter(({ undone }) => undone.decision === 'restore');
    return {
      guards: back.map(({ person }) => ({ table: 'patron' as const, id: person.id, rev: person.rev })),
      statements: back.flatMap(({ person, undone }) => [
        ...undone.statements,
        insertAudit(read, run, 'undo-batch', person.id, [undone.field]),
      ]),
      rows: made.map(({ person, undone }) => rowOf(person, undone)),
    };
  });
  return rows;
}

/**
 * Puts back the contacts or photos that an import changed, as far as nobody has changed them since. Asked for again it
 * leaves alone what is back already.
 */
export async function undoRelated(
  run: JobRun,
  params: BatchParams,
  set: { id: string; kind: RememberedImport },
): Promise<Counts> {
  const ids = await rememberedIds(run.services.database.read, set.id);
  const origin = run.services.environment.ORIGIN ?? 'http://localhost';
  const rows: DiffRow[] = [];
  for (const some of chunksOf(ids, BATCH[set.kind])) {
    await run.report(rows.length, ids.length);
    rows.push(...(await inLocale(params.locale, origin, () => undoSome(run, set.kind, set.id, some))));
    // The desk goes first.
    await setImmediate();
  }
  await writeRows(run, params, rows);
  await run.report(ids.length, ids.length);
  return countRows(rows);
}
