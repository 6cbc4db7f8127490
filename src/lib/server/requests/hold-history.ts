import { HOLD_EVENTS, type HoldEvent, type HoldEventCode } from '$lib/contracts/holds';
import { ById } from '$lib/contracts/shared';
import { displayName } from '$lib/domain/patrons/display-name';
import { notFound } from '../app-error';
import { eventRows, holdById, type EventRow } from '../holds/queries';
import { iso } from '../paging';
import { useCase } from '../use-case';

/** The events of audit rows that were written without one. */
const BY_USE_CASE: Readonly<Record<string, HoldEventCode>> = {
  'place-hold': 'placed',
  'place-own-hold': 'placed',
  'cancel-hold': 'cancelled',
  'cancel-own-hold': 'cancelled',
  'change-hold': 'changed',
};

const text = (value: unknown) => (typeof value === 'string' ? value : null);
const figure = (value: unknown) => (typeof value === 'number' ? value : null);

function eventOf({ row, by, barcode, site }: EventRow): HoldEvent[] {
  const { details } = row;
  const event = HOLD_EVENTS.find((one) => one === details['event']) ?? BY_USE_CASE[row.useCase];
  if (!event) return [];
  return [
    {
      at: iso(row.at),
      event,
      by: by ? displayName(by) : null,
      automatic: row.actorKind === 'system',
      barcode,
      site,
      until: text(details['until']),
      from: figure(details['from']),
      to: figure(details['to']),
    },
  ];
}

/** What happened to a hold, oldest first: what people did and what happened by itself. @throws AppError not-found. */
export const getHoldHistory = useCase({
  name: 'get-hold-history',
  permission: 'holds.view',
  input: ById,
  async run(context, { id }) {
    const { read } = context.database;
    if (!(await holdById(read, id))) throw notFound();
    return { items: (await eventRows(read, id)).flatMap(eventOf) };
  },
});
