import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestLibrary, type TestLibrary } from '../testing/library';
import { findSuspects, knownSuspects } from './suspects';
import { warmPatrons } from './warm-patrons';

let library: TestLibrary;
const PEOPLE = [
  ['Ada', 'Lund', 2014, 'a@example.org'],
  ['Ada', 'Lund', 2014, 'b@example.org'],
  ['Ada', 'Lund', 2015, 'c@example.org'],
  ['Bo', 'Lund', 2014, 'a@example.org'],
  ['Cem', 'Arslan', 2014, 'a@example.org'],
  ['Dai', 'Arslan', 2013, 'd@example.org'],
  ['Dai', 'Arslan', null, 'e@example.org'],
  ['Eli', 'Zug', 2012, 'z@example.org'],
  ['Eli', 'Zug', 2012, 'y@example.org'],
] as const;
const SUSPECTS = [0, 1, 3, 4, 7, 8];
const ids: string[] = [];

beforeAll(async () => {
  library = await createTestLibrary();
  for (const [givenName, surname, birthYear, primaryEmail] of PEOPLE)
    ids.push((await library.build.patron({ givenName, surname, birthYear, primaryEmail })).id);
});
afterAll(() => library.end());

it.each([1, 2, 3, 8, 9, 5000])('finds the same, %i values at once', async (atOnce) => {
  const found = await findSuspects(library.services.database.read, atOnce);
  expect(ids.flatMap((id, index) => (found.has(id) ? index : []))).toEqual(SUSPECTS);
});

it('knows of those who came after everybody was looked at', async () => {
  await warmPatrons(library.services);
  const other = await library.build.patron({ givenName: 'Dai', surname: 'Arslan', birthYear: 2013 });
  const known = await knownSuspects(library.services.database.read);
  expect([known.has(other.id), known.has(ids[5] ?? ''), known.has(ids[6] ?? '')]).toEqual([
    true,
    true,
    false,
  ]);
});
