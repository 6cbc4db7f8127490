import { describe, expect, it, vi } from 'vitest';
import type { FromCheck, ToCheck } from './check-messages';
import type { CheckReport, CheckSettings } from './check-table';
import { FileCheck, type CheckWorker } from './file-check.svelte';

const settings = (clearToken: string) => ({ clearToken }) as CheckSettings;
const report = (people: number): CheckReport => ({ people, refused: 0, reasons: [], problems: [] });
const source = { file: new Blob(['a,b']), encoding: 'utf-8', delimiter: ',' };

/** A worker that answers when it is told to. */
function staged() {
  const asked: ToCheck[] = [];
  const ended = vi.fn();
  const workers: CheckWorker[] = [];
  const check = new FileCheck(() => {
    const worker: CheckWorker = {
      onmessage: null,
      onerror: null,
      postMessage: (message: ToCheck) => void asked.push(message),
      terminate: ended,
    };
    workers.push(worker);
    return worker;
  }, 0);
  const answer = (data: FromCheck) =>
    workers.at(-1)?.onmessage?.call({} as Worker, { data } as MessageEvent<FromCheck>);
  const ids = () => asked.flatMap((one) => (one.kind === 'check' ? [one.id] : []));
  const asks = (count: number) => vi.waitFor(() => expect(ids()).toHaveLength(count), { interval: 1 });
  return { check, asked, ended, answer, ids, asks };
}

describe('FileCheck', () => {
  it('asks once for what is chosen in a row, and shows the answer to the last question only', async () => {
    const { check, answer, asked, asks, ids } = staged();
    check.open(source);
    expect(check.status).toBe('reading');
    check.check(settings('a'));
    check.check(settings('b'));
    await asks(1);
    expect(asked.at(-1)).toMatchObject({ kind: 'check', settings: { clearToken: 'b' } });
    answer({ kind: 'progress', stage: 'reading', done: 1, total: 4 });
    expect([check.isBusy, check.progress.done]).toEqual([true, 1]);
    answer({ kind: 'read', lines: 12 });
    expect([check.status, check.lines]).toEqual(['checking', 12]);
    check.check(settings('c'));
    await asks(2);
    answer({ kind: 'report', id: ids()[0] ?? 0, report: report(1) });
    expect(check.report).toBeUndefined();
    answer({ kind: 'report', id: ids()[1] ?? 0, report: report(2) });
    expect([check.status, check.report?.people]).toEqual(['ready', 2]);
    check.check(settings('d'));
    await asks(3);
    expect([check.status, check.report?.people], 'what was found stays meanwhile').toEqual(['checking', 2]);
  });

  it('stops at once, keeps what was found, and begins again with the last choice', async () => {
    const { check, asked, asks, answer, ended } = staged();
    check.open(source);
    check.check(settings('a'));
    await asks(1);
    answer({ kind: 'report', id: 1, report: report(5) });
    check.cancel();
    expect([check.status, check.report?.people, ended.mock.calls.length]).toEqual(['cancelled', 5, 1]);
    check.check(settings('late'));
    check.again();
    await asks(2);
    expect(asked.map(({ kind }) => kind)).toEqual(['read', 'check', 'read', 'check']);
    expect(asked.at(-1)).toMatchObject({ settings: { clearToken: 'late' } });
  });

  it('says that it failed, and forgets everything with its file', () => {
    const { check, answer, ended } = staged();
    check.again();
    expect(check.status).toBe('off');
    check.open(source);
    answer({ kind: 'failed' });
    expect(check.status).toBe('failed');
    check.close();
    expect([check.status, check.lines, check.report]).toEqual(['off', 0, undefined]);
    expect(ended).toHaveBeenCalledTimes(1);
  });
});
