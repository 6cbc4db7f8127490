import { describe, expect, it, vi } from 'vitest';
import type { Loan } from '$lib/contracts/circulation';
import type { PermissionId } from '$lib/domain/access/permission-ids';
import { ApiError, Unreachable } from '../api';
import type { DealingsApi } from './dealings-api';
import { Dealings } from './dealings.svelte';
import { GrownList } from './grown-list.svelte';

const loan = (id: string, materialKind: Loan['materialKind'] = 'library') => ({ id, materialKind }) as Loan;
const none = () => Promise.resolve({ items: [], total: 0 });
const refusal = { code: 'renewals-used-up', severity: 'refuse' as const, message: 'No renewals are left.' };

function library(over: { renew?: unknown } = {}, can: PermissionId[] = []) {
  const asked = {
    ...{ blocks: vi.fn(none), manualBlocks: vi.fn(none), holds: vi.fn(none), overrides: vi.fn(none) },
    ...{ fines: vi.fn(none), history: vi.fn(none) },
    loans: vi.fn(() => Promise.resolve({ items: [loan('a'), loan('t', 'textbook')], total: 2 })),
    ...over,
  };
  const tools = {
    can: (id: PermissionId) => can.includes(id),
    siteId: 'north',
    offlineWords: () => 'No network.',
  };
  return { asked, dealings: new Dealings(asked as unknown as DealingsApi, 'ana', tools) };
}

describe('a patron’s dealings', () => {
  it('asks for the parts that one may see, and for no others', async () => {
    const { asked, dealings } = library({}, ['patrons.viewTextbooksOut', 'holds.view']);
    await vi.waitFor(() => expect(dealings.out('textbook')).toHaveLength(1));
    expect([asked.loans, asked.holds, asked.history].map((call) => call.mock.calls.length)).toEqual([
      1, 1, 1,
    ]);
    expect(
      [asked.blocks, asked.manualBlocks, asked.fines, asked.overrides].flatMap((call) => call.mock.calls),
    ).toEqual([]);
    expect([dealings.fines, dealings.blocks]).toEqual([undefined, undefined]);
  });

  it('says of each renewal how it went, and looks again', async () => {
    const renew = vi
      .fn()
      .mockResolvedValueOnce({
        items: [
          { loanId: 'a', loan: {}, notes: [], refusals: [] },
          { loanId: 't', loan: null, notes: [], refusals: [refusal] },
        ],
      })
      .mockResolvedValueOnce({ items: [{ loanId: 't', loan: {}, notes: [], refusals: [] }] })
      .mockRejectedValueOnce(new ApiError(422, 'invalid', 'Not so', []))
      .mockRejectedValueOnce(new Unreachable());
    const { asked, dealings } = library({ renew }, ['patrons.viewLibraryOut']);
    await dealings.renew([loan('a'), loan('t')]);
    expect(dealings.outcomes).toMatchObject({ a: { done: true }, t: { done: false, refusals: [refusal] } });
    expect([dealings.renewing, asked.loans.mock.calls.length]).toEqual([false, 2]);
    expect(dealings.refused.map((one) => one.loan.id)).toEqual(['t']);
    const overrides = { t: [{ code: refusal.code, reason: 'exam' }] };
    await dealings.renew([loan('t')], { dueOn: '2026-12-01', overrides });
    const wish = { loans: [{ loanId: 't', overrides: overrides.t }], siteId: 'north', dueOn: '2026-12-01' };
    expect(renew.mock.lastCall?.[0]).toEqual(wish);
    expect(dealings.outcomes).toMatchObject({ a: { done: true }, t: { done: true } });
    expect(dealings.refused).toEqual([]);
    await dealings.renew([loan('a')]);
    expect(dealings.outcomes).toEqual({ a: { done: false, refusals: [], message: 'Not so' } });
    await dealings.renew([loan('a'), loan('t')]);
    expect(dealings.outcomes).toMatchObject({ a: { message: 'No network.' }, t: { message: 'No network.' } });
    await dealings.renew([]);
    expect(renew).toHaveBeenCalledTimes(4);
  });
});

describe('a list that grows', () => {
  it('adds page after page, once each, and begins anew when it is asked again', async () => {
    const pages: Record<string, { items: number[]; nextCursor?: string }> = {
      first: { items: [1, 2], nextCursor: 'x' },
      x: { items: [3] },
    };
    const ask = vi.fn((cursor = 'first') => Promise.resolve({ total: 3, items: [], ...pages[cursor] }));
    const list = new GrownList<number>(ask);
    await vi.waitFor(() => expect(list.items).toEqual([1, 2]));
    await Promise.all([list.more(), list.more()]);
    expect([[...list.items], list.hasMore, list.total]).toEqual([[1, 2, 3], false, 3]);
    await list.more();
    expect(ask).toHaveBeenCalledTimes(2);
    await list.first.reload();
    expect([[...list.items], list.hasMore]).toEqual([[1, 2], true]);
  });
});
