import Papa from 'papaparse';
import { CashUpQuery, PAYMENT_METHODS, type CashUp } from '$lib/contracts/fines';
import { localDateOf, startOfDay } from '$lib/domain/calendar/zone';
import { cashUp, ofTill, sumTills, type TillEntry } from '$lib/domain/fines/cash-up';
import { nameOrUsername } from '$lib/domain/patrons/display-name';
import { safeCell } from '$lib/domain/shared/csv-cell';
import { addDays } from '$lib/domain/shared/local-date';
import { sumMoney } from '$lib/domain/shared/money';
import { decimalsOf, decimalText } from '$lib/domain/shared/money-text';
import { m } from '$lib/paraglide/messages.js';
import { methodText } from '$lib/words/fine-text';
import { patronById } from '../patrons/queries';
import { deskSite } from '../sites/read-desk-site';
import { readDistrict } from '../sites/read-district';
import { useCase, type Context } from '../use-case';
import { tillEntries } from './till-queries';

async function cashUpOf(
  context: Context,
  asked: { site?: string | undefined; day?: string | undefined; till?: string | undefined },
): Promise<CashUp> {
  const { read } = context.database;
  const site = await deskSite(context, asked.site);
  const day = asked.day ?? localDateOf(context.now, site.timeZone);
  const [from, to] = [startOfDay(day, site.timeZone), startOfDay(addDays(day, 1), site.timeZone)];
  const entries = (await tillEntries(read, site.id, from, to)).map(({ type, ...entry }): TillEntry => ({
    ...entry,
    kind: type === 'refund' ? 'refund' : 'payment',
  }));
  const all = cashUp(entries, PAYMENT_METHODS).lines;
  const lines = ofTill(all, asked.till || undefined);
  const { currency } = await readDistrict(read);
  const money = (amount: number) => ({ amount, currency });
  const nameOf = async (id: string | null) => {
    const who = id ? await patronById(read, id) : undefined;
    return who ? nameOrUsername(who) : null;
  };
  return {
    ...{ siteId: site.id, site: site.name, day, till: asked.till || null },
    total: money(sumMoney(lines.map((line) => line.total))),
    tills: sumTills(all).map(({ till, methods, total }) => ({
      ...{ till, total: money(total) },
      methods: methods.map((one) => ({ method: one.method, total: money(one.total) })),
    })),
    lines: await Promise.all(
      lines.map(async ({ actorId, paid, refunded, total: sum, ...line }) => ({
        ...line,
        ...{ by: await nameOf(actorId), paid: money(paid), refunded: money(refunded), total: money(sum) },
      })),
    ),
  };
}

/**
 * What was paid and given back at a site on a day of its own clock: by method, till and by whom; each till summed up by
 * method, and one till alone where it is asked for.
 * @throws AppError invalid or not-permitted for a site where the actor does not work
 */
export const getCashUp = useCase({
  name: 'get-cash-up',
  permission: ['fines.pay', 'fines.refund'],
  input: CashUpQuery,
  run: (context, query) => cashUpOf(context, query),
});

/** The same as a file for spreadsheets: amounts as plain decimals with a point. */
export const getCashUpFile = useCase({
  name: 'get-cash-up-file',
  permission: ['fines.pay', 'fines.refund'],
  input: CashUpQuery,
  async run(context, query) {
    const { site, day, lines, total } = await cashUpOf(context, query);
    const text = ({ amount, currency }: CashUp['total']) => decimalText(amount, decimalsOf(currency));
    const head = [
      m.fines_cash_day(),
      m.fines_cash_site(),
      m.fines_cash_method(),
      m.fines_cash_by(),
      m.fines_till(),
      m.fines_cash_payments(),
      m.fines_cash_paid(),
      m.fines_cash_refunds(),
      m.fines_cash_refunded(),
      m.fines_cash_total({ currency: total.currency }),
    ];
    const rows = lines.map((line) => [
      ...[day, safeCell(site), methodText(line.method), safeCell(line.by ?? ''), safeCell(line.till ?? '')],
      ...[line.payments, text(line.paid), line.refunds, text(line.refunded), text(line.total)],
    ]);
    return { name: `cash-up-${day}.csv`, text: Papa.unparse([head, ...rows]) };
  },
});
