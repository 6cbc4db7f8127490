import { sumMoney, type Money } from '../shared/money';

/** Money that went over a desk: a payment (negative in the ledger) or a refund (positive). */
export interface TillEntry {
  kind: 'payment' | 'refund';
  /** Signed as in the ledger, minor units. */
  amount: Money;
  method: string | null;
  actorId: string | null;
  /** Which till of the site; null where nobody said. */
  till?: string | null;
}

/** What one person took at one till and gave back by one method; refunds are negative, minor units. */
export interface TillLine<Method extends string> {
  method: Method;
  actorId: string | null;
  till: string | null;
  payments: number;
  paid: Money;
  refunds: number;
  refunded: Money;
  /** What must be in the till: paid and refunded together. */
  total: Money;
}

/**
 * The cash-up of a day: a line for each method, till and person, in the order of the methods given; money by a method that is not
 * among them counts as the last one. The sum of the totals is the sum of the entries with its sign turned.
 */
export function cashUp<Method extends string>(
  entries: readonly TillEntry[],
  methods: readonly [Method, ...Method[]],
): { lines: TillLine<Method>[]; total: Money } {
  const last = methods[methods.length - 1] as Method;
  const methodOf = ({ method }: TillEntry) => methods.find((one) => one === method) ?? last;
  const tills = [
    ...new Set(entries.map(({ actorId, till }) => JSON.stringify([till ?? null, actorId]))),
  ].sort();
  const lines = methods.flatMap((method) =>
    tills.flatMap((key) => {
      const [till, actorId] = JSON.parse(key) as [string | null, string | null];
      const own = entries.filter(
        (entry) => methodOf(entry) === method && entry.actorId === actorId && (entry.till ?? null) === till,
      );
      return own.length === 0 ? [] : [{ method, actorId, till, ...figures(own) }];
    }),
  );
  return { lines, total: sumMoney(lines.map((line) => line.total)) };
}

function figures(entries: readonly TillEntry[]) {
  const of = (kind: TillEntry['kind']) => entries.filter((entry) => entry.kind === kind);
  const sum = (kind: TillEntry['kind']) => -sumMoney(of(kind).map((entry) => entry.amount)) || 0;
  const [paid, refunded] = [sum('payment'), sum('refund')];
  return {
    payments: of('payment').length,
    paid,
    refunds: of('refund').length,
    refunded,
    total: paid + refunded,
  };
}
