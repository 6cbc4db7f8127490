import { setImmediate } from 'node:timers/promises';
import { v7 as uuid } from 'uuid';
import * as v from 'valibot';
import type { DiffRow } from '$lib/contracts/imports';
import { nameOrUsername } from '$lib/domain/patrons/display-name';
import type { ChangeRules } from '$lib/domain/patrons/plan-changes';
import { deleteRefusalText } from '$lib/words/batch-text';
import { m } from '$lib/paraglide/messages.js';
import { audit } from '../db/schema/operations';
import { statement } from '../db/statement';
import type { Guard } from '../db/write';
import { inLocale } from '../http/locale';
import { diffPath } from '../imports/diff-file';
import { writeDiff, writeTable } from './result-table';
import { JobFailed, type JobOutcome, type JobRun } from '../jobs/handler';
import { deletePatronStatements } from '../patrons/patron-statements';
import { readDistrict } from '../sites/read-district';
import { BatchParams, rulesOf } from './batch-params';
import { deletedBy } from './delete-queries';
import { strayRow } from './outcome-rows';
import { chunksOf } from './people-queries';
import { planDeletion, type PlannedDeletion } from './plan-deletion';
import { withRequest } from './request-file';

const BATCH = 100;
const USE_CASE = 'batch-delete-patrons';

export const DeleteRequest = v.object({
  ids: v.array(v.string()),
  unknownBarcodes: v.array(v.string()),
  missing: v.number(),
});

const rowOf = ({ person, refusals }: PlannedDeletion): DiffRow => ({
  line: 0,
  status: refusals.length > 0 ? 'refused' : 'changed',
  patronId: person.id,
  name: nameOrUsername(person),
  key: person.username,
  setsPassword: false,
  fields: [],
  problems: refusals.map(({ code, actual }) => ({
    code,
    refuses: 'row',
    column: null,
    field: null,
    ...(actual === undefined ? {} : { value: String(actual) }),
  })),
});

function* csvLines(rows: readonly DiffRow[], currency: string, done: boolean) {
  for (const { name, key, status, problems } of rows) {
    const word =
      status === 'refused' ? m.batch_delete_stays() : done ? m.batch_delete_gone() : m.batch_delete_goes();
    const reasons = problems.map((problem) => deleteRefusalText(problem, currency)).join(' ');
    yield [[name, key ?? '', word, reasons]];
  }
}

async function report(run: JobRun, params: BatchParams, rows: readonly DiffRow[], currency: string) {
  const { DATA_DIR, ORIGIN } = run.services.environment;
  const path = await run.resultPath('patrons.csv');
  await writeDiff(diffPath(DATA_DIR, run.id), rows);
  await inLocale(params.locale, ORIGIN ?? 'http://localhost', () =>
    writeTable(
      path,
      [m.patrons_result_name(), m.patrons_result_key(), m.patrons_result_status(), m.patrons_result_reason()],
      csvLines(rows, currency, !params.dryRun),
    ),
  );
}

/** Deletes those of one part against whom nothing stands by now. @returns what was decided about each */
async function deletePart(run: JobRun, rules: ChangeRules, ids: readonly string[]) {
  const { read, writer } = run.services.database;
  const { planned } = await writer.change(async () => {
    const planned = await planDeletion(read, ids, rules);
    const going = planned.filter(({ refusals }) => refusals.length === 0).map(({ person }) => person);
    return {
      guards: going.map(({ id, rev }): Guard => ({ table: 'patron', id, rev })),
      statements: going.flatMap(({ id, kind }) => [
        ...deletePatronStatements(read, id),
        statement(
          read.insert(audit).values({
            id: uuid(),
            at: run.services.clock.now(),
            actorId: run.createdBy,
            actorKind: 'patron',
            useCase: USE_CASE,
            subjectType: 'patron',
            subjectId: id,
            details: { job: run.id, kind },
            requestId: run.id,
          }),
        ),
      ]),
      planned,
    };
  });
  return planned;
}

async function deleteAll(run: JobRun, rules: ChangeRules, going: readonly string[]) {
  const results = new Map<string, PlannedDeletion>();
  let done = 0;
  for (const ids of chunksOf(going, BATCH)) {
    await run.report(done, going.length);
    for (const planned of await deletePart(run, rules, ids)) results.set(planned.person.id, planned);
    done += ids.length;
    await setImmediate();
  }
  return results;
}

/**
 * Lists whom of many patrons nothing stands against, with every reason against the others, and deletes the former when
 * exactly as many were confirmed. Can't be undone. @throws JobFailed changed-meanwhile when others can go by now
 */
export default function patronBatchDelete(run: JobRun): Promise<JobOutcome> {
  const params = v.parse(BatchParams, run.params);
  const { read } = run.services.database;
  return withRequest(run, DeleteRequest, async ({ ids, unknownBarcodes, missing }) => {
    const rules = await rulesOf(read, params, run.services.clock.now());
    const { currency } = await readDistrict(read);
    const strays = unknownBarcodes.map((barcode) => strayRow('barcode-unknown', barcode));
    const before = params.dryRun ? 0 : await deletedBy(read, run.id, USE_CASE);
    let planned = await planDeletion(read, ids, rules);
    const going = planned.filter(({ refusals }) => refusals.length === 0).map(({ person }) => person.id);
    // A job that is taken up again counts those whom it has deleted before.
    if (!params.dryRun && before + going.length !== params.expected) throw new JobFailed('changed-meanwhile');
    if (!params.dryRun) {
      const results = await deleteAll(run, rules, going);
      planned = planned.map((one) => results.get(one.person.id) ?? one);
    }
    const rows = [...strays, ...planned.map(rowOf)];
    await report(run, params, rows, currency);
    const refused = rows.filter(({ status }) => status === 'refused').length;
    const gone = rows.length - refused + before;
    const counts = params.dryRun ? { deletable: gone } : { deleted: gone };
    return {
      summary: { dryRun: params.dryRun, ...counts, refused, missing, currency },
      resultName: 'patrons.csv',
    };
  });
}
