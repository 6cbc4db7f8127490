import { describe, expect, it, vi } from 'vitest';
import { DeskFailure, type DeskBackend, type Outcome } from '../desk/desk-backend';
import { DeskSwitch, type Link } from './desk-switch';

const UNREACHABLE: Outcome<never> = { state: 'failed', code: 'unreachable', message: '', queued: false };
const done = (queued: boolean) => ({ state: 'done', value: null, queued }) as Outcome<never>;

const backend = (answer: Outcome<never>, look: () => unknown = () => ({ kind: 'nothing' })) =>
  ({
    open: vi.fn(async () => ({ state: 'failed', code: 'unreachable' })),
    find: vi.fn(async () => look()),
    patron: vi.fn(async () => look()),
    search: vi.fn(async () => look()),
    checkOut: vi.fn(async () => answer),
    checkIn: vi.fn(async () => answer),
    renew: vi.fn(async () => answer),
    undo: vi.fn(async () => answer),
  }) as unknown as DeskBackend;

function link(state: { online?: boolean; waiting?: boolean; drains?: boolean } = {}) {
  const calls: string[] = [];
  let { online = true, waiting = false } = state;
  const made: Link = {
    get online() {
      return online;
    },
    get mustGoFirst() {
      return waiting;
    },
    lost: () => (calls.push('lost'), void (online = false)),
    acted: () => void calls.push('acted'),
    opened: () => void calls.push('opened'),
    openedHere: () => void calls.push('openedHere'),
    drain: async () => {
      calls.push('drain');
      if (state.drains) waiting = false;
    },
  };
  return { made, calls };
}

const there = backend(done(false));
const gone = backend(UNREACHABLE, () => {
  throw new DeskFailure('unreachable');
});
const scan = (desk: DeskSwitch) => desk.checkOut({ id: 'p', barcode: 'c' }, 'b', { siteId: 's' });

describe('a desk that may lose its network', () => {
  it('asks the library where it answers', async () => {
    const here = backend(done(true));
    const { made, calls } = link();
    expect(await scan(new DeskSwitch(there, async () => here, made))).toMatchObject({ queued: false });
    expect(here.checkOut).not.toHaveBeenCalled();
    expect(calls).toEqual(['acted']);
  });

  it('goes on by itself where no answer comes, and asks no more', async () => {
    const online = backend(UNREACHABLE);
    const { made, calls } = link();
    const desk = new DeskSwitch(online, async () => backend(done(true)), made);
    expect(await scan(desk)).toMatchObject({ queued: true });
    expect(await scan(desk)).toMatchObject({ queued: true });
    expect(online.checkOut).toHaveBeenCalledTimes(1);
    expect(calls).toEqual(['lost']);
  });

  it('takes a refusal of the library as it is', async () => {
    const refused = { state: 'refused', refusals: [], queued: false } as unknown as Outcome<never>;
    const here = backend(done(true));
    const { made } = link();
    expect(await scan(new DeskSwitch(backend(refused), async () => here, made))).toBe(refused);
    expect(here.checkOut).not.toHaveBeenCalled();
  });

  it('sends what waits before anything new', async () => {
    const { made, calls } = link({ waiting: true, drains: true });
    const desk = new DeskSwitch(there, async () => backend(done(true)), made);
    expect(await scan(desk)).toMatchObject({ queued: false });
    expect(calls).toEqual(['drain', 'acted']);
  });

  it('queues behind what can not be sent yet', async () => {
    const online = backend(done(false));
    const { made } = link({ waiting: true });
    expect(await scan(new DeskSwitch(online, async () => backend(done(true)), made))).toMatchObject({
      queued: true,
    });
    expect(online.checkOut).not.toHaveBeenCalled();
  });

  it('looks people up on the device without a network', async () => {
    const here = backend(done(true), () => ({ kind: 'copy' }));
    const { made, calls } = link();
    expect(await new DeskSwitch(gone, async () => here, made).find('x', 's')).toEqual({ kind: 'copy' });
    expect(calls).toEqual(['lost']);
  });

  it('passes other failures on', async () => {
    const broken = backend(done(false), () => {
      throw new DeskFailure('unexpected');
    });
    const { made } = link();
    const desk = new DeskSwitch(broken, async () => backend(done(true)), made);
    await expect(desk.find('x', 's')).rejects.toMatchObject({ code: 'unexpected' });
  });

  it('opens from the snapshot without a network', async () => {
    const { made, calls } = link();
    await new DeskSwitch(gone, async () => gone, made).open();
    expect(calls).toEqual(['lost', 'openedHere']);
  });

  it('takes back here what waits, and at the library what was sent', async () => {
    const conflict = { ...UNREACHABLE, code: 'conflict' } as Outcome<never>;
    const { made } = link();
    const waits = new DeskSwitch(there, async () => backend(done(false)), made);
    await waits.undo('checkout', 'loan', 'command');
    expect(there.undo).not.toHaveBeenCalled();
    await new DeskSwitch(there, async () => backend(conflict), made).undo('checkout', 'loan', 'command');
    expect(there.undo).toHaveBeenCalledWith('checkout', 'loan');
  });
});
