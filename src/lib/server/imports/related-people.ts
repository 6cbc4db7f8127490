import { UNIQUE_FIELDS, type UniqueField } from '$lib/domain/imports/import-fields';
import type { LineProblem, RelatedProblemCode } from '$lib/domain/imports/related-problems';
import { likeliestKey, type RelatedTable } from '$lib/domain/imports/related-table';
import { comparableValue, type Person } from '$lib/domain/patrons/plan-changes';
import { ownersOf, peopleOf } from '../batch/people-queries';
import type { Reader } from '../db/client';
import { isInScope, type PatronScope } from '../patrons/scope-policy';

/** The people a table speaks of. */
export interface FoundPeople {
  /** In the order of the file. */
  people: readonly Person[];
  personOf: (line: number) => Person | undefined;
  lineOf: (patronId: string) => number | undefined;
  problems: readonly LineProblem[];
}

/** Who has which value: of the field that the header names, else of the one that finds most people. */
async function owners(read: Reader, { keyField, lines }: RelatedTable) {
  const keys = lines.map(({ key }) => key).filter((key) => key !== '');
  const found = async (field: UniqueField) => {
    const values = keys.map((key) => comparableValue(field, key));
    return { field, owners: await ownersOf(read, field, values) };
  };
  if (keyField) return found(keyField);
  const all = await Promise.all(UNIQUE_FIELDS.map(found));
  const hits = Object.fromEntries(all.map((one) => [one.field, one.owners.size]));
  const best = likeliestKey(hits as Record<UniqueField, number>);
  return all.find(({ field }) => field === best) ?? found(best);
}

/** Looks up whom each line means. Somebody else's patron looks the same as none. */
export async function findPeople(
  read: Reader,
  table: RelatedTable,
  scope: PatronScope,
): Promise<FoundPeople> {
  const { field, owners: ownerOf } = await owners(read, table);
  const idOf = (key: string) => (key === '' ? undefined : ownerOf.get(comparableValue(field, key)));
  const ids = [...new Set(table.lines.flatMap(({ key }) => idOf(key) ?? []))];
  const known = new Map((await peopleOf(read, ids)).map((person) => [person.id, person]));
  const byLine = new Map<number, Person>();
  const firstLine = new Map<string, number>();
  const problems: LineProblem[] = [];
  for (const { line, key } of table.lines) {
    const person = known.get(idOf(key) ?? '');
    const refuse = (code: RelatedProblemCode) =>
      problems.push({ line, column: table.keyName, code, refuses: 'row', ...(key ? { value: key } : {}) });
    if (key === '') refuse('key-missing');
    else if (!person || !isInScope(person.siteIds, scope)) refuse('patron-unknown');
    else if (person.kind === 'generic') refuse('generic-account');
    else {
      byLine.set(line, person);
      if (!firstLine.has(person.id)) firstLine.set(person.id, line);
    }
  }
  return {
    people: [...firstLine.keys()].flatMap((id) => known.get(id) ?? []),
    personOf: (line) => byLine.get(line),
    lineOf: (patronId) => firstLine.get(patronId),
    problems,
  };
}
