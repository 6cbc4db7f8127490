import type { InStatement } from '@libsql/client';
import { mentions, redacted, redactedValue, wordsOf, type Identity } from '$lib/domain/privacy/mentions';
import type { Database } from '../db/database';
import { everyTextColumn, removeRow, setText, textsWith, type TextColumn } from './row-scan-queries';

/** What stands for an id that is gone where a column can't be empty. */
const ERASED = 'erased';
/** The one audit row that keeps the id: what a restored backup has to have erased again. */
const KEPT = { table: 'audit', useCase: 'erase-patron' };

const json = (table: string, ...columns: string[]): TextColumn[] =>
  columns.map((column) => ({ table, column, json: true, nullable: false }));
const plain = (table: string, ...columns: string[]): TextColumn[] =>
  columns.map((column) => ({ table, column, json: false, nullable: false }));

/** Where a person may be named by more than an id, outside their own rows. */
const NAMED_IN: readonly TextColumn[] = [
  ...json('job', 'params', 'summary'),
  ...json('command', 'payload', 'result'),
  ...json('sync_exception', 'details'),
  ...plain('sync_exception', 'resolution_reason'),
  ...json('mail', 'data'),
  ...json('patron_change_set', 'request'),
  ...json('patron_list', 'query'),
  ...json('rollover', 'plan', 'rehearsal'),
  ...plain('patron_note', 'text'),
  ...plain('patron_block', 'reason'),
  ...plain('override', 'reason'),
  ...plain('fine', 'note'),
  ...plain('fine_entry', 'reason'),
  ...plain('copy', 'note'),
];

function cleaned({ json: isJson }: TextColumn, text: string, identity: Identity): string {
  return isJson ? JSON.stringify(redactedValue(JSON.parse(text), identity)) : redacted(text, identity);
}

async function applied({ writer }: Database, statements: InStatement[]): Promise<number> {
  if (statements.length > 0) await writer.run(statements);
  return statements.length;
}

/**
 * Takes somebody's marks and names out of what is kept about other things: work of the past, what devices sent, saved
 * searches, remarks. Kept answers to requests that name them are forgotten whole.
 * @param exceptJob the job that does this, which still needs to know whom it is about
 * @returns how many texts were changed
 */
export async function scrubNames(database: Database, identity: Identity, exceptJob: string): Promise<number> {
  const words = wordsOf(identity);
  let changed = 0;
  const { rows } = await database.readClient.execute({
    sql: 'select rowid as row from job where id = ?',
    args: [exceptJob],
  });
  const own = Number(rows[0]?.['row'] ?? 0);
  for (const column of NAMED_IN) {
    for await (const found of textsWith(database.readClient, column, words)) {
      const named = found.filter(
        ({ rowid, text }) => mentions(text, identity) && !(column.table === 'job' && rowid === own),
      );
      const statements = named.map(({ rowid, text }) =>
        setText(column, rowid, cleaned(column, text, identity)),
      );
      changed += await applied(database, statements);
    }
  }
  const answers: TextColumn = { table: 'idempotency', column: 'answer', json: true, nullable: false };
  for await (const found of textsWith(database.readClient, answers, words)) {
    const named = found.filter(({ text }) => mentions(text, identity));
    changed += await applied(
      database,
      named.map(({ rowid }) => removeRow('idempotency', rowid)),
    );
  }
  return changed;
}

function withoutId(column: TextColumn, text: string, ids: readonly string[]): string | null {
  if (ids.includes(text)) return column.nullable ? null : ERASED;
  return ids.reduce((rest, id) => rest.replaceAll(`"${id}"`, `"${ERASED}"`), text);
}

/** Rows of the audit that keep the id on purpose. */
async function keptRows({ readClient }: Database, ids: readonly string[]): Promise<Set<number>> {
  const { rows } = await readClient.execute({
    sql: `select rowid as row from audit where use_case = ? and subject_id in (${ids.map(() => '?').join(', ')})`,
    args: [KEPT.useCase, ...ids],
  });
  return new Set(rows.map((row) => Number(row['row'])));
}

/**
 * Takes ids out of every text of every table, whoever wrote them there: a table that is new is not forgotten.
 * @returns how many texts were changed
 */
export async function scrubIds(database: Database, ids: readonly string[]): Promise<number> {
  const kept = await keptRows(database, ids);
  let changed = 0;
  for (const column of await everyTextColumn(database.readClient)) {
    for await (const found of textsWith(database.readClient, column, ids)) {
      const statements = found
        .filter(({ rowid }) => column.table !== KEPT.table || !kept.has(rowid))
        .flatMap(({ rowid, text }) => {
          const rest = withoutId(column, text, ids);
          return rest === text ? [] : [setText(column, rowid, rest)];
        });
      changed += await applied(database, statements);
    }
  }
  return changed;
}
