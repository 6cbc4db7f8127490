import { describe, expect, it } from 'vitest';
import type { Me, OwnLoan } from '$lib/contracts/me';
import { dueSlip, renewable } from '$lib/domain/circulation/own-loans';
import { ApiError, Unreachable } from '../api';
import type { MineApi, MineSnapshot, MineStore, MineWish } from './mine-parts';
import { Mine } from './mine.svelte';

const today = '2026-11-22';
const me: Me = {
  patronId: 'p1',
  singleSignOn: false,
  name: 'Bo Sample',
  barcode: '0 0387 2',
  formClass: '9A',
  site: { id: 'north', name: 'North', timeZone: 'Australia/Sydney' },
  today,
  permissions: ['self.viewStatus', 'self.placeHold'],
};

function loan(id: string, dueOn: string, allowed = true): OwnLoan {
  return {
    id,
    patronId: 'p1',
    copyId: `c-${id}`,
    copyBarcode: `b-${id}`,
    title: { id: `t-${id}`, title: `Title ${id}`, author: null, language: 'eng' },
    materialKind: 'library',
    siteId: 'north',
    status: 'open',
    checkedOutAt: '2026-11-01T00:00:00Z',
    dueAt: `${dueOn}T12:59:00Z`,
    dueOn,
    renewals: 0,
    returnedAt: null,
    renewal: { allowed, reasons: [] },
  };
}

const refusal = { code: 'renewal-held', severity: 'refuse' as const, message: 'Someone waits for it.' };

/** A library of one reader whose network and decisions a test can change. */
function world(
  loans: OwnLoan[] = [loan('a', '2026-11-25'), loan('b', '2026-11-25'), loan('c', '2026-12-01', false)],
) {
  const state = { reachable: true, signedIn: true, allowed: true, dropAnswers: 0 };
  const keys: string[] = [];
  const kept: { snapshot: MineSnapshot | undefined; wishes: MineWish[] } = {
    snapshot: undefined,
    wishes: [],
  };
  const answer = <T>(value: () => T): Promise<T> => {
    if (!state.reachable) return Promise.reject(new Unreachable());
    if (!state.signedIn) return Promise.reject(new ApiError(401, 'not-signed-in', 'Sign in.'));
    return Promise.resolve().then(value);
  };
  const permitted = <T>(value: () => T) =>
    answer(() => {
      if (!state.allowed) throw new ApiError(403, 'not-permitted', 'No.');
      return value();
    });
  const api: MineApi = {
    me: () => answer(() => me),
    loans: () => permitted(() => ({ items: [...loans], total: loans.length, today })),
    holds: () => permitted(() => ({ items: [] })),
    fines: () =>
      permitted(() => ({
        balance: { amount: 0, currency: 'EUR' },
        credit: { amount: 0, currency: 'EUR' },
        items: [],
        total: 0,
      })),
    renew: (loanId, key) =>
      answer(() => {
        keys.push(key);
        const at = loans.findIndex((one) => one.id === loanId);
        const found = loans[at];
        if (!found) throw new ApiError(404, 'not-found', 'Gone.');
        if (!found.renewal.allowed) throw new ApiError(409, 'refused', 'No.', [], [refusal]);
        const next =
          keys.indexOf(key) < keys.length - 1 ? found : { ...found, dueOn: '2026-12-20', renewals: 1 };
        loans[at] = next;
        if (state.dropAnswers-- > 0) throw new Unreachable();
        return { loan: { ...next, renewed: true }, notes: [] };
      }),
    placeHold: () =>
      answer(() => Promise.reject(new ApiError(409, 'refused', 'No.', [], [refusal]))).then((x) => x),
    cancelHold: () => answer(() => undefined),
    signOut: () => answer(() => undefined),
  };
  const store: MineStore = {
    read: () => Promise.resolve(kept.snapshot),
    write: (snapshot) => {
      kept.snapshot = snapshot;
      return Promise.resolve();
    },
    clear: () => {
      kept.snapshot = undefined;
      return Promise.resolve();
    },
    queue: (wish) => {
      kept.wishes.push(wish);
      return Promise.resolve();
    },
    queued: () => Promise.resolve([...kept.wishes]),
  };
  let made = 0;
  const open = () => new Mine({ api, store, now: () => 1000, newKey: () => `key-${(made += 1)}` });
  return { state, kept, keys, store, open };
}

describe('mine', () => {
  it('shows what the library says and keeps it', async () => {
    const { open, kept } = world();
    const mine = open();
    expect(mine.status).toBe('loading');
    await mine.start();
    expect([mine.status, mine.loans?.length, mine.today, mine.online]).toEqual(['ready', 3, today, true]);
    expect(kept.snapshot?.me.name).toBe('Bo Sample');
  });

  it('shows the last it knew, with its age, without a network', async () => {
    const { open, state } = world();
    await open().start();
    state.reachable = false;
    const mine = open();
    await mine.start();
    expect([mine.status, mine.online, mine.takenAt, mine.me?.barcode]).toEqual([
      'ready',
      false,
      1000,
      '0 0387 2',
    ]);
  });

  it('says that it is offline where nothing was kept', async () => {
    const { open, state } = world();
    state.reachable = false;
    const mine = open();
    await mine.start();
    expect(mine.status).toBe('offline');
    state.reachable = true;
    await mine.refresh();
    expect(mine.status).toBe('ready');
  });

  it('takes everything off the phone when the session has ended, and on signing out without a network', async () => {
    const { open, state, kept } = world();
    const mine = open();
    await mine.start();
    state.signedIn = false;
    await mine.refresh();
    expect([mine.status, mine.me, kept.snapshot]).toEqual(['signed-out', undefined, undefined]);

    state.signedIn = true;
    const again = open();
    await again.start();
    state.reachable = false;
    await again.signOut();
    expect([again.status, again.loans, kept.snapshot]).toEqual(['signed-out', undefined, undefined]);
  });

  it('leaves out what this reader may not see', async () => {
    const { open, state } = world();
    state.allowed = false;
    const mine = open();
    await mine.start();
    expect([mine.status, mine.loans, mine.holds, mine.fines]).toEqual([
      'ready',
      undefined,
      undefined,
      undefined,
    ]);
    expect(mine.me?.name).toBe('Bo Sample');
  });

  it('renews one, and says why not', async () => {
    const mine = world().open();
    await mine.start();
    expect(await mine.renew('a')).toEqual({ state: 'done', dueOn: '2026-12-20' });
    expect(mine.loans?.find((one) => one.id === 'a')?.dueOn).toBe('2026-12-20');
    expect(await mine.renew('c')).toEqual({ state: 'refused', reasons: [refusal] });
    expect(mine.outcomes.get('c')?.state).toBe('refused');
  });

  it('renews all that were asked for, each with its own outcome', async () => {
    const { open, keys } = world();
    const mine = open();
    await mine.start();
    await mine.renewAll(['a', 'c', 'b']);
    expect(['a', 'b', 'c'].map((id) => mine.outcomes.get(id)?.state)).toEqual(['done', 'done', 'refused']);
    expect(new Set(keys).size).toBe(3);
  });

  it('asks again with the same key when the answer got lost', async () => {
    const { open, state, keys } = world();
    const mine = open();
    await mine.start();
    state.dropAnswers = 1;
    expect((await mine.renew('a')).state).toBe('done');
    expect(keys).toEqual(['key-1', 'key-1']);
  });

  it('presses once, renews once', async () => {
    const { open, keys } = world();
    const mine = open();
    await mine.start();
    await Promise.all([mine.renew('a'), mine.renew('a')]);
    expect(keys).toHaveLength(1);
  });

  it('keeps renewals and holds that can not be sent, and promises nothing it can not keep', async () => {
    const { open, state, kept, store } = world();
    const mine = open();
    await mine.start();
    state.reachable = false;
    expect((await mine.renew('a')).state).toBe('waiting');
    expect(mine.isQueued('a')).toBe(true);
    await mine.placeHold({ titleId: 't9', pickupSiteId: 'north' });
    expect(kept.wishes.map((wish) => wish.kind)).toEqual(['renew', 'hold']);
    expect((await mine.cancelHold('h1')).state).toBe('failed');
    delete store.queue;
    expect((await mine.renew('b')).state).toBe('failed');
  });

  it('shows with its loan what was refused after the network came back', async () => {
    const { open, state, kept, store } = world();
    const mine = open();
    await mine.start();
    state.reachable = false;
    await mine.renew('c');
    state.reachable = true;
    store.flush = () => Promise.resolve(kept.wishes.splice(0).map((wish) => ({ wish, reasons: [refusal] })));
    await mine.refresh();
    expect([mine.isQueued('c'), mine.outcomes.get('c')]).toEqual([
      false,
      { state: 'refused', reasons: [refusal] },
    ]);
  });

  it('gives every reason why a hold was refused', async () => {
    const mine = world().open();
    await mine.start();
    expect(await mine.placeHold({ titleId: 't1', pickupSiteId: undefined })).toEqual({
      state: 'refused',
      reasons: [refusal],
    });
  });
});

describe('the slip', () => {
  it('has the next day, the later ones and what is late', () => {
    const loans = [
      loan('x', '2026-12-01'),
      loan('y', '2026-11-21'),
      loan('z', today),
      loan('w', today, false),
    ];
    const slip = dueSlip(loans, today);
    expect(slip.late.map((one) => one.id)).toEqual(['y']);
    expect([slip.next?.dueOn, slip.next?.loans.map((one) => one.id)]).toEqual([today, ['z', 'w']]);
    expect(slip.later.map((day) => day.dueOn)).toEqual(['2026-12-01']);
    expect(renewable(slip.next?.loans ?? [])).toEqual(['z']);
  });

  it('is empty without loans, and leaves out what is not simply out', () => {
    expect(dueSlip([], today)).toEqual({ late: [], next: undefined, later: [] });
    const lost = { ...loan('l', '2026-11-25'), status: 'lost' as const };
    expect(dueSlip([lost], today).next).toBeUndefined();
  });
});
