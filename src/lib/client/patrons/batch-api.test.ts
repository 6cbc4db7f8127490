import { expect, it } from 'vitest';
import { Unreachable } from '../api';
import { batchApi } from './batch-api';

const DELETION = { target: { kind: 'ids', ids: ['a'] }, dryRun: false } as unknown as Parameters<
  ReturnType<typeof batchApi>['remove']
>[0];

/** Answers, or loses the answer, one request after the other. */
function asked(...outcomes: (Response | 'lost')[]) {
  const keys: (string | null)[] = [];
  const fetcher = async (_path: unknown, init?: RequestInit) => {
    keys.push(new Headers(init?.headers).get('Idempotency-Key'));
    const outcome = outcomes.shift();
    if (outcome === 'lost' || !outcome) throw new TypeError('no network');
    return outcome;
  };
  return { keys, api: batchApi(fetcher as typeof fetch) };
}
const queued = () => Response.json({ id: 'job' }, { status: 202 });

it('asks again for the same batch, not for another one, when an answer was lost', async () => {
  const { keys, api } = asked('lost', 'lost', queued());
  await expect(api.remove(DELETION)).rejects.toThrow(Unreachable);
  await expect(api.remove(DELETION)).rejects.toThrow(Unreachable);
  expect(await api.remove(DELETION)).toEqual({ id: 'job' });
  expect(new Set(keys).size).toBe(1);
});

it('asks anew after an answer, and for anything else', async () => {
  const { keys, api } = asked(queued(), 'lost', queued(), queued());
  await api.remove(DELETION);
  await expect(api.remove(DELETION)).rejects.toThrow(Unreachable);
  await api.undo('job');
  await api.remove(DELETION);
  expect(keys[3]).toBe(keys[1]);
  expect(new Set(keys).size).toBe(3);
});
