import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { SearchThread } from './search-thread';

const WORK = { address: { url: 'file:none' }, path: 'none', task: { kind: 'warm' } } as const;
const MINUTE = 60_000;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Pools one after the other, each of which answers so. */
function pools(...answers: (() => Promise<unknown>)[]) {
  const ended: number[] = [];
  let opened = 0;
  const open = async () => {
    const number = opened++;
    const run = answers[number] ?? (() => Promise.reject(new Error('no such pool')));
    return { run, destroy: async () => void ended.push(number), close: async () => undefined };
  };
  const gone = vi.fn();
  return { thread: new SearchThread(gone, open), ended, gone };
}

const never = () => new Promise<never>(() => undefined);
const inTwoSeconds = () => new Promise<string>((resolve) => setTimeout(() => resolve('"late"'), 2_000));

it('ends a thread that never answers, and asks another one then', async () => {
  const { thread, ended, gone } = pools(never, async () => '"found"');
  const asked = expect(thread.ask(WORK, 1_000)).rejects.toMatchObject({ name: 'AbortError' });
  await vi.advanceTimersByTimeAsync(1_000);
  await asked;
  expect([ended, gone.mock.calls.length]).toEqual([[], 0]);
  await vi.advanceTimersByTimeAsync(MINUTE);
  expect([ended, gone.mock.calls.length]).toEqual([[0], 1]);
  expect(await thread.ask(WORK, 1_000)).toBe('"found"');
});

it('keeps a thread whose answer is late, and one that found a task late itself', async () => {
  const { thread, ended, gone } = pools(inTwoSeconds);
  const asked = expect(thread.ask(WORK, 1_000)).rejects.toMatchObject({ name: 'AbortError' });
  await vi.advanceTimersByTimeAsync(MINUTE);
  await asked;
  const other = pools(async () => undefined);
  await expect(other.thread.ask(WORK, 1_000)).rejects.toMatchObject({ name: 'AbortError' });
  await vi.advanceTimersByTimeAsync(MINUTE);
  expect([ended, other.ended, gone.mock.calls.length]).toEqual([[], [], 0]);
});

it('tells what went wrong in the thread', async () => {
  const { thread } = pools(() => Promise.reject(new Error('the disk is full')));
  await expect(thread.ask(WORK, 1_000)).rejects.toThrow('the disk is full');
});
