import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Reader } from './client';
import { openDatabase, type Database } from './database';
import { keptWhile } from './kept';

let folder: string;
let database: Database;
let outside: Database;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'carrel-kept-'));
  const url = `file:${join(folder, 'kept.db')}`;
  database = await openDatabase({ url }, 'drizzle');
  outside = await openDatabase({ url }, 'drizzle');
  await database.writer.run([
    `insert into site (id, code, name, time_zone, open_days, rev) values ('a', 'A', 'First', 'UTC', '[1]', 0)`,
  ]);
});
afterEach(async () => {
  await outside.close();
  await database.close();
  rmSync(folder, { recursive: true });
});

const rename = (name: string) => ({ sql: `update site set name = ? where id = 'a'`, args: [name] });
const nameOf = async (read: Reader) =>
  (await read.all<{ name: string }>(`select name from site where id = 'a'`))[0]?.name;

/** Something kept, and how often it was asked. */
function counted() {
  let asked = 0;
  const kept = keptWhile('settings', async (read) => {
    asked += 1;
    return nameOf(read);
  });
  return { kept, times: () => asked };
}

describe('what is kept in memory', () => {
  it('is asked once while nothing changes', async () => {
    const { kept, times } = counted();
    for (let i = 0; i < 5; i += 1) expect(await kept(database.read, '')).toBe('First');
    expect(times()).toBe(1);
  });

  it('is asked again after a change, whoever made it', async () => {
    const { kept } = counted();
    expect(await kept(database.read, '')).toBe('First');
    await database.writer.run([rename('Second')]);
    expect(await kept(database.read, '')).toBe('Second');
    await outside.writer.run([rename('Third')]);
    expect(await kept(database.read, '')).toBe('Third');
    await outside.writer.run([`delete from site where id = 'a'`]);
    expect(await kept(database.read, '')).toBeUndefined();
  });

  it('is not what a change saw that was rolled back, not even after the next change', async () => {
    const { kept } = counted();
    const seen: (string | undefined)[] = [];
    const look = async (read: Reader) => seen.push(await kept(read, ''));
    const taken = database.writer.join(async (read) => {
      await look(read);
      return { statements: [rename('Never'), 'insert into nowhere values (1)'] };
    });
    await expect(taken).rejects.toThrow();
    await database.writer.join(async (read) => {
      await look(read);
      return { statements: [rename('Then')] };
    });
    await database.writer.join(async (read) => {
      await look(read);
      return { statements: [] };
    });
    expect(seen).toEqual(['First', 'First', 'Then']);
    expect(await kept(database.read, '')).toBe('Then');
  });

  it('is kept apart by what was asked for, and what was not there is asked again', async () => {
    let asked = 0;
    const kept = keptWhile('accounts', async (_read, key) => {
      asked += 1;
      return key === 'none' ? undefined : key;
    });
    for (const key of ['one', 'two', 'none', 'one', 'two', 'none'])
      expect(await kept(database.read, key)).toBe(key === 'none' ? undefined : key);
    expect(asked).toBe(4);
  });

  it.each([
    `insert into district (id, name, currency, epoch, rev) values ('d', 'D', 'EUR', 'e', 0)`,
    `insert into closed_range (id, from_on, to_on, reason, rev) values ('c', '2026-01-01', '2026-01-01', '', 0)`,
    `insert into term (id, name, from_on, to_on, rev) values ('t', 'T', '2026-01-01', '2026-02-01', 0)`,
    `update site set open_days = '[2]' where id = 'a'`,
  ])('is given up after: %s', async (change) => {
    const { kept, times } = counted();
    await kept(database.read, '');
    await outside.writer.run([change]);
    await kept(database.read, '');
    expect(times()).toBe(2);
  });
});
