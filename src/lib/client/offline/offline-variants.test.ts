import { describe, expect, it } from 'vitest';
import { copy, loan, NOW, patron, TODAY, world, rule } from '$lib/domain/circulation/scenario-world';
import type { WorldRows } from '$lib/domain/circulation/rows';
import { OfflineDesk } from './offline-desk';
import { waiting } from './outbox';
import { applySnapshot } from './snapshot';
import { pageOf, testDatabase } from './testing';

const DESK = [
  'circulation.checkOut',
  'circulation.checkIn',
  'circulation.renew',
  'circulation.specialDueDate',
  'patrons.viewLibraryOut',
];
const AT = { siteId: 'north' };
const DAY = 86_400_000;

async function deskWith(change: Partial<WorldRows> = {}) {
  const db = testDatabase();
  const page = pageOf(world({ permissions: DESK, ...change }));
  const classes: Record<string, string> = { ana: '7B', ben: '10A' };
  const patrons = page.patrons.map((one) => ({ ...one, formClass: classes[one.id] ?? null }));
  await applySnapshot(db, { ...page, patrons, head: page.head! }, NOW);
  return { db, desk: new OfflineDesk(db, { now: () => NOW }) };
}

describe('a desk without a network, in other ways', () => {
  it('lends on site to somebody whose card is hidden, fetched by another, and says so to the server', async () => {
    const { db, desk } = await deskWith();
    const found = (await desk.patron('ana', 'north'))!;
    expect([found.barcode, found.barcodeHidden]).toEqual([null, true]);
    const wish = { use: 'on-site' as const, collectedById: 'ben', forClass: '7B' };
    const asked = { ...AT, ...wish, overrides: [{ code: 'class-borrower-not-staff', reason: '' }] };
    const out = await desk.checkOut({ id: 'ana', barcode: '' }, 'B-atlas-1', asked);
    expect(out).toMatchObject({ state: 'done', value: { loan: { dueOn: TODAY, use: 'on-site' } } });
    expect((await waiting(db))[0]?.command.payload).toMatchObject({ patronBarcode: 'C-ana', ...wish });
    const [shown] = (await desk.patron('ana', 'north'))?.loans ?? [];
    expect(shown).toMatchObject({ forClass: '7B', collectedBy: { id: 'ben', name: 'Name ben' } });
    expect(await desk.renew(shown!.id, AT)).toMatchObject({ refusals: [{ code: 'renewal-on-site' }] });
    const none = await desk.checkOut({ id: 'ben', barcode: '' }, 'B-atlas-1', {
      ...AT,
      collectedById: 'nobody',
    });
    expect(none).toMatchObject({ state: 'refused' });
  });

  it('takes back damaged and dated back, and says so to the server', async () => {
    const { db, desk } = await deskWith({
      copies: [copy({ status: 'on-loan' })],
      loans: [loan('atlas-1', { titleId: 'atlas' })],
    });
    const back = { ...AT, mode: 'desk' as const, returnedAt: NOW - DAY, damaged: true };
    expect(await desk.checkIn('B-atlas-1', { ...back, returnedAt: NOW + DAY })).toMatchObject({
      refusals: [{ code: 'backdate-in-future' }],
    });
    expect(await desk.checkIn('B-atlas-1', back)).toMatchObject({ value: { nextAction: 'repair' } });
    expect((await waiting(db)).map(({ command }) => command.payload)).toMatchObject([
      { returnedAt: NOW - DAY, damaged: true },
    ]);
  });

  it('shows at once what is the borrower’s again, and what they owe now', async () => {
    const lost = { patronId: 'ana', loanId: 'loan-atlas-1', copyId: 'atlas-1', type: 'lost' as const, at: 1 };
    const late = { ...lost, fineId: 'late', type: 'overdue' as const };
    const rows = {
      permissions: [...DESK, 'fines.view'],
      copies: [copy({ status: 'lost' })],
      loans: [loan('atlas-1', { titleId: 'atlas', status: 'lost' })],
      ledger: [
        { ...lost, fineId: 'lost', kind: 'charge' as const, amount: 3000 },
        { ...lost, fineId: 'lost', kind: 'payment' as const, amount: -1000, at: 2 },
        { ...late, kind: 'charge' as const, amount: 60 },
      ],
    };
    const { desk } = await deskWith(rows);
    const owes = async () => (await desk.patron('ana', 'north'))?.owes?.amount;
    expect([rows.loans[0]?.id, await owes()]).toEqual(['loan-atlas-1', 2060]);
    const back = await desk.checkIn('B-atlas-1', { ...AT, mode: 'desk' });
    expect(back).toMatchObject({ queued: true, value: { giveBack: { amount: 1000 } } });
    expect((await desk.patron('ana', 'north'))?.loans).toEqual([]);
    expect((await desk.patron('ana', 'north'))?.fines).toMatchObject([{ id: 'late', amount: 60 }]);
    if (back.state !== 'done' && back.state !== 'attention') return;
    await desk.undo('checkin', 'loan-atlas-1', back.commandId);
    expect([await owes(), (await desk.patron('ana', 'north'))?.loans?.length]).toEqual([2060, 1]);
  });

  it('renews several, each with its verdict', async () => {
    const { db, desk } = await deskWith({
      rules: [rule(1, { loanDays: 14, renewals: 1 })],
      loans: [loan('a'), loan('b', { renewals: 1 })],
    });
    const loans = [{ loanId: 'loan-a' }, { loanId: 'loan-b' }];
    const { value } = (await desk.renewSeveral({ ...AT, loans })) as { value: { items: object[] } };
    expect(value.items).toMatchObject([
      { loanId: 'loan-a', loan: { renewals: 1 }, refusals: [] },
      { loanId: 'loan-b', loan: null, refusals: [{ code: 'renewals-used-up' }] },
    ]);
    expect(await waiting(db)).toHaveLength(1);
    expect(await desk.mailLoans()).toMatchObject({ code: 'unreachable' });
  });

  it('finds by name, class and card, in the chosen fields, and browses by name', async () => {
    const { desk } = await deskWith({ permissions: [...DESK, 'patrons.viewBarcodes'] });
    const ids = async (text: string, fields?: string[]) =>
      (await desk.search(text, 'north', fields)).map(({ id }) => id);
    expect(await ids('10a')).toEqual(['ben']);
    expect(await ids('10a', ['name'])).toEqual([]);
    expect(await ids('name 7b')).toEqual(['ana']);
    expect(await ids('C-be', ['barcode'])).toEqual(['ben']);
    expect(await ids('ana', ['primaryEmail'])).toEqual([]);
    const browse = async (more: object) => (await desk.browse({ ...AT, ...more })).items.map(({ id }) => id);
    expect(await browse({})).toEqual(['ana', 'ben']);
    expect([await browse({ from: 'b' }), await browse({ formClass: '7B' })]).toEqual([['ben'], ['ana']]);
    expect(await desk.classes()).toEqual(['7B', '10A']);
    const hidden = await deskWith({ patrons: [patron()] });
    expect(await hidden.desk.search('c-ana', 'north', ['barcode'])).toEqual([]);
  });
});
