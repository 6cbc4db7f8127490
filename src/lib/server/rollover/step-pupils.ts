import type { InStatement } from '@libsql/client';
import { and, eq } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import type { RolloverCounts } from '$lib/contracts/rollover';
import { isStepped, stepOf, type RolloverFields, type RolloverPlan } from '$lib/domain/patrons/rollover';
import { renewedSearchKey } from '$lib/domain/patrons/search-key';
import type { Reader } from '../db/client';
import { session } from '../db/schema/auth';
import { audit } from '../db/schema/operations';
import { patronChange } from '../db/schema/patron-changes';
import { patron } from '../db/schema/patrons';
import { nextRev, statement } from '../db/statement';
import type { Guard, Writer } from '../db/write';
import { burdensOf, pupilsAfter, steppedSoFar, type Pupil } from './queries';

/** Where a plan is carried out: on the library's database, or on a copy of it. */
export interface Stepping {
  read: Reader;
  writer: Writer;
  plan: RolloverPlan;
  changeSetId: string;
  /** Instant, ms. */
  now: number;
  actorId: string | null;
  /** Told how many pupils have been looked at; throws to stop between two batches. */
  report(done: number): Promise<void>;
  /** Told of everybody who steps. */
  onStep?(pupil: Pupil, after: RolloverFields, burden: { lending: boolean; owing: boolean }): void;
}

/** One write holds so many pupils: what the desk waits for a commit stays short. */
const BATCH = 50;

const fieldsOf = ({ cohort, formClass, enabled, leftOn }: RolloverFields): RolloverFields => ({
  cohort,
  formClass,
  enabled,
  leftOn,
});

function stepStatements(on: Stepping, pupil: Pupil, after: RolloverFields): InStatement[] {
  const { read, changeSetId } = on;
  const changed = {
    ...after,
    searchKey: renewedSearchKey(pupil, { formClass: after.formClass }),
    updatedAt: on.now,
  };
  const before = fieldsOf(pupil);
  const kept = { changeSetId, patronId: pupil.id, before: { ...before }, after: { ...after } };
  const entry = {
    id: uuid(),
    at: on.now,
    actorId: on.actorId,
    actorKind: 'patron',
    useCase: 'apply-rollover',
    subjectType: 'patron',
    subjectId: pupil.id,
    details: { changeSet: changeSetId },
    requestId: changeSetId,
  };
  return [
    statement(
      read
        .update(patron)
        .set({ ...changed, rev: nextRev })
        .where(and(eq(patron.id, pupil.id))),
    ),
    statement(read.insert(patronChange).values(kept)),
    statement(read.insert(audit).values(entry)),
    ...(after.enabled ? [] : [statement(read.delete(session).where(eq(session.patronId, pupil.id)))]),
  ];
}

type Counted = Omit<RolloverCounts, 'classesMade' | 'classesEnded' | 'copied'>;

/**
 * Steps every pupil of the plan's sites once. Who has a row in the change set was stepped before an interruption and is
 * left out, so that a run that is taken up again steps nobody twice.
 */
export async function stepPupils(on: Stepping): Promise<Counted> {
  const { read, writer, plan } = on;
  const before = await steppedSoFar(read, on.changeSetId);
  const counts: Counted = {
    pupils: before.stepped,
    stepped: before.stepped,
    leavers: before.leavers,
    unchanged: 0,
    withoutCohort: 0,
    leaversWithLoans: 0,
    leaversOwing: 0,
  };
  let after = '';
  for (;;) {
    await on.report(counts.pupils);
    const planned = await writer.change(async () => {
      const pupils = await pupilsAfter(read, plan.siteIds, on.changeSetId, after, BATCH);
      const steps = pupils.map((pupil) => ({ pupil, after: stepOf(fieldsOf(pupil), plan) }));
      const moved = steps.filter((step) => isStepped(fieldsOf(step.pupil), step.after));
      const guards: Guard[] = moved.map(({ pupil }) => ({ table: 'patron', id: pupil.id, rev: pupil.rev }));
      return {
        guards,
        statements: moved.flatMap((step) => stepStatements(on, step.pupil, step.after)),
        pupils,
        moved,
      };
    });
    if (planned.pupils.length === 0) return counts;
    await count(on, counts, planned);
    after = planned.pupils.at(-1)?.id ?? after;
  }
}

async function count(
  on: Stepping,
  counts: Counted,
  { pupils, moved }: { pupils: Pupil[]; moved: { pupil: Pupil; after: RolloverFields }[] },
) {
  const leavers = moved.filter(({ after }) => !after.enabled).map(({ pupil }) => pupil.id);
  const { lending, owing } = await burdensOf(on.read, leavers);
  counts.pupils += pupils.length;
  counts.stepped += moved.length;
  counts.leavers += leavers.length;
  counts.unchanged += pupils.length - moved.length;
  counts.withoutCohort += pupils.filter(({ cohort }) => cohort === null).length;
  counts.leaversWithLoans += lending.size;
  counts.leaversOwing += owing.size;
  for (const { pupil, after } of moved)
    on.onStep?.(pupil, after, { lending: lending.has(pupil.id), owing: owing.has(pupil.id) });
}
