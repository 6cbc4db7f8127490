import { setImmediate } from 'node:timers/promises';
import { v7 as uuid } from 'uuid';
import type { DiffRow } from '$lib/contracts/imports';
import {
  mergeContacts,
  MOST_CONTACTS,
  readContact,
  unreachable,
  withoutRepeats,
  type WantedContact,
} from '$lib/domain/imports/related-contacts';
import type { LineProblem } from '$lib/domain/imports/related-problems';
import type { RelatedTable } from '$lib/domain/imports/related-table';
import type { Person } from '$lib/domain/patrons/plan-changes';
import { contactText } from '$lib/words/related-text';
import { chunksOf, peopleOf } from '../batch/people-queries';
import type { Reader } from '../db/client';
import { insertAudit } from './related-statements';
import { inLocale } from '../http/locale';
import type { JobRun } from '../jobs/handler';
import { contactStatements } from '../patrons/patron-statements';
import { memoryStatements } from './related-memory';
import type { RelatedCounts, RelatedParams } from './related-params';
import { findPeople } from './related-people';
import { contactsOf, touchPatron } from './related-queries';
import { countRows, lineRows, relatedRow, writeRefusedLines, writeRows } from './related-rows';

/** One write holds so many people: what the desk waits for a commit stays short. */
const BATCH = 100;

interface ContactPlan {
  wanted: ReadonlyMap<string, readonly WantedContact[]>;
  problems: readonly LineProblem[];
  /** Patrons whose contacts are replaced: those with a line that can't be read lose nothing. */
  replaced: ReadonlySet<string>;
}

/** What the lines of each person want, without repeats. */
function planContacts(
  table: RelatedTable,
  personOf: (line: number) => Person | undefined,
  replaces: boolean,
): ContactPlan {
  const lines = new Map<string, WantedContact[]>();
  const wanted = new Map<string, readonly WantedContact[]>();
  const flawed = new Set<string>();
  const problems: LineProblem[] = [];
  for (const line of table.lines) {
    const person = personOf(line.line);
    if (!person) continue;
    const contact = readContact(table, line);
    if ('problems' in contact) {
      problems.push(...contact.problems);
      flawed.add(person.id);
    } else lines.set(person.id, [...(lines.get(person.id) ?? []), contact]);
  }
  for (const [id, all] of lines) {
    const { kept, repeats } = withoutRepeats(all);
    wanted.set(id, kept);
    const column = table.names.name ?? table.keyName;
    for (const repeat of repeats)
      problems.push({ ...repeat, column, code: 'duplicate-in-file', refuses: 'row' });
  }
  const replaced = replaces ? [...wanted.keys()].filter((id) => !flawed.has(id)) : [];
  return { wanted, problems, replaced: new Set(replaced) };
}

/** The contacts of these people by now, and as they would be. */
async function mergeAll(read: Reader, ids: readonly string[], plan: ContactPlan) {
  const storedOf = await contactsOf(read, ids);
  return ids.map((id) => {
    const before = storedOf(id);
    const merged = mergeContacts(before, plan.wanted.get(id) ?? [], plan.replaced.has(id));
    return { id, before, ...merged, isTooMany: merged.after.length > MOST_CONTACTS };
  });
}

type Merged = Awaited<ReturnType<typeof mergeAll>>[number];

function rowOf(table: RelatedTable, person: Person, line: number, merged: Merged): DiffRow {
  const at = { line, key: person.username, person };
  if (merged.isTooMany) {
    const column = table.names.name ?? table.keyName;
    const value = String(merged.after.length);
    return relatedRow({
      ...at,
      status: 'refused',
      problems: [{ code: 'too-many-contacts', refuses: 'row', column, value }],
    });
  }
  if (!merged.isChanged) return relatedRow({ ...at, status: 'unchanged' });
  const before = merged.before.map(contactText);
  const after = merged.after.map(contactText);
  return relatedRow({
    ...at,
    status: 'changed',
    fields: [{ field: 'contacts', status: 'changed', before, after }],
  });
}

/** Writes the contacts of some people on what is stored by now. */
async function writePart(run: JobRun, ids: readonly string[], plan: ContactPlan) {
  const { database, clock } = run.services;
  const { read, writer } = database;
  const now = clock.now();
  await writer.change(async () => {
    const people = new Map((await peopleOf(read, ids)).map((person) => [person.id, person]));
    const merged = await mergeAll(read, [...people.keys()], plan);
    const open = merged.filter(({ isChanged, isTooMany }) => isChanged && !isTooMany);
    return {
      guards: open.map(({ id }) => ({ table: 'patron' as const, id, rev: people.get(id)?.rev ?? -1 })),
      statements: open.flatMap(({ id, before, after }) => {
        const kept = after.map((contact) => ({ ...contact, id: contact.id ?? uuid() }));
        const change = { patronId: id, before: { contacts: before }, after: { contacts: kept } };
        return [
          ...contactStatements(read, id, kept),
          touchPatron(read, id, now),
          ...memoryStatements(read, run, 'import-contacts', change),
          insertAudit(read, run, 'import-contacts', id, ['contacts']),
        ];
      }),
    };
  });
}

/** Adds and changes the contacts of a file, or also removes what it does not name. */
export async function importContacts(
  run: JobRun,
  params: RelatedParams,
  table: RelatedTable,
): Promise<RelatedCounts> {
  const { read } = run.services.database;
  const found = await findPeople(read, table, params.scopeSiteIds);
  const plan = planContacts(table, found.personOf, params.mode === 'replace');
  const problems = [...found.problems, ...plan.problems];
  const people: DiffRow[] = [];
  const named = found.people.filter(({ id }) => plan.wanted.has(id));
  const changed: string[] = [];
  const origin = run.services.environment.ORIGIN ?? 'http://localhost';
  for (const some of chunksOf(named, BATCH)) {
    await run.report(0, named.length);
    const merged = await mergeAll(
      read,
      some.map(({ id }) => id),
      plan,
    );
    for (const [index, one] of merged.entries()) {
      const person = some[index];
      if (!person) continue;
      problems.push(...one.refused.map((wanted) => unreachable(table, wanted)));
      if (one.refused.length === plan.wanted.get(one.id)?.length) continue;
      people.push(
        inLocale(params.locale, origin, () => rowOf(table, person, found.lineOf(person.id) ?? 0, one)),
      );
      if (one.isChanged && !one.isTooMany) changed.push(one.id);
    }
    await setImmediate();
  }
  const rows = [...lineRows(table, problems, found.personOf), ...people];
  await writeRows(run, params, rows);
  await writeRefusedLines(run, params, table, rows, found.personOf);
  let done = named.length - changed.length;
  for (const ids of params.dryRun ? [] : chunksOf(changed, BATCH)) {
    await run.report(done, named.length);
    await writePart(run, ids, plan);
    done += ids.length;
    // The desk goes first.
    await setImmediate();
  }
  await run.report(named.length, named.length);
  return countRows(rows);
}
