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

/** How a question names the desk that nobody named; no desk is called so. */
export const NO_TILL = '-';

/** What went over one desk by all methods together and by each of them, minor units. */
export interface TillSums<Method extends string> {
  /** Null for the money for which nobody named a desk. */
  till: string | null;
  methods: { method: Method; total: Money }[];
  total: Money;
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
  const tills = [...new Set(entries.map((entry) => JSON.stringify([tillOf(entry), entry.actorId])))].sort();
  const lines = methods.flatMap((method) =>
    tills.flatMap((key) => {
      const [till, actorId] = JSON.parse(key) as [string | null, string | null];
      const own = entries.filter(
        (entry) => methodOf(entry) === method && entry.actorId === actorId && tillOf(entry) === till,
      );
      return own.length === 0 ? [] : [{ method, actorId, till, ...figures(own) }];
    }),
  );
  return { lines, total: sumMoney(lines.map((line) => line.total)) };
}

/**
 * What must be in each till: its sums by method, in the order of the lines; tills by name, the one that nobody named last. The sum
 * of all is the sum of the lines.
 */
export function sumTills<Method extends string>(lines: readonly TillLine<Method>[]): TillSums<Method>[] {
  const names = [...new Set(lines.map(({ till }) => till))];
  const byName = (a: string | null, b: string | null) =>
    a === null || b === null ? Number(a === null) - Number(b === null) : a < b ? -1 : 1;
  return names.sort(byName).map((till) => {
    const own = lines.filter((line) => line.till === till);
    const methods = [...new Set(own.map(({ method }) => method))].map((method) => ({
      method,
      total: sumMoney(own.filter((line) => line.method === method).map(({ total }) => total)),
    }));
    return { till, methods, total: sumMoney(own.map(({ total }) => total)) };
  });
}

/** The lines of one till, {@link NO_TILL} for the one without a name; all of them where none is asked for. */
export const ofTill = <Method extends string>(
  lines: readonly TillLine<Method>[],
  asked: string | undefined,
): TillLine<Method>[] => lines.filter(({ till }) => asked === undefined || (till ?? NO_TILL) === asked);

const tillOf = ({ till }: TillEntry): string | null => (till === NO_TILL ? null : till || null);

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
