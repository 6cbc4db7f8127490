import type { Client, InStatement } from '@libsql/client';
import type { HistoryChoice } from '$lib/domain/privacy/history';

/** A loan or hold that is over and still has its person. */
export interface PastRow {
  id: string;
  patronId: string;
  copyId: string;
  endedAt: number;
  choice: HistoryChoice;
  moneyOpen: boolean;
}

const PAST = {
  loan: `select l.id as id, l.patron_id as patron, l.copy_id as copy, l.returned_at as ended, p.loan_history as choice,
      exists (select 1 from fine f where f.loan_id = l.id
        and (select coalesce(sum(e.amount), 0) from fine_entry e where e.fine_id = f.id
          ) <> 0) or exists (select 1 from fine f join fine_entry e on e.fine_id = f.id
        where f.loan_id = l.id and e.type = 'refund' and e.method = 'account'
        group by f.id having sum(e.amount) <> 0) as money
    from loan l join patron p on p.id = l.patron_id
    where l.rowid > ? and l.rowid <= ? and l.returned_at is not null`,
  hold: `select h.id as id, h.patron_id as patron, '' as copy, h.closed_at as ended, p.loan_history as choice, 0 as money
    from hold h join patron p on p.id = h.patron_id
    where h.rowid > ? and h.rowid <= ? and h.closed_at is not null`,
} as const;

export type PastKind = keyof typeof PAST;

export async function lastRowOf(client: Client, kind: PastKind | 'command'): Promise<number> {
  const { rows } = await client.execute(`select coalesce(max(rowid), 0) as last from ${kind}`);
  return Number(rows[0]?.['last'] ?? 0);
}

/** What is over among the rows after `from` up to `to`. */
export async function pastRows(client: Client, kind: PastKind, from: number, to: number): Promise<PastRow[]> {
  const { rows } = await client.execute({ sql: PAST[kind], args: [from, to] });
  return rows.map((row) => ({
    id: String(row['id']),
    patronId: String(row['patron']),
    copyId: String(row['copy']),
    endedAt: Number(row['ended']),
    choice: row['choice'] as HistoryChoice,
    moneyOpen: Number(row['money']) === 1,
  }));
}

/** The audit says what was done to a loan or hold, and no longer whose it was, nor that they did it themselves. */
const auditForgets = ({ id, patronId }: PastRow): InStatement => ({
  sql: `update audit set details = json_remove(details, '$.patronId'),
    actor_id = case when actor_id = ? then null else actor_id end where subject_id = ?`,
  args: [patronId, id],
});

/** A loan stays as a count of its copy, title, site and days; its borrower goes, and what leads to them. */
export const forgetBorrower = (row: PastRow): InStatement[] => [
  {
    sql: `update loan set patron_id = null, collected_by_id = null, for_class = null, checked_out_by = case when checked_out_by = ? then null else checked_out_by end,
      rev = (select value from counter where name = 'rev') where id = ?`,
    args: [row.patronId, row.id],
  },
  { sql: 'update fine set loan_id = null, copy_id = null where loan_id = ?', args: [row.id] },
  { sql: `update override set reason = '' where loan_id = ?`, args: [row.id] },
  auditForgets(row),
  {
    sql: `update audit set details = json_remove(details, '$.patronId')
      where subject_id = ? and json_extract(details, '$.loanId') = ?`,
    args: [row.copyId, row.id],
  },
];

/** A hold can't be without its patron: it goes whole. */
export const forgetHold = (row: PastRow): InStatement[] => [
  { sql: 'delete from hold where id = ?', args: [row.id] },
  auditForgets(row),
];

/** What devices sent, and what staff decided about it, once nobody has to look at it again. */
export const forgetCommands = (from: number, to: number, before: number): InStatement[] => [
  {
    sql: `update command set payload = '{}',
      result = json_remove(json_set(result, '$.reasons', json('[]'), '$.remarks', json('[]')), '$.loanId')
      where rowid > ? and rowid <= ? and received_at <= ? and payload <> '{}'
      and not exists (select 1 from sync_exception e where e.command_id = command.id and e.status = 'open')`,
    args: [from, to, before],
  },
];

/** Exceptions that are settled, and letters that are sent, without whom they were about. */
export const forgetOldTraces = (before: number): InStatement[] => [
  {
    sql: `update sync_exception set patron_id = null, loan_id = null, details = '{"reasons":[]}', resolution_reason = null
      where status = 'resolved' and resolved_at <= ?`,
    args: [before],
  },
  {
    sql: `update mail set patron_id = null, to_address = '', data = '{}'
      where status in ('sent', 'dropped') and created_at <= ? and to_address <> ''`,
    args: [before],
  },
];
