import { COPY_EVENTS, type CopyEvent, type CopyEventCode, type CopyHistory } from '$lib/contracts/copies';
import { CopyStatus } from '$lib/contracts/catalogue';
import { ById } from '$lib/contracts/shared';
import { displayName } from '$lib/domain/patrons/display-name';
import { notFound } from '../app-error';
import { iso } from '../paging';
import { useCase } from '../use-case';
import { copyById, copyEventRows, type CopyEventRow } from './copy-queries';

const MOST_EVENTS = 200;

/** What audit rows mean that carry no event of their own. */
const BY_USE_CASE: Readonly<Record<string, CopyEventCode>> = {
  'add-copy': 'added',
  'change-copy': 'edited',
  'check-out': 'lent',
  'check-in': 'checked-in',
  renew: 'renewed',
  'undo-circulation': 'taken-back',
};

type Details = Record<string, unknown>;
const text = (value: unknown) => (typeof value === 'string' ? value : null);
const statusOf = (value: unknown) => CopyStatus.options.find((one) => one === value) ?? null;

/** Details that say what happened, whatever use case wrote them: a desk's own, a replay's, a job's. */
function told(details: Details): CopyEventCode | undefined {
  if ('deed' in details) return COPY_EVENTS.find((one) => one === details['deed']);
  if ('claim' in details) return details['claim'] === 'claim' ? 'claimed' : 'claim-taken-back';
  if (details['lost'] === true) return 'lost-by-borrower';
  if ('undone' in details) return 'taken-back';
  if ('renewedTo' in details) return 'renewed';
  if ('nextAction' in details) {
    if ('loanId' in details) return 'returned';
    return 'siteId' in details ? 'checked-in' : 'passed-on';
  }
  return 'to' in details ? 'set' : undefined;
}

function eventOf({ row, by, borrowerId, site }: CopyEventRow): CopyEvent[] {
  const { details } = row;
  const event =
    told(details) ?? (row.subjectType === 'loan' && 'dueOn' in details ? 'lent' : BY_USE_CASE[row.useCase]);
  if (!event) return [];
  const own = row.actorId !== null && row.actorId === borrowerId;
  return [
    {
      at: iso(row.at),
      event,
      // Who lent is told, who borrowed is not: that is the borrower's own affair.
      by: by && !own ? displayName(by) : null,
      automatic: row.actorKind === 'system' && row.actorId === null,
      from: statusOf(details['from']),
      to: statusOf(details['to']),
      next: text(details['nextAction']),
      site,
    },
  ];
}

/** What happened to a copy, newest first, by whom and when; no word about who borrowed it. @throws AppError not-found. */
export const getCopyHistory = useCase({
  name: 'get-copy-history',
  permission: ['circulation.changeCopies', 'catalogue.edit', 'circulation.checkIn'],
  input: ById,
  async run(context, { id }): Promise<CopyHistory> {
    const { read } = context.database;
    if (!(await copyById(read, id))) throw notFound();
    const rows = await copyEventRows(read, id, MOST_EVENTS + 1);
    return { items: rows.slice(0, MOST_EVENTS).flatMap(eventOf), more: rows.length > MOST_EVENTS };
  },
});
