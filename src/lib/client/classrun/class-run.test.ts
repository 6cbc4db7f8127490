import { describe, expect, it, vi } from 'vitest';
import { NOW, world } from '$lib/domain/circulation/scenario-world';
import type { ClassRun } from '$lib/contracts/class-run';
import { ApiError, Unreachable } from '../api';
import { Desk } from '../desk/desk.svelte';
import { FakeDesk, loanOf } from '../desk/testing';
import { OfflineDesk } from '../offline/offline-desk';
import { applySnapshot } from '../offline/snapshot';
import { pageOf, testDatabase } from '../offline/testing';
import { asPatron, ClassRoom, figuresOf } from './class-run.svelte';
import { ClassSwitch, OfflineClasses, type ClassSource } from './class-source';

const DESK = [
  'circulation.checkOut',
  'circulation.checkIn',
  'patrons.findWithoutBarcode',
  'patrons.viewLibraryOut',
];

async function device(permissions = DESK) {
  const db = testDatabase();
  const rows = world({ permissions, loans: [] });
  const page = pageOf(rows);
  page.patrons = page.patrons.map((one) => ({ ...one, formClass: one.id === 'ana' ? '7B' : '7C' }));
  await applySnapshot(db, { ...page, head: page.head! }, NOW);
  return {
    db,
    source: new OfflineClasses(
      db,
      () => NOW,
      () => 'No copy of this site.',
    ),
  };
}

describe('a class without a network', () => {
  it('is read from the device, and has what this desk lent since', async () => {
    const { db, source } = await device();
    expect((await source.classes('north')).find(({ name }) => name === '7B')?.pupils).toBe(1);
    const desk = new OfflineDesk(db, { now: () => NOW });
    await desk.checkOut({ id: 'ana', barcode: 'C-ana' }, 'B-atlas-1', { siteId: 'north' });
    const { pupils } = await source.run('north', '7B');
    expect(pupils).toMatchObject([{ id: 'ana', barcode: 'C-ana', loans: [{ copyBarcode: 'B-atlas-1' }] }]);
  });

  it('is not told of another site, nor to who may not lend without a card', async () => {
    await expect((await device()).source.run('south', '7B')).rejects.toThrow('No copy of this site.');
    const { source } = await device(['circulation.checkOut']);
    await expect(source.classes('north')).rejects.toThrow('No copy');
  });
});

const RUN: ClassRun = {
  ...{ name: '7B', siteId: 's1', teacher: null },
  pupils: [
    { id: 'p1', name: 'Patron p1', barcode: 'card-p1', loans: [loanOf('B1')] },
    { id: 'p2', name: 'Patron p2', barcode: 'card-p2', loans: [] },
  ],
};
const fixed = (run: ClassRun): ClassSource => ({ classes: async () => [], run: async () => run });

it.each([
  ['asks the library', true, 0, 'library'],
  ['asks the device without a network', false, 0, 'device'],
  ['asks the device while something waits', true, 1, 'device'],
])('%s', async (_name, online, waiting, name) => {
  const named = (one: string) => fixed({ ...RUN, name: one });
  const source = new ClassSwitch(named('library'), async () => named('device'), { online, waiting });
  expect((await source.run('s1', '7B')).name).toBe(name);
});

it('asks the device where no answer comes, and takes a refusal for one', async () => {
  const failing = (error: Error): ClassSource => ({
    classes: async () => [],
    run: () => Promise.reject(error),
  });
  const link = { online: true, waiting: 0 };
  const lost = new ClassSwitch(failing(new Unreachable()), async () => fixed(RUN), link);
  expect((await lost.run('s1', '7B')).pupils).toHaveLength(2);
  const refused = new ClassRoom(
    new ClassSwitch(failing(new ApiError(403, 'not-permitted', 'Not yours.')), vi.fn(), link),
  );
  await refused.open('s1', '7B');
  expect([refused.failure, refused.run]).toEqual(['Not yours.', undefined]);
});

describe('a class at the desk', () => {
  it('knows who is next, and keeps up with what the desk does', async () => {
    const room = new ClassRoom(fixed(RUN));
    await room.open('s1', '7B');
    const next = (id: string | undefined, step: 1 | -1) => room.neighbour(id, step)?.id;
    expect([next(undefined, 1), next(undefined, -1), next('p1', 1), next('p2', 1), next('p1', -1)]).toEqual([
      ...['p1', 'p2', 'p2', 'p1', 'p2'],
    ]);
    room.setLoans('p2', [loanOf('B2', 'p2'), loanOf('B3', 'p2', { dueOn: '2026-01-01' })]);
    expect(room.pupils.map((pupil) => figuresOf(pupil, '2026-11-22'))).toEqual([
      { out: 1, overdue: 0 },
      { out: 2, overdue: 1 },
    ]);
    room.dropLoan('loan-B1');
    expect(room.pupils[0]?.loans).toEqual([]);
  });

  it('brings a pupil into view whose books then go to them', async () => {
    const backend = new FakeDesk();
    const desk = new Desk(backend, { now: () => NOW, play: () => undefined });
    await desk.open();
    const [first] = RUN.pupils;
    await desk.take(asPatron(first!, '7B'));
    await desk.scan('B9');
    expect(desk.result).toMatchObject({ kind: 'out', value: { loan: { patronId: 'p1' } } });
    expect(desk.patron?.loans?.some(({ copyBarcode }) => copyBarcode === 'B9')).toBe(true);
  });
});
