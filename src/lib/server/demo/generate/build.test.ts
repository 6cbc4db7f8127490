import { describe, expect, it } from 'vitest';
import { isAccessLevelKey } from '$lib/domain/access/access-levels';
import { isPastDue } from '$lib/domain/calendar/zone';
import { addDays, daysBetween } from '$lib/domain/shared/local-date';
import { luhnDigit } from './barcodes';
import { buildDemoDistrict } from './build';
import { GROUP_SETTINGS } from './rules';
import type { DemoDistrict, DemoOptions } from './types';

const SUNDAY: DemoOptions = { seed: 7, today: '2026-11-22', now: Date.parse('2026-11-22T01:00:00Z') };
const demo = buildDemoDistrict(SUNDAY);

const repeated = (values: readonly unknown[]) => values.filter((value, i) => values.indexOf(value) !== i);
const openLoans = (of: DemoDistrict) => of.loans.filter(({ returnedAt }) => returnedAt === null);
const balance = (of: DemoDistrict, patronId: string) =>
  of.fines
    .filter((fine) => fine.patronId === patronId)
    .flatMap(({ entries }) => entries)
    .reduce((sum, { amount }) => sum + amount, 0);
const named = (of: DemoDistrict, username: string) => {
  const patron = of.patrons.find((one) => one.username === username);
  if (!patron) throw new Error(`no ${username}`);
  return patron;
};

describe('size', () => {
  it('has the titles, copies, patrons and sites of the demo', () => {
    expect(demo.titles).toHaveLength(5000);
    expect(demo.copies).toHaveLength(8000);
    expect(demo.patrons.filter(({ kind }) => kind === 'personal')).toHaveLength(600);
    expect(demo.patrons.filter(({ kind }) => kind === 'generic')).toHaveLength(2);
    expect(demo.patrons.filter(({ staffMember }) => staffMember)).toHaveLength(45);
    expect(demo.district.sites).toHaveLength(4);
    expect(demo.titles.filter(({ generated }) => !generated).length).toBeGreaterThanOrEqual(640);
  });

  it('has about 700 open loans, 90 of them overdue, and 80 holds of every kind', () => {
    const open = openLoans(demo).filter(({ status }) => status === 'open');
    const overdue = open.filter(({ dueAt }) => isPastDue(dueAt, SUNDAY.now));
    expect(open.length).toBeGreaterThan(620);
    expect(open.length).toBeLessThan(780);
    expect(overdue.length).toBeGreaterThan(60);
    expect(overdue.length).toBeLessThan(120);
    expect(demo.holds.length).toBeGreaterThan(65);
    expect(demo.holds.length).toBeLessThan(95);
    expect(new Set(demo.holds.map(({ status }) => status))).toEqual(
      new Set(['ready', 'in-transit', 'pending']),
    );
    expect(demo.holds.some(({ suspended }) => suspended)).toBe(true);
    expect(demo.holds.some(({ position }) => position > 1)).toBe(true);
  });

  it('has fines of every kind, with payments, waivers and voids', () => {
    expect(new Set(demo.fines.map(({ kind }) => kind))).toEqual(
      new Set(['overdue', 'lost', 'damaged', 'manual']),
    );
    const kinds = new Set(demo.fines.flatMap(({ entries }) => entries.map(({ kind }) => kind)));
    expect(kinds).toEqual(new Set(['charge', 'payment', 'waiver', 'void']));
    expect(demo.notes.length).toBeGreaterThan(10);
    expect(demo.blocks.length).toBeGreaterThan(4);
  });

  it('costs less than a second of computing', () => {
    const costs = [21, 22, 23].map((seed) => {
      const before = process.cpuUsage();
      buildDemoDistrict({ ...SUNDAY, seed });
      return process.cpuUsage(before).user / 1000;
    });
    expect(Math.min(...costs)).toBeLessThan(1000);
  });
});

describe('repeatability', () => {
  it('gives the same district for the same options, and another one for another seed', () => {
    expect(buildDemoDistrict(SUNDAY)).toEqual(demo);
    expect(buildDemoDistrict({ ...SUNDAY, seed: 8 }).titles[0]?.id).not.toBe(demo.titles[0]?.id);
  });
});

describe('identity', () => {
  it('gives no id twice', () => {
    const lists = [
      demo.titles,
      demo.copies,
      demo.patrons,
      demo.loans,
      demo.holds,
      demo.fines,
      demo.notes,
      demo.blocks,
    ];
    const ids = lists.flatMap((list) => list.map(({ id }) => id));
    const entryIds = demo.fines.flatMap(({ entries }) => entries.map(({ id }) => id));
    expect(new Set([...ids, ...entryIds]).size).toBe(ids.length + entryIds.length);
  });

  it('gives no barcode twice, among copies and patrons together', () => {
    const barcodes = [...demo.copies, ...demo.patrons].flatMap(({ barcode }) => barcode ?? []);
    expect(new Set(barcodes).size).toBe(barcodes.length);
    expect(barcodes.every((barcode) => barcode === barcode.trim() && barcode !== '')).toBe(true);
  });

  it('gives no username, system id or title twice', () => {
    expect(repeated(demo.patrons.map(({ username }) => username))).toEqual([]);
    expect(repeated(demo.patrons.flatMap(({ adminSystemId }) => adminSystemId ?? []))).toEqual([]);
    const composed = demo.titles.filter(({ generated }) => generated);
    expect(new Set(composed.map(({ title }) => title)).size).toBe(composed.length);
  });

  it('checks 14-digit barcodes by Luhn and keeps old labels with spaces, zeros and letters', () => {
    const long = demo.copies.filter(({ barcode }) => /^\d{14}$/.test(barcode));
    expect(long.length).toBeGreaterThan(7000);
    expect(long.every(({ barcode }) => luhnDigit(barcode.slice(0, 13)) === barcode[13])).toBe(true);
    for (const shape of [/^0\d* \d/, /^0000\d/, /^MY-/, /^T\d+B$/]) {
      expect(demo.copies.some(({ barcode }) => shape.test(barcode))).toBe(true);
    }
    expect(luhnDigit('7992739871')).toBe('3');
  });

  it('writes to no address that could be somebody', () => {
    const addresses = demo.patrons.flatMap((p) => [p.email, ...p.contacts.map(({ email }) => email)]);
    const odd = addresses.filter((email) => email && !/@([a-z]+\.)?example\.(org|invalid)$/.test(email));
    expect(odd).toEqual([]);
  });
});

describe('references', () => {
  it('points at copies, titles, patrons and sites that exist', () => {
    const ids = (list: readonly { id: string }[]) => new Set(list.map(({ id }) => id));
    const [titles, copies, patrons, sites] = [
      ids(demo.titles),
      ids(demo.copies),
      ids(demo.patrons),
      ids(demo.district.sites),
    ];
    expect(
      demo.copies.every((c) => titles.has(c.titleId) && sites.has(c.atSiteId) && sites.has(c.ownerSiteId)),
    ).toBe(true);
    expect(
      demo.loans.every((l) => copies.has(l.copyId) && patrons.has(l.patronId) && sites.has(l.siteId)),
    ).toBe(true);
    expect(demo.holds.every((h) => titles.has(h.titleId) && patrons.has(h.patronId))).toBe(true);
    expect(
      demo.fines.every((f) => patrons.has(f.patronId) && f.entries.every((e) => patrons.has(e.by))),
    ).toBe(true);
    const scopes = demo.district.rules.flatMap((r) => r.siteId ?? []);
    expect(scopes.every((id) => sites.has(id))).toBe(true);
    const groups = ids(demo.district.libraryGroups);
    expect(demo.district.rules.every((r) => !r.libraryGroupId || groups.has(r.libraryGroupId))).toBe(true);
  });

  it('puts copies on shelves of their own site and gives only levels that exist', () => {
    const shelves = new Map(demo.district.sites.map((site) => [site.id, site.shelves]));
    expect(demo.copies.filter((c) => !shelves.get(c.ownerSiteId)?.includes(c.shelf))).toEqual([]);
    expect(demo.patrons.every((p) => p.accessLevelIds.every(isAccessLevelKey))).toBe(true);
  });

  it('fills every form class, and sets pupils into the group of their school', () => {
    const filled = new Set(demo.patrons.map(({ formClassId }) => formClassId));
    expect(demo.district.formClasses.every(({ id }) => filled.has(id))).toBe(true);
    expect(demo.patrons.filter((p) => p.kind === 'personal' && p.libraryGroupIds.length !== 1)).toEqual([]);
  });
});

describe.each([
  ['a Sunday', SUNDAY],
  ['a Wednesday', { seed: 3, today: '2027-03-17', now: Date.parse('2027-03-17T02:30:00Z') }],
  ['New Year', { seed: 11, today: '2028-01-01', now: Date.parse('2027-12-31T20:00:00Z') }],
  ['a leap day', { seed: 12, today: '2028-02-29', now: Date.parse('2028-02-28T22:00:00Z') }],
  ['a small district', { ...SUNDAY, seed: 5, titleCount: 1400, copyCount: 1800, patronCount: 120 }],
] satisfies [string, DemoOptions][])('life on %s', (_name, options) => {
  const district = buildDemoDistrict(options);
  const copies = new Map(district.copies.map((copy) => [copy.id, copy]));

  it('has at most one open loan or captured hold for each copy', () => {
    const busy = [
      ...openLoans(district).map(({ copyId }) => copyId),
      ...district.holds.flatMap(({ capturedCopyId }) => capturedCopyId ?? []),
    ];
    expect(repeated(busy)).toEqual([]);
  });

  it('gives each copy the status that its loan or hold says', () => {
    const statusOf = { open: 'on-loan', lost: 'lost', 'claimed-returned': 'claimed-returned', returned: '' };
    const said = new Map<string, string>();
    for (const loan of openLoans(district)) said.set(loan.copyId, statusOf[loan.status]);
    for (const { capturedCopyId, status } of district.holds) {
      if (capturedCopyId) said.set(capturedCopyId, status === 'ready' ? 'on-hold-shelf' : 'in-transit');
    }
    for (const [id, status] of said) expect(copies.get(id)?.status).toBe(status);
    const claimed = ['on-loan', 'claimed-returned', 'on-hold-shelf', 'lost'];
    const orphans = district.copies.filter((copy) => claimed.includes(copy.status) && !said.has(copy.id));
    expect(orphans).toEqual([]);
  });

  it('sends copies in transit somewhere else, and only those', () => {
    const wrong = district.copies.filter((copy) =>
      copy.status === 'in-transit'
        ? !copy.destinationSiteId || copy.destinationSiteId === copy.atSiteId
        : copy.destinationSiteId !== null,
    );
    expect(wrong).toEqual([]);
  });

  it('keeps ready holds at their pick-up site until today at least', () => {
    for (const hold of district.holds.filter(({ status }) => status === 'ready')) {
      expect(copies.get(hold.capturedCopyId ?? '')?.atSiteId).toBe(hold.pickupSiteId);
      expect(hold.expiresOn && hold.expiresOn >= options.today).toBe(true);
      expect(hold.readyAt).toBeGreaterThanOrEqual(hold.placedAt);
    }
  });

  it('numbers each queue 1..n, ready first, and nobody waits twice or for what they have', () => {
    const queues = new Map<string, number[]>();
    for (const { titleId, position } of district.holds) {
      queues.set(titleId, [...(queues.get(titleId) ?? []), position]);
    }
    for (const positions of queues.values()) {
      expect([...positions].sort((a, b) => a - b)).toEqual(positions.map((_, i) => i + 1));
    }
    const loaned = openLoans(district).map(({ patronId, titleId }) => `${patronId}/${titleId}`);
    const asked = district.holds.map(({ patronId, titleId }) => `${patronId}/${titleId}`);
    expect(repeated(asked)).toEqual([]);
    expect(asked.filter((key) => loaned.includes(key))).toEqual([]);
  });

  it('lets nobody have more out than their rule allows, nor disabled or generic patrons anything', () => {
    const counts = new Map<string, number>();
    for (const { patronId } of openLoans(district)) counts.set(patronId, (counts.get(patronId) ?? 0) + 1);
    const groups = new Map(district.district.libraryGroups.map(({ id, code }) => [id, code]));
    for (const patron of district.patrons) {
      const most = GROUP_SETTINGS[groups.get(patron.libraryGroupIds[0] ?? '') ?? '']?.maxOut ?? 0;
      expect(counts.get(patron.id) ?? 0).toBeLessThanOrEqual(patron.enabled ? (most ?? 0) : 0);
    }
  });

  it('lends in the past, in order, and on open days only', () => {
    for (const loan of district.loans) {
      expect(loan.checkedOutAt).toBeLessThan(options.now);
      expect(loan.checkedOutAt).toBeLessThan(loan.dueAt);
      if (loan.returnedAt !== null) {
        expect(loan.returnedAt).toBeGreaterThan(loan.checkedOutAt);
        expect(loan.returnedAt).toBeLessThan(options.now);
      }
    }
    const sites = new Map(district.district.sites.map((site) => [site.id, site]));
    const closedDue = district.loans.filter(({ siteId, dueOn }) =>
      sites.get(siteId)?.closedDays.some(({ from, to }) => from <= dueOn && dueOn <= to),
    );
    expect(closedDue).toEqual([]);
  });

  it('never has a copy out twice at once', () => {
    const spans = new Map<string, [number, number][]>();
    for (const { copyId, checkedOutAt, returnedAt } of district.loans) {
      spans.set(copyId, [...(spans.get(copyId) ?? []), [checkedOutAt, returnedAt ?? Infinity]]);
    }
    for (const list of spans.values()) {
      const sorted = list.sort((a, b) => a[0] - b[0]);
      const overlaps = sorted.filter(
        (span, i) => span[1] >= (sorted[i + 1]?.[0] ?? Infinity) && sorted[i + 1],
      );
      expect(overlaps).toEqual([]);
    }
  });

  it('keeps every ledger in order, begun by its charge, and no balance below nothing', () => {
    for (const { entries, growing, loanId } of district.fines) {
      expect(entries[0]?.kind).toBe('charge');
      expect(entries.reduce((sum, { amount }) => sum + amount, 0)).toBeGreaterThanOrEqual(0);
      expect(entries.every(({ amount }) => Number.isInteger(amount) && amount !== 0)).toBe(true);
      expect(entries.every(({ at }, i) => at <= options.now && at >= (entries[i - 1]?.at ?? 0))).toBe(true);
      if (growing) expect(district.loans.find(({ id }) => id === loanId)?.returnedAt).toBeNull();
    }
  });

  it('runs a term today, with open days before and after', () => {
    const term = district.district.terms.find(
      (t) => addDays(t.startsOn, -2) <= options.today && options.today <= t.endsOn,
    );
    expect(term && daysBetween(options.today, term.endsOn)).toBeGreaterThan(28);
    expect(repeated(district.district.terms.map(({ name }) => name))).toEqual([]);
  });

  it('shows the student sign-in five loans, one overdue and one due in three days, two holds and money owed', () => {
    const student = named(district, 'student');
    const loans = openLoans(district).filter(({ patronId }) => patronId === student.id);
    expect(loans).toHaveLength(5);
    expect(loans.filter(({ dueAt }) => isPastDue(dueAt, options.now))).toHaveLength(1);
    const soonest = loans.filter(
      ({ dueOn }) => dueOn >= addDays(options.today, 3) && dueOn <= addDays(options.today, 5),
    );
    expect(soonest).toHaveLength(1);
    const holds = district.holds.filter(({ patronId }) => patronId === student.id);
    expect(holds.map(({ status }) => status).sort()).toEqual(['pending', 'ready']);
    expect(district.fines.filter(({ patronId }) => patronId === student.id)).toHaveLength(1);
    expect(balance(district, student.id)).toBeGreaterThan(0);
  });
});

describe('sign-ins', () => {
  it('has the five sign-ins, one kiosk for one site and one public search without anything personal', () => {
    const signIns = demo.patrons.flatMap(({ signIn }) => signIn ?? []);
    expect(signIns.sort()).toEqual(['admin', 'helper', 'kiosk', 'librarian', 'public', 'student', 'teacher']);
    const kiosk = named(demo, 'kiosk');
    expect(kiosk).toMatchObject({ kind: 'generic', barcode: null, givenName: null, surname: null });
    expect(kiosk.siteIds).toHaveLength(1);
    expect(demo.patrons.filter(({ publicSearch }) => publicSearch)).toHaveLength(1);
  });

  it('blocks Noor Placeholder twice over: four of four books are out and one is overdue', () => {
    const noor = named(demo, 'noor.placeholder');
    const loans = openLoans(demo).filter(({ patronId }) => patronId === noor.id);
    expect(noor.barcode).toBe('0 0412 7');
    expect(loans).toHaveLength(4);
    expect(loans.filter(({ dueAt }) => isPastDue(dueAt, SUNDAY.now))).toHaveLength(1);
    expect(balance(demo, noor.id)).toBeGreaterThan(0);
  });
});
