import * as v from 'valibot';
import { UsernamePattern } from '$lib/contracts/batch';
import {
  proposeByFile,
  proposeByPattern,
  usernameRows,
  type UsernameRow,
} from '$lib/domain/patrons/username-change';
import type { Person, Proposal } from '$lib/domain/patrons/plan-changes';
import type { Reader } from '../db/client';
import { readTable } from '../imports/read-patron-file';
import type { JobOutcome, JobRun } from '../jobs/handler';
import { isInScope } from '../patrons/scope-policy';
import { BatchParams } from './batch-params';
import { strayRow } from './outcome-rows';
import { allUsernameKeys, changesOf, peopleOf } from './people-queries';
import { withRequest } from './request-file';
import { runChanges, type ChangeWork } from './run-changes';
import { usernameKey } from '$lib/domain/patrons/username';

export const UsernamesRequest = v.union([
  v.object({ file: v.string() }),
  v.object({
    ids: v.array(v.string()),
    unknownBarcodes: v.array(v.string()),
    missing: v.number(),
    pattern: UsernamePattern,
  }),
]);
type Wanted = Pick<Proposal, 'problems'> & { username: string };

/** The usernames are settled once, so that every part is written with the ones that were planned together. */
const settled = (proposals: readonly Proposal[]) => {
  const wanted = new Map<string, Wanted>(
    proposals.map(({ person, after, problems }) => [person.id, { username: after.username, problems }]),
  );
  return (people: readonly Person[]): Proposal[] =>
    people.map((person) => {
      const { username, problems } = wanted.get(person.id) ?? { username: person.username, problems: [] };
      return { person, after: { ...person, username }, problems };
    });
};

async function workOfPattern(
  read: Reader,
  request: Extract<v.InferOutput<typeof UsernamesRequest>, { ids: string[] }>,
  doneIds: ReadonlySet<string>,
) {
  const people = await peopleOf(
    read,
    request.ids.filter((id) => !doneIds.has(id)),
  );
  const keys = new Set((await allUsernameKeys(read)).keys());
  return {
    ids: request.ids,
    propose: settled(proposeByPattern(people, request.pattern, keys)),
    strays: request.unknownBarcodes.map((barcode) => strayRow('barcode-unknown', barcode)),
  };
}

/** The people that the file means: by the username of now, or by the one that this job took from them before. */
async function idsOfFile(read: Reader, jobId: string, rows: readonly UsernameRow[]) {
  const keys = await allUsernameKeys(read);
  const done = await changesOf(read, jobId);
  const moved = done.map(
    ({ patronId, before }) => [usernameKey(String(before['username'])), patronId] as const,
  );
  const movedIds = new Set(done.map(({ patronId }) => patronId));
  const now = [...keys].filter(([, id]) => !movedIds.has(id));
  const idOf = new Map([...now, ...moved]);
  return new Map(
    rows.flatMap((row) => {
      const key = usernameKey(row.old);
      const id = idOf.get(key);
      return id === undefined ? [] : [[key, id] as const];
    }),
  );
}

async function workOfFile(read: Reader, run: JobRun, params: BatchParams, file: string) {
  const rows = usernameRows(readTable(Buffer.from(file)).rows);
  const idOf = await idsOfFile(read, run.id, rows);
  const people = await peopleOf(read, [...new Set(idOf.values())]);
  // Somebody else's patron looks the same as none.
  const mine = new Map(
    people.filter(({ siteIds }) => isInScope(siteIds, params.scopeSiteIds)).map((one) => [one.id, one]),
  );
  const { proposals, unmatched } = proposeByFile(rows, (key) => mine.get(idOf.get(key) ?? ''));
  const lines = new Map(proposals.map(({ person, line }) => [person.id, line]));
  return {
    ids: proposals.map(({ person }) => person.id),
    propose: settled(proposals),
    strays: unmatched.map(({ row, code }) => strayRow(code, row.old, row.line)),
    lineOf: (id: string) => lines.get(id),
  };
}

/** Gives many patrons new usernames, or only says what that would do. Sessions go on; what is typed to sign in changes. */
export default function patronUsernames(run: JobRun): Promise<JobOutcome> {
  const params = v.parse(BatchParams, run.params);
  const { read } = run.services.database;
  return withRequest(run, UsernamesRequest, async (request) => {
    const done = new Set((await changesOf(read, run.id)).map(({ patronId }) => patronId));
    const work: Pick<ChangeWork, 'ids' | 'propose' | 'strays' | 'lineOf'> =
      'file' in request
        ? await workOfFile(read, run, params, request.file)
        : await workOfPattern(read, request, done);
    const by = 'file' in request ? 'file' : 'pattern';
    const counts = await runChanges(run, params, {
      ...work,
      useCase: 'change-usernames',
      head: { id: run.id, kind: 'username-change', request: { by } },
    });
    const missing = 'file' in request ? 0 : request.missing;
    return { summary: { dryRun: params.dryRun, ...counts, missing }, resultName: 'patrons.csv' };
  });
}
