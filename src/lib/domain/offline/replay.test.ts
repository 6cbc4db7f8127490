import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assembleCheckinFacts, assembleCheckoutFacts } from '../circulation/assemble';
import { decideCheckin } from '../circulation/checkin';
import { decideCheckout } from '../circulation/checkout';
import { isOpenDay } from '../calendar/open-days';
import { addDays } from '../shared/local-date';
import { CALENDAR, copy, hold, NOW, patron, rule, SITE, TODAY, world } from '../circulation/scenario-world';
import type { WorldRows } from '../circulation/rows';
import { effectsOfCheckin, effectsOfLoan, effectsOfRenewal, type Effects } from './effects';
import { judgeCheckin, judgeCheckout, loanAsTold } from './replay-policy';

type Ending = 'applied' | 'recorded' | 'asked' | 'nothing' | 'rejected';

interface Command {
  id: string;
  device: number;
  type: 'checkout' | 'checkin';
  patron: string;
  copy: string;
  at: number;
}

/** A server of plain rows: the same functions decide, judge and change as in the real one. */
class Server {
  readonly endings = new Map<string, Ending>();
  readonly exceptions: string[] = [];
  readonly changed = new Map<string, number>();
  constructor(public rows: WorldRows) {}

  replay(command: Command): Ending {
    const known = this.endings.get(command.id);
    if (known) return known;
    const ending = command.type === 'checkout' ? this.#out(command) : this.#in(command);
    this.endings.set(command.id, ending);
    return ending;
  }

  #out({ id, patron: card, copy: barcode, at }: Command): Ending {
    const wish = { patronBarcode: card, copyBarcode: barcode, siteId: SITE };
    const facts = assembleCheckoutFacts(this.rows, wish, at);
    const decision = decideCheckout(facts);
    const decided = { allowed: true, codes: [], dueOn: '2026-03-24', renewed: false };
    const copyChangedAt = this.changed.get(facts.copy?.id ?? '') ?? null;
    const judged = judgeCheckout(facts, decision, decided, { copyChangedAt });
    if (judged.step === 'nothing') return 'nothing';
    if (judged.step === 'ask') return (this.exceptions.push(id), 'asked');
    if (judged.step === 'reject') return 'rejected';
    if (judged.step === 'record') {
      if (judged.exception) this.exceptions.push(id);
      this.#change(effectsOfLoan(facts, judged.loan, id), at);
      return 'recorded';
    }
    const { value } = judged;
    if (value.kind === 'loan') this.#change(effectsOfLoan(facts, value, id), at);
    else if (value.renewal)
      this.#change(effectsOfRenewal({ ...facts, loan: value.loan }, value.renewal, id), at);
    return 'applied';
  }

  #in({ id, copy: barcode, at }: Command): Ending {
    const wish = { copyBarcode: barcode, siteId: SITE };
    const facts = assembleCheckinFacts(this.rows, wish, at);
    const copyChangedAt = this.changed.get(facts.copy?.id ?? '') ?? null;
    const judged = judgeCheckin(facts, decideCheckin(facts), { copyChangedAt });
    if (judged.step === 'ask') return (this.exceptions.push(id), 'asked');
    if (judged.step !== 'apply') return 'nothing';
    this.#change(effectsOfCheckin(facts, judged.value, id), at);
    return 'applied';
  }

  #change(effects: Effects, at: number): void {
    const { rows } = this;
    const put = new Map([...rows.loans, ...effects.putLoans].map((row) => [row.id, row]));
    for (const id of effects.endLoans) put.delete(id);
    const copyChanges = new Map(effects.copies.map(({ id, change }) => [id, change]));
    for (const id of copyChanges.keys()) this.changed.set(id, at);
    const holdChanges = effects.holds;
    this.rows = {
      ...rows,
      loans: [...put.values()],
      copies: rows.copies.map((row) => ({ ...row, ...copyChanges.get(row.id) })),
      holds: rows.holds
        .filter((row) => !effects.endHolds.includes(row.id))
        .map((row) =>
          holdChanges
            .filter(({ id }) => id === row.id)
            .reduce((all, { change }) => ({ ...all, ...change }), row),
        ),
      ledger: [...rows.ledger, ...effects.addLedger],
    };
  }
}

const PATRONS = ['C-ana', 'C-ben', 'C-cy', 'C-nobody'];
const COPIES = ['B-1', 'B-2', 'B-3', 'B-nothing'];

const district = () =>
  world({
    patrons: ['ana', 'ben', 'cy'].map((id) => patron({ id, barcode: `C-${id}` })),
    copies: ['1', '2', '3'].map((id) => copy({ id })),
    holds: [hold({ patronId: 'ben' }), hold({ id: 'hold-2', patronId: 'cy', position: 2 })],
    rules: [rule(1, { loanDays: 14, maxOut: 1 })],
  });

/** Two devices that recorded for an hour, each in its own order. */
const logs = fc
  .array(
    fc.record({
      device: fc.integer({ min: 0, max: 1 }),
      type: fc.constantFrom('checkout' as const, 'checkin' as const),
      patron: fc.constantFrom(...PATRONS),
      copy: fc.constantFrom(...COPIES),
      minute: fc.integer({ min: 0, max: 59 }),
    }),
    { maxLength: 24 },
  )
  .map((rows) =>
    rows
      .map(({ minute, ...row }, index): Command => ({
        ...row,
        id: `c-${index}`,
        at: NOW + minute * 60_000 + index,
      }))
      .sort((a, b) => a.at - b.at),
  );

/** The commands as they arrive: each device's in its order, the devices in any. */
function arrival(commands: readonly Command[], picks: readonly number[]): Command[] {
  const queues = [0, 1].map((device) => commands.filter((command) => command.device === device));
  const order: Command[] = [];
  for (let n = 0; queues.some((queue) => queue.length > 0); n += 1) {
    const wanted = queues[picks[n % picks.length] ?? 0]!;
    order.push((wanted.length > 0 ? wanted : queues.find((queue) => queue.length > 0)!).shift()!);
  }
  return order;
}

const replayed = fc
  .tuple(logs, fc.array(fc.integer({ min: 0, max: 1 }), { minLength: 1, maxLength: 30 }))
  .map(([commands, picks]) => arrival(commands, picks));

describe('a replay of two devices', () => {
  it('leaves at most one open loan of a copy, and every command with one ending', () => {
    fc.assert(
      fc.property(replayed, (commands) => {
        const server = new Server(district());
        for (const command of commands) server.replay(command);
        const out = server.rows.loans.map((row) => row.copyId);
        expect(new Set(out).size).toBe(out.length);
        expect(server.endings.size).toBe(commands.length);
        for (const { id, status } of server.rows.copies) expect(out.includes(id)).toBe(status === 'on-loan');
      }),
    );
  });

  it('has the same end when everything is sent twice, wherever the second time begins', () => {
    fc.assert(
      fc.property(replayed, fc.nat(), (commands, from) => {
        const once = new Server(district());
        for (const command of commands) once.replay(command);
        const twice = new Server(district());
        const cut = commands.length === 0 ? 0 : from % commands.length;
        for (const command of [...commands.slice(0, cut), ...commands]) twice.replay(command);
        expect(twice.rows).toEqual(once.rows);
        expect(twice.exceptions).toEqual(once.exceptions);
      }),
    );
  });

  it('drops no book that left: it is a loan, or somebody decides', () => {
    fc.assert(
      fc.property(replayed, (commands) => {
        const server = new Server(district());
        for (const command of commands) {
          const ending = server.replay(command);
          if (command.type !== 'checkout') continue;
          const lent = server.rows.loans.some((row) => `B-${row.copyId}` === command.copy);
          expect(lent || server.exceptions.includes(command.id)).toBe(true);
          expect(ending).not.toBe('rejected');
        }
      }),
    );
  });

  it('ends nobody’s hold but the borrower’s own', () => {
    fc.assert(
      fc.property(replayed, (commands) => {
        const server = new Server(district());
        for (const command of commands) {
          const before = server.rows.holds;
          server.replay(command);
          const gone = before.filter((row) => !server.rows.holds.some((left) => left.id === row.id));
          expect(gone.every((row) => `C-${row.patronId}` === command.patron)).toBe(true);
        }
      }),
    );
  });
});

describe('the due day of a book that is gone already', () => {
  const lent = (until: string | null, told: string | undefined) => {
    const rows = world({ patrons: [{ ...patron(), until }] });
    const wish = {
      patronBarcode: rows.patrons[0]!.barcode!,
      copyBarcode: rows.copies[0]!.barcode,
      siteId: SITE,
    };
    const facts = assembleCheckoutFacts(rows, wish, NOW);
    return loanAsTold(facts, { allowed: true, codes: [], ...(told ? { dueOn: told } : {}) }).due.dueOn;
  };
  const byRule = lent(null, undefined);

  it.each([
    ['the day that was told', null, '2026-04-01', '2026-04-01'],
    ['told for today', null, TODAY, TODAY],
    ['by the rules where nothing was told', null, undefined, byRule],
    ['by the rules where what was told is over', null, '2026-03-01', byRule],
    ['by the rules where no day was told', null, 'tomorrow', byRule],
    ['within the patron’s access while it lasts', addDays(TODAY, 1), '2026-03-01', addDays(TODAY, 1)],
    ['by the rules where the access is over', addDays(TODAY, -1), '2026-03-01', byRule],
  ])('is %s', (_name, until, told, due) => {
    expect(lent(until, told)).toBe(due);
  });

  it('is never a closed day unless that day was told', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 30 }), (days) => {
        const due = lent(addDays(TODAY, days), '2026-01-01');
        expect(isOpenDay(CALENDAR, due)).toBe(true);
      }),
    );
  });
});
