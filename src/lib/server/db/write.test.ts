import { createClient } from '@libsql/client';
import { sql } from 'drizzle-orm';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase, type Database } from './database';
import { openWriterClient, type Reader } from './client';
import { createWriter } from './write';

let folder: string;
let url: string;
let database: Database;
const children: ChildProcess[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'carrel-write-'));
  url = `file:${join(folder, 'library.db')}`;
  database = await openDatabase({ url }, 'drizzle');
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Another process that holds the write lock for so many ms; resolves once it has it. */
function outsider(ms: number): Promise<void> {
  const script = `
    import { createClient } from '@libsql/client';
import { sql } from 'drizzle-orm';
    const client = createClient({ url: ${JSON.stringify(url)} });
    const transaction = await client.transaction('write');
    console.log('locked');
    setTimeout(async () => { await transaction.rollback(); process.exit(0); }, ${ms});`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  return new Promise((locked) => child.stdout?.once('data', () => locked()));
}

const count = (name: string) => ({
  sql: 'insert into counter(name, value) values (?, 1) on conflict(name) do update set value = value + 1',
  args: [name],
});
const valueOf = async (name: string) => {
  const client = createClient({ url });
  const { rows } = await client.execute({ sql: 'select value from counter where name = ?', args: [name] });
  client.close();
  return Number(rows[0]?.['value'] ?? 0);
};

describe('a database that another process has locked', () => {
  it.each([50, 3_000])('is waited for, and every later write stays (%i ms)', async (ms) => {
    await outsider(ms);
    await Promise.all(
      Array.from({ length: 20 }, () => database.writer.change(async () => ({ statements: [count('kept')] }))),
    );
    expect(await valueOf('kept')).toBe(20);
  });

  it('is given up with an answer that says when to try again', async () => {
    await outsider(15_000);
    const impatient = createWriter(await openWriterClient({ url }), { deadlineMs: 300 });
    const change = impatient.change(async () => ({ statements: [count('lost')] }));
    await expect(change).rejects.toMatchObject({
      code: 'busy',
      status: 503,
      details: { retryAfterSeconds: 2 },
    });
    expect(await valueOf('lost')).toBe(0);
  });
});

describe('a change', () => {
  it('is planned again when a row it rests on has moved', async () => {
    await database.writer.run([
      { sql: "insert into access_level(id, name, built_in, rev) values ('a', 'A', 0, 1)", args: [] },
    ]);
    let plans = 0;
    await database.writer.change(async () => {
      plans++;
      const { rows } = await database.readClient.execute("select rev from access_level where id = 'a'");
      const rev = Number(rows[0]?.['rev']);
      // Another process changes the row between the reading and the writing, once.
      if (plans === 1) {
        const other = createClient({ url });
        await other.execute("update access_level set rev = rev + 1 where id = 'a'");
        other.close();
      }
      return { guards: [{ table: 'access_level', id: 'a', rev }], statements: [count('guarded')] };
    });
    expect([plans, await valueOf('guarded')]).toEqual([2, 1]);
  });

  it('writes all of it or nothing', async () => {
    const change = database.writer.change(async () => ({
      statements: [count('half'), { sql: 'insert into access_level(id) values (null)', args: [] }],
    }));
    await expect(change).rejects.toThrow();
    expect(await valueOf('half')).toBe(0);
    await database.writer.change(async () => ({ statements: [count('half')] }));
    expect(await valueOf('half')).toBe(1);
  });

  it('keeps text that looks like a number as text', async () => {
    await database.writer.run([
      { sql: 'insert into access_level(id, name, built_in) values (?, ?, 0)', args: ['00123', '12345'] },
    ]);
    const { rows } = await database.readClient.execute(
      "select id, name from access_level where id = '00123'",
    );
    expect(rows[0]).toMatchObject({ id: '00123', name: '12345' });
  });
});

describe('changes that join each other', () => {
  const counted = async (read: Reader) => {
    const [row] = await read.all<{ value: number }>(sql`select value from counter where name = 'kept'`);
    return row?.value ?? 0;
  };
  /** Reads the counter and writes the next value: two that read the same would lose one. */
  const next = async (read: Reader) => {
    const value = (await counted(read)) + 1;
    const args = [value, value];
    return {
      statements: [
        {
          sql: "insert into counter(name, value) values ('kept', ?) on conflict(name) do update set value = ?",
          args,
        },
      ],
      value,
    };
  };

  it('each see what the one before wrote, also between changes of their own', async () => {
    const { writer } = database;
    const all = Array.from({ length: 30 }, (_, index) =>
      index % 7 === 3
        ? writer.change(async () => ({ statements: [count('kept')], value: 0 }))
        : writer.join(next),
    );
    const values = (await Promise.all(all)).map(({ value }) => value).filter((value) => value > 0);
    expect(new Set(values).size).toBe(values.length);
    expect(await valueOf('kept')).toBe(30);
  });

  it('stand or fall each by itself', async () => {
    const { writer } = database;
    const twice = { sql: "insert into counter(name, value) values ('rev', 1)", args: [] };
    const results = await Promise.allSettled([
      writer.join(next),
      writer.join(() => Promise.reject(new Error('refused'))),
      writer.join(async () => ({ statements: [count('kept'), count('other'), twice] })),
      writer.join(async () => ({
        guards: [{ table: 'copy', id: 'none', rev: 1 }],
        statements: [count('other')],
      })),
      writer.join(async () => ({ statements: [] })),
      writer.join(next),
    ]);
    expect(results.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'rejected',
      'rejected',
      'fulfilled',
      'fulfilled',
    ]);
    expect([await valueOf('kept'), await valueOf('other')]).toEqual([2, 0]);
  });

  it('leave nothing behind of what a statement of theirs asks', async () => {
    const { writer } = database;
    const asks = { sql: 'insert into guard(ok) select ? = 1', args: [1] };
    const left = async () => (await database.readClient.execute('select ok from guard')).rows.length;
    await writer.join(async () => ({ statements: [asks, count('kept')] }));
    await writer.change(async () => ({ statements: [asks, count('kept')] }));
    expect([await left(), await valueOf('kept')]).toEqual([0, 2]);
    const wrong = { statements: [{ ...asks, args: [2] }, count('kept')] };
    await expect(writer.join(async () => wrong)).rejects.toThrow();
    expect([await left(), await valueOf('kept')]).toEqual([0, 2]);
  });

  it('wait for another process, and are there once', async () => {
    await outsider(50);
    await Promise.all(Array.from({ length: 20 }, () => database.writer.join(next)));
    expect(await valueOf('kept')).toBe(20);
  });
});

describe('a turn that is lent', () => {
  it('has another connection write undisturbed, and every change before and after it stays', async () => {
    const { writer } = database;
    const borrower = createWriter(await openWriterClient({ url }));
    const order: string[] = [];
    const desk = (name: string) =>
      writer.change(async () => {
        order.push(name);
        return { statements: [count('desk')] };
      });
    await Promise.all([
      desk('first'),
      writer.lend(async () => {
        for (let batch = 0; batch < 5; batch++) {
          await borrower.change(async () => ({ statements: [count('lent')] }));
          await new Promise((done) => setTimeout(done, 5));
        }
        order.push('lent');
      }),
      desk('second'),
    ]);
    expect(order).toEqual(['first', 'lent', 'second']);
    expect([await valueOf('desk'), await valueOf('lent')]).toEqual([2, 5]);
  });

  it('comes back when the borrower fails', async () => {
    const { writer } = database;
    const lent = writer.lend(() => Promise.reject(new Error('broken')));
    const change = writer.change(async () => ({ statements: [count('after')] }));
    await expect(lent).rejects.toThrow('broken');
    await change;
    expect(await valueOf('after')).toBe(1);
  });
});
