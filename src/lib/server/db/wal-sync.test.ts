import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { logFile } from './log-file';
import { createWalSync } from './wal-sync';

/** A disk whose turns end when they are told to. */
function slowDisk() {
  const turns: { end: () => void; fail: (error: Error) => void }[] = [];
  const settle = createWalSync(() => new Promise((end, fail) => turns.push({ end, fail })));
  return { settle, turns };
}

const tick = () => new Promise((done) => setImmediate(done));

describe('waiting for the disk', () => {
  it('takes a turn that began after the commit, one for all who wait', async () => {
    const { settle, turns } = slowDisk();
    const done: string[] = [];
    const call = (name: string) => settle().then(() => done.push(name));
    const all = [call('first'), call('second'), call('third')];
    expect(turns).toHaveLength(1);
    turns[0]?.end();
    await tick();
    expect(done).toEqual(['first']);
    expect(turns).toHaveLength(2);
    all.push(call('fourth'));
    turns[1]?.end();
    await tick();
    expect(done).toEqual(['first', 'second', 'third']);
    turns[2]?.end();
    await Promise.all(all);
    expect(turns).toHaveLength(3);
  });

  it('tells a failure to those who waited for it, and goes on', async () => {
    const { settle, turns } = slowDisk();
    const first = settle();
    const second = settle();
    turns[0]?.fail(new Error('disk'));
    await expect(first).rejects.toThrow('disk');
    await tick();
    turns[1]?.end();
    await expect(second).resolves.toBeUndefined();
  });

  it('has nothing to wait for where there is no log, and takes the one that is there by now', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'carrel-log-'));
    const path = join(folder, 'some.db-wal');
    const log = logFile(path);
    await expect(log.sync()).resolves.toBeUndefined();
    for (const text of ['one', 'another']) {
      writeFileSync(path, text);
      await expect(log.sync()).resolves.toBeUndefined();
      await expect(log.sync()).resolves.toBeUndefined();
      rmSync(path);
    }
    await expect(log.sync()).resolves.toBeUndefined();
    log.close();
    log.close();
    rmSync(folder, { recursive: true });
  });
});
