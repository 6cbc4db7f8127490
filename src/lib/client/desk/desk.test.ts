import { describe, expect, it } from 'vitest';
import { ScanLine } from '../scanner/scan-line.svelte';
import { DeskFailure } from './desk-backend';
import { overrideWay, type DeskTone } from './desk-result';
import { Desk } from './desk.svelte';
import { barcodesOf } from './barcode-list';
import { SeveralRun } from './several.svelte';
import { decideClaim } from '$lib/domain/circulation/copy-life';
import { loanDeeds } from './loan-deeds';
import { FakeDesk, loanOf, patronOf, refusal } from './testing';

async function opened(prepare: (library: FakeDesk) => void = () => undefined) {
  const library = new FakeDesk();
  prepare(library);
  const tones: DeskTone[] = [];
  const clock = { now: Date.parse('2026-11-22T10:00:00Z') };
  const desk = new Desk(library, { now: () => clock.now, play: (tone) => tones.push(tone) });
  await desk.open();
  return { library, desk, tones, clock };
}

const gate = () => {
  let open = () => {};
  const closed = new Promise<void>((resolve) => (open = resolve));
  return { closed, open: () => open() };
};

const asked = (library: FakeDesk) => library.calls.filter((call) => !/^(find|patron) /.test(call));

describe('scanning', () => {
  it('brings the patron of a card into view and lends the copies that follow to them', async () => {
    const { desk, library, tones } = await opened();
    await desk.scan('card-p1');
    await desk.scan('100');
    expect(desk.patron?.id).toBe('p1');
    expect(asked(library)).toEqual(['out 100 to card-p1']);
    expect(desk.patron?.loans?.map((loan) => loan.copyBarcode)).toEqual(['100']);
    expect(tones).toEqual(['done', 'done']);
    expect(desk.log.counts).toEqual({ out: 1, in: 0, renewed: 0, refused: 0 });
  });

  it('takes a copy back when nobody is in view, and when the mode says so', async () => {
    const { desk, library } = await opened();
    await desk.scan('100');
    await desk.scan('card-p1');
    desk.mode = 'checkin';
    await desk.scan('101');
    desk.mode = 'book-drop';
    await desk.scan('102');
    expect(asked(library)).toEqual(['in 100', 'in 101', 'drop 102']);
  });

  it('works off scans in the order in which they came, however long one takes', async () => {
    const slow = gate();
    const { desk, library } = await opened((one) => one.gates.set('card-p2', slow.closed));
    await desk.scan('card-p1');
    const all = [
      desk.scan('100'),
      desk.scan('card-p2'),
      desk.scan('200'),
      desk.scan('card-p1'),
      desk.scan('101'),
    ];
    slow.open();
    await Promise.all(all);
    expect(asked(library)).toEqual(['out 100 to card-p1', 'out 200 to card-p2', 'out 101 to card-p1']);
    expect(desk.log.entries.map((entry) => entry.id)).toEqual([3, 2, 1]);
    expect(desk.working).toBe(false);
  });

  it('takes a scanner that fires twice as one scan, and the same copy later as another', async () => {
    const { desk, library, clock } = await opened();
    const line = new ScanLine(
      (text, source) => desk.scan(text, source),
      () => clock.now,
    );
    line.take('card-p1', 'wedge');
    line.take('100', 'wedge');
    clock.now += 1500;
    line.take('100', 'camera');
    await expect.poll(() => desk.log.entries.length).toBe(1);
    clock.now += 1501;
    line.take('100', 'typed');
    await expect.poll(() => desk.log.entries.length).toBe(2);
    expect(asked(library)).toHaveLength(2);
  });

  it('goes on after a scan that could not be looked up, and keeps it in the log', async () => {
    const { desk, library, tones } = await opened((one) =>
      one.failing.set('100', new DeskFailure('unreachable')),
    );
    await Promise.all([desk.scan('100'), desk.scan('101')]);
    expect(asked(library)).toEqual(['in 101']);
    expect(desk.log.entries[1]?.result).toMatchObject({ kind: 'failed', code: 'unreachable', text: '100' });
    expect(tones).toEqual(['refused', 'done']);
  });

  it('scans a failed one again, and nothing when the last one worked', async () => {
    const { desk, library } = await opened((one) => one.failing.set('100', new DeskFailure('unreachable')));
    await desk.scan('100');
    library.failing.clear();
    await desk.again();
    await desk.again();
    expect(asked(library)).toEqual(['in 100']);
    expect(desk.result).toMatchObject({ kind: 'in' });
  });

  it('says so when nothing has the barcode; a return of it is answered by the library', async () => {
    const { desk, library } = await opened();
    await desk.scan('?9', 'wedge');
    expect(desk.result).toMatchObject({ kind: 'unknown', text: '?9', searched: false });
    desk.mode = 'checkin';
    await desk.scan('?9', 'wedge');
    expect(asked(library)).toEqual(['in ?9']);
  });

  it('cannot lend to a patron whose card is not known', async () => {
    const { desk, library } = await opened((one) => {
      one.patrons.set('p3', patronOf('p3', { barcode: null }));
      one.matches = [{ id: 'p3', name: 'Patron p3', details: [] }];
    });
    await desk.scan('?p3');
    await desk.pick(library.matches[0]!);
    await desk.scan('100');
    expect(desk.result).toMatchObject({ kind: 'no-card' });
    expect(asked(library)).toEqual(['search ?p3']);
  });
});

describe('the same text as card and copy', () => {
  it('asks, and does what is answered', async () => {
    const { desk, library } = await opened((one) => one.doubles.add('77'));
    await desk.scan('card-p2');
    await desk.scan('77');
    expect(desk.result).toMatchObject({ kind: 'both', tone: 'attention' });
    expect(desk.patron?.id).toBe('p2');
    expect(asked(library)).toEqual([]);
    await desk.chooseCopy();
    expect(asked(library)).toEqual(['out 77 to card-p2']);
    await desk.scan('77');
    desk.chooseCard();
    expect(desk.patron?.id).toBe('p1');
    await desk.scan('100');
    expect(asked(library)[1]).toBe('out 100 to 77');
  });
});

describe('finding by name', () => {
  const named = (library: FakeDesk) =>
    (library.matches = [{ id: 'p2', name: 'Patron p2', details: [{ field: 'formClass', text: '7A' }] }]);

  it('shows whom a typed name could mean', async () => {
    const { desk } = await opened(named);
    await desk.scan('?ada', 'typed');
    expect(desk.result).toMatchObject({ kind: 'matches', matches: [{ id: 'p2' }] });
    await desk.pick({ id: 'p2', name: 'Patron p2', details: [] });
    expect(desk.patron?.id).toBe('p2');
  });

  it('searches for nothing that a scanner read, and not without the permission', async () => {
    const { desk, library } = await opened(named);
    await desk.scan('?ada', 'wedge');
    const other = await opened((one) => {
      named(one);
      one.permissions = [];
    });
    await other.desk.scan('?ada', 'typed');
    expect([...asked(library), ...asked(other.library)]).toEqual([]);
  });
});

describe('finding somebody else', () => {
  const found = [{ id: 'p2', name: 'Patron p2', details: [] }];

  it('looks only where it is told to, on this device', async () => {
    const { desk, library } = await opened();
    desk.searchFields = ['name', 'formClass'];
    await desk.scan('?ada', 'typed');
    expect(asked(library)).toEqual(['search ?ada in name,formClass']);
  });

  it('knows them by a card, by a name only where that is allowed', async () => {
    const { desk, library } = await opened((one) => (one.matches = found));
    expect(await desk.finder.people('card-p1')).toMatchObject([{ id: 'p1', name: 'Patron p1' }]);
    expect(await desk.finder.people('?ada')).toEqual(found);
    expect((await desk.finder.browse({ formClass: '7A' })).items).toEqual(found);
    const other = await opened((one) => (one.permissions = []));
    expect(await other.desk.finder.people('?ada')).toEqual([]);
    await other.desk.scan('?ada', 'typed');
    expect(other.desk.result).toMatchObject({ kind: 'unknown', mayNotSearch: true });
    expect([asked(library), asked(other.library)]).toEqual([['search ?ada', 'browse 7A,'], []]);
  });
});

describe('refusals', () => {
  const full = refusal('too-many-out', { overridableBy: 'circulation.overrideBlocks' });
  const held = refusal('copy-held-for-other', { severity: 'confirm' });

  it('keeps the reasons, and goes on for the same patron when they are overridden', async () => {
    const { desk, library, tones } = await opened((one) => one.refusals.set('100', [full]));
    await desk.scan('card-p1');
    await desk.scan('100');
    expect(desk.result).toMatchObject({ kind: 'refused', refusals: [full], borrower: { id: 'p1' } });
    expect(desk.log.counts.refused).toBe(1);
    await desk.override([{ code: 'too-many-out', reason: 'Project week' }]);
    expect(asked(library)).toEqual(['out 100 to card-p1', 'out 100 to card-p1']);
    expect(desk.result).toMatchObject({ kind: 'out' });
    expect(tones).toEqual(['done', 'refused', 'done']);
  });

  it('does nothing when there is no refusal to override', async () => {
    const { desk, library } = await opened();
    await desk.override([]);
    expect(library.calls).toEqual([]);
  });

  it('knows who may lift which reasons', () => {
    const may = (id: string) => id === 'circulation.overrideBlocks';
    const fixed = refusal('copy-withdrawn');
    expect(overrideWay([full, held], may)).toEqual({ way: 'reasons', reasons: [full, held] });
    expect(overrideWay([held], () => false)).toEqual({ way: 'confirm' });
    expect(overrideWay([full], () => false)).toEqual({
      way: 'not-permitted',
      permission: 'circulation.overrideBlocks',
    });
    expect(overrideWay([full, fixed], may)).toEqual({ way: 'none' });
    expect(overrideWay([refusal('due-date-moved', { severity: 'note' })], may)).toEqual({ way: 'none' });
  });
});

describe('renewing', () => {
  const two = (library: FakeDesk) =>
    library.patrons.set('p1', patronOf('p1', { loans: [loanOf('1'), loanOf('2')] }));

  it('renews all and tells apart what could not be', async () => {
    const { desk } = await opened((one) => {
      two(one);
      one.refusals.set('loan-2', [refusal('renewals-used-up')]);
    });
    await desk.scan('card-p1');
    await desk.renewAll();
    expect(desk.result).toMatchObject({
      kind: 'renewed-all',
      tone: 'attention',
      renewed: [{ copyBarcode: '1' }],
      refused: [{ loan: { copyBarcode: '2' }, refusals: [{ code: 'renewals-used-up' }] }],
    });
    expect(desk.log.counts.renewed).toBe(1);
  });

  it('is one request for all, with one day and the reasons of each', async () => {
    const { desk, library } = await opened(two);
    await desk.scan('card-p1');
    const [first, second] = desk.patron?.loans ?? [];
    library.refusals.set('loan-2', [refusal('renewals-used-up')]);
    await desk.renewAll([first!, second!], { dueOn: '2026-12-24' });
    const overrides = { 'loan-2': [{ code: 'renewals-used-up', reason: 'Was ill' }] };
    await desk.renewAll([second!], { overrides });
    expect(asked(library)).toEqual(['renew several loan-1,loan-2 due 2026-12-24', 'renew several loan-2']);
    expect(desk.result).toMatchObject({ kind: 'renewed-all', tone: 'done', refused: [] });
    expect(desk.log.of('p1').renewed.map(({ copyBarcode }) => copyBarcode)).toEqual(['1', '2']);
  });

  it('tells what was renewed before the library stopped answering', async () => {
    const many = Array.from({ length: 201 }, (_, at) => loanOf(String(at)));
    const { desk, library } = await opened((one) => {
      one.patrons.set('p1', patronOf('p1', { loans: many }));
      one.failing.set('loan-200', new DeskFailure('unreachable'));
    });
    await desk.scan('card-p1');
    await desk.renewAll();
    expect(desk.result).toMatchObject({
      kind: 'renewed-all',
      refused: [{ loan: { copyBarcode: '200' }, refusals: [] }],
    });
    library.failing.set('loan-1', new DeskFailure('unreachable'));
    await desk.renewAll([many[1]!]);
    expect(desk.result).toMatchObject({ kind: 'failed', code: 'unreachable' });
  });
});

describe('lending and taking back in other ways', () => {
  it('asks for what was wished, for this patron alone', async () => {
    const { desk, library } = await opened();
    await desk.scan('card-p1');
    desk.wishes.onSite = true;
    desk.wishes.collector = { id: 'p2', name: 'Patron p2' };
    desk.wishes.forClass = '7A';
    library.refusals.set('100', [refusal('class-borrower-not-staff', { severity: 'confirm' })]);
    await desk.scan('100');
    await desk.override([{ code: 'class-borrower-not-staff', reason: '' }]);
    await desk.scan('card-p2');
    await desk.scan('200');
    const wished = 'out 100 to card-p1 on-site by p2 for 7A';
    expect(asked(library)).toEqual([wished, wished, 'out 200 to card-p2']);
  });

  it('lends to somebody whose barcode is hidden, by who they are', async () => {
    const { desk, library } = await opened((one) =>
      one.patrons.set('p3', patronOf('p3', { barcode: null, barcodeHidden: true })),
    );
    await desk.pick({ id: 'p3', name: 'Patron p3', details: [] });
    await desk.scan('100');
    expect(asked(library)).toEqual(['out 100 to p3']);
  });

  it('dates returns back in their mode, and says of one copy that it is damaged', async () => {
    const { desk, library } = await opened();
    desk.wishes.returnedOn = '2026-11-20';
    await desk.scan('1');
    desk.mode = 'checkin';
    desk.wishes.damaged = true;
    await desk.scan('2');
    await desk.scan('3');
    desk.mode = 'book-drop';
    await desk.scan('4');
    desk.mode = 'checkin';
    desk.wishes.returnedOn = '2026-11-22';
    await desk.scan('5');
    const day = ' at 2026-11-20T23:59:00.000Z';
    expect(asked(library)).toEqual(['in 1', `in 2 damaged${day}`, `in 3${day}`, 'drop 4', 'in 5']);
  });

  it('works off a list in its order, each copy with its own verdict, and stops when it is told to', async () => {
    const { desk, library, tones } = await opened((one) => {
      one.refusals.set('2', [refusal('copy-lost')]);
      one.failing.set('3', new DeskFailure('unreachable'));
    });
    await desk.scan('card-p1');
    const { barcodes, doubles } = barcodesOf(' 1\r\n\n2\n1\n3\n0 4 ');
    expect([barcodes, doubles]).toEqual([['1', '2', '3', '0 4'], 1]);
    const run = new SeveralRun((barcode) => desk.takeOne(barcode, 'lend'));
    await run.run(barcodes);
    expect(run.rows.map(({ result }) => result?.kind)).toEqual(['out', 'refused', 'failed', 'out']);
    expect([desk.log.counts.out, tones.length, library.calls.filter((one) => one === 'patron p1')]).toEqual([
      2,
      1,
      [],
    ]);
    const all: SeveralRun = new SeveralRun((barcode) => {
      all.stop();
      return desk.takeOne(barcode, 'return');
    });
    await all.run(['1', '2']);
    expect([all.done, all.rows.length, all.running]).toEqual([1, 2, false]);
    expect(desk.log.of('p1').returned.map(({ copy }) => copy?.barcode)).toEqual(['1']);
  });

  it('sends a receipt to the patron in view, and leaves the log alone', async () => {
    const { desk, library } = await opened();
    await desk.mailReceipt();
    await desk.scan('card-p1');
    await desk.mailReceipt();
    expect([asked(library), desk.result?.kind, desk.log.entries]).toEqual([['mail p1'], 'mailed', []]);
  });
});

describe('what is booked in a dialog', () => {
  it('stands in the banner and in the log, counts as no scan and can not be taken back from there', async () => {
    const { desk, tones } = await opened();
    const copy = { barcode: '100', title: undefined };
    desk.tell({ deed: 'lost', name: 'Ann', copy, charged: { amount: 2095, currency: 'AUD' } });
    expect(desk.result).toMatchObject({ kind: 'booked', tone: 'done', deed: 'lost' });
    expect(desk.log.entries.map(({ result, undo }) => [result.kind, undo])).toEqual([['booked', undefined]]);
    expect(desk.log.counts).toEqual({ out: 0, in: 0, renewed: 0, refused: 0 });
    expect(tones).toEqual(['done']);
  });
});

describe('taking back', () => {
  it('takes back the newest scan that can be, once', async () => {
    const { desk, library } = await opened();
    await desk.scan('card-p1');
    await desk.scan('100');
    desk.mode = 'checkin';
    await desk.scan('101');
    await desk.undo();
    await desk.undo();
    await desk.undo();
    expect(asked(library).slice(2)).toEqual(['undo checkin loan-101', 'undo checkout loan-100']);
    expect(desk.log.counts).toEqual({ out: 0, in: 0, renewed: 0, refused: 0 });
    expect(desk.log.entries.every((entry) => entry.undone)).toBe(true);
  });

  it('leaves the entry as it was when it is too late', async () => {
    const { desk } = await opened((one) => one.refusals.set('loan-100', [refusal('conflict')]));
    await desk.scan('card-p1');
    await desk.scan('100');
    await desk.undo();
    expect(desk.result).toMatchObject({ kind: 'failed', code: 'undo-too-late' });
    expect(desk.log.entries.at(-1)?.undone).toBe(false);
  });
});

describe('the patron in view', () => {
  it('never shows what was looked up for the patron before', async () => {
    const slow = gate();
    const { desk, library } = await opened();
    await desk.scan('card-p1');
    library.gates.set('p1', slow.closed);
    await desk.scan('100');
    await desk.scan('card-p2');
    slow.open();
    await slow.closed;
    await expect.poll(() => desk.working).toBe(false);
    expect(desk.patron?.id).toBe('p2');
  });

  it('is put away with the due day that was given for them', async () => {
    const { desk, library } = await opened();
    await desk.scan('card-p1');
    desk.wishes.dueOn = '2026-12-01';
    await desk.scan('100');
    await desk.scan('card-p2');
    await desk.scan('200');
    expect(asked(library)).toEqual(['out 100 to card-p1 due 2026-12-01', 'out 200 to card-p2']);
    desk.putAway();
    expect([desk.patron, desk.result]).toEqual([undefined, undefined]);
  });

  it('loses a loan from the list as soon as it is back', async () => {
    const { desk, library } = await opened((one) =>
      one.patrons.set('p1', patronOf('p1', { loans: [loanOf('1'), loanOf('2')] })),
    );
    await desk.scan('card-p1');
    library.gates.set('p1', gate().closed);
    desk.mode = 'checkin';
    await desk.scan('1');
    expect(desk.patron?.loans?.map((loan) => loan.copyBarcode)).toEqual(['2']);
  });
});

describe('what became of a loan', () => {
  it('offers what the library would take, and a return whatever was said of it', () => {
    for (const status of ['open', 'claimed-returned', 'lost'] as const) {
      const deeds = loanDeeds({ status });
      expect([status, deeds.includes('claimed')]).toEqual([status, decideClaim(status, 'claim').allowed]);
      const back = decideClaim(status, 'take-back').allowed;
      expect([status, deeds.includes('not-returned')]).toEqual([status, back]);
      expect([deeds.includes('lost'), deeds.includes('damaged')]).toEqual([status !== 'lost', true]);
    }
    expect(loanDeeds({ status: 'returned' })).toEqual([]);
  });

  it('takes a copy back in every mode, with its patron in view', async () => {
    const { desk, library } = await opened();
    await desk.scan('card-p1');
    await desk.bringBack(loanOf('100'));
    desk.mode = 'book-drop';
    await desk.bringBack(loanOf('101'), true);
    expect(asked(library)).toEqual(['in 100', 'in 101 damaged']);
    expect(desk.result?.kind).toBe('in');
  });
});
