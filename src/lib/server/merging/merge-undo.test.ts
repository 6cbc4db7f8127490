import { sql } from 'drizzle-orm';
import { getTableConfig, SQLiteTable } from 'drizzle-orm/sqlite-core';
import fc from 'fast-check';
import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MERGE_FIELDS } from '$lib/domain/patrons/merge-patrons';
import { createTestLibrary, type Client, type TestLibrary } from '../testing/library';
import { MOVING, PUT_ASIDE, SHARED, STAYING } from './pointers';
import {
  arbitraryPerson,
  buildPerson,
  buildQueue,
  buildSurroundings,
  dump,
  rowOf,
} from '../testing/arbitrary-person';

let library: TestLibrary;
let desk: Client;
let third: string;

beforeAll(async () => {
  library = await createTestLibrary();
  await library.build.patron({
    username: 'boss',
    levels: ['library-users', 'system-administrator'],
    sites: ['north', 'south'],
  });
  desk = await library.signIn('boss');
  third = await buildSurroundings(library);
});
afterAll(() => library.end());

const arbitraryChoices = fc.dictionary(
  fc.constantFrom(...MERGE_FIELDS, 'field:field-1', 'field:field-2'),
  fc.constantFrom('kept', 'lost'),
);
const arbitraryQueue = fc.record({
  who: fc.shuffledSubarray(['kept', 'lost', 'third'] as const),
  readyAt: fc.nat({ max: 4 }),
});

describe('merging and undoing', () => {
  it('gives back the same database, whatever hung on the two', async () => {
    await fc.assert(
      fc.asyncProperty(
        arbitraryPerson,
        arbitraryPerson,
        fc.array(arbitraryQueue, { maxLength: 2 }),
        arbitraryChoices,
        async (one, other, queues, choices) => {
          const ids = {
            kept: await buildPerson(library, one, third),
            lost: await buildPerson(library, other, third),
            third,
          };
          for (const { who, readyAt } of queues)
            await buildQueue(
              library,
              who.map((name) => ids[name]),
              readyAt,
            );
          const before = await dump(library);
          const merged = await desk.post('/patrons/merges', { keptId: ids.kept, lostId: ids.lost, choices });
          expect(merged.status, JSON.stringify(merged.body)).toBe(201);
          expect(await rowOf(library, ids.lost)).toBeUndefined();
          const between = await dump(library);
          const named = Object.entries(between).filter(
            ([table, rows]) => table !== 'command' && rows.some((row) => row.includes(`"${ids.lost}"`)),
          );
          // Photo bytes and values that hold the id as text are hex or unquoted; a pointer never is.
          expect(
            named
              .map(([table]) => table)
              .filter((table) => !['patron_field_value', 'preference'].includes(table)),
          ).toEqual([]);
          const undone = await desk.post(`/patrons/merges/${merged.body.id}/undo`);
          expect(undone.status, JSON.stringify(undone.body)).toBe(200);
          expect(await dump(library)).toEqual(before);
          await library.build.write([{ sql: 'delete from hold', args: [] }]);
        },
      ),
      { numRuns: 12 },
    );
  });
});

describe('what points at a patron', () => {
  it('is known to merging, column by column', async () => {
    const folder = new URL('../db/schema/', import.meta.url);
    const modules: unknown[] = [];
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.ts')))
      modules.push(...Object.values((await import(`../db/schema/${file.slice(0, -3)}.ts`)) as object));
    const tables = modules.filter((value): value is SQLiteTable => value instanceof SQLiteTable);
    const known = new Set([
      ...MOVING.map(({ name }) => name),
      ...SHARED.map(({ table }) => `${table}.patron_id`),
      ...PUT_ASIDE.flatMap((table) => [`${table}.patron_id`, `${table}.other_id`]),
      ...STAYING,
    ]);
    const pointing = tables.flatMap((table) => {
      const { name, columns, foreignKeys } = getTableConfig(table);
      const keyed = foreignKeys
        .filter((key) => getTableConfig(key.reference().foreignTable).name === 'patron')
        .map((key) => key.reference().columns[0]!.name);
      const worded = columns
        .map((column) => column.name)
        .filter((column) =>
          /patron_id|_by$|actor_id|author_id|owner_id|teacher_id|kept_id|lost_id/.test(column),
        );
      return [...new Set([...keyed, ...worded])].map((column) => `${name}.${column}`);
    });
    expect(pointing.length).toBeGreaterThan(30);
    expect(pointing.filter((column) => !known.has(column))).toEqual([]);
    const { read } = library.services.database;
    expect(await read.all(sql`pragma foreign_key_check`)).toEqual([]);
  });
});
