import { ExceptionQuery, type SentCommand, type SyncException } from '$lib/contracts/sync';
import type { Page } from '$lib/contracts/shared';
import { nameOrUsername } from '$lib/domain/patrons/display-name';
import type { Reason } from '$lib/domain/shared/decision';
import { noteAnswers } from '$lib/words/reason-answers';
import { cursorOf, iso, readCursor } from '../paging';
import { useCase } from '../use-case';
import { countExceptions, exceptionsPage, type ShownException } from './queries';

type Person = ShownException['actor'];

const person = (row: Person) => (row ? { id: row.id, name: nameOrUsername(row) } : null);
const barcode = (value: unknown) => (typeof value === 'string' ? value : null);

/** What may be done about it: nothing but a look where the loan stands already or where none was meant. */
export function actionsOf({
  row,
  command,
}: Pick<ShownException, 'row' | 'command'>): SyncException['actions'] {
  if (row.status === 'resolved') return [];
  if (command.outcome !== 'needs-decision') return ['dismiss'];
  const transfer = command.type === 'checkout' && row.patronId !== null && row.copyId !== null;
  return [...(transfer ? (['transfer'] as const) : []), 'correct', 'dismiss'];
}

function shownException(found: ShownException): SyncException {
  const { row, command } = found;
  return {
    id: row.id,
    commandId: row.commandId,
    code: row.code as SyncException['code'],
    status: row.status,
    type: command.type as SentCommand['type'],
    occurredAt: iso(command.occurredAt),
    createdAt: iso(row.createdAt),
    siteId: row.siteId,
    device: found.device ?? '',
    actor: person(found.actor),
    patron: person(found.patron),
    patronBarcode: barcode(command.payload['patronBarcode']),
    copyBarcode: barcode(command.payload['copyBarcode']),
    title: found.title,
    holder: person(found.holder),
    loanId: row.loanId,
    reasons: noteAnswers((row.details['reasons'] ?? []) as Reason[]),
    actions: actionsOf(found),
  };
}

/** The work that replayed commands left to staff, oldest first. */
export const listExceptions = useCase({
  name: 'list-sync-exceptions',
  permission: 'sync.resolve',
  input: ExceptionQuery,
  async run(context, { status, limit, cursor }): Promise<Page<SyncException>> {
    const { read } = context.database;
    const rows = await exceptionsPage(read, status, readCursor(cursor, 2), limit + 1);
    const items = rows.slice(0, limit);
    const last = items.at(-1)?.row;
    return {
      items: items.map(shownException),
      total: await countExceptions(read, status),
      ...(rows.length > limit && last ? { nextCursor: cursorOf(last.createdAt, last.id) } : {}),
    };
  },
});
