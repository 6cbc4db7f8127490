import type { Client, InStatement, InValue } from '@libsql/client';

/** A text column that may name somebody; `json` is parsed, so that its shape stays. */
export interface TextColumn {
  table: string;
  column: string;
  json: boolean;
  nullable: boolean;
}

/** A stored text at its place. */
export interface FoundText {
  rowid: number;
  text: string;
}

/** Rows looked at in one go: reading is synchronous, and the desk waits meanwhile. */
const WINDOW = 20_000;

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

async function lastRow(client: Client, table: string): Promise<number> {
  const { rows } = await client.execute(`select coalesce(max(rowid), 0) as last from ${quoted(table)}`);
  return Number(rows[0]?.['last'] ?? 0);
}

/** A pattern for LIKE that any writing of the word fits: SQLite folds ASCII letters only. */
const likePattern = (word: string) =>
  `%${word.replaceAll(/[\\%_]/g, String.raw`\$&`).replaceAll(/[^\x20-\x7e]+/g, '%')}%`;

/** Texts of a column that may hold one of the words, window by window; the caller looks at them closely. */
export async function* textsWith(
  client: Client,
  { table, column }: TextColumn,
  words: readonly string[],
): AsyncGenerator<FoundText[]> {
  if (words.length === 0) return;
  const last = await lastRow(client, table);
  const name = quoted(column);
  const like = words.map(() => `${name} like ? escape '\\'`).join(' or ');
  for (let from = 0; from < last; from += WINDOW) {
    const args: InValue[] = [from, from + WINDOW, ...words.map(likePattern)];
    const { rows } = await client.execute({
      sql: `select rowid as row, ${name} as text from ${quoted(table)} where rowid > ? and rowid <= ? and (${like})`,
      args,
    });
    yield rows.map((row) => ({ rowid: Number(row['row']), text: String(row['text']) }));
  }
}

export const setText = ({ table, column }: TextColumn, rowid: number, text: string | null): InStatement => ({
  sql: `update ${quoted(table)} set ${quoted(column)} = ? where rowid = ?`,
  args: [text, rowid],
});

export const removeRow = (table: string, rowid: number): InStatement => ({
  sql: `delete from ${quoted(table)} where rowid = ?`,
  args: [rowid],
});

/** Every text column of every table, but for keys and for what full-text indexes keep beneath. */
export async function everyTextColumn(client: Client): Promise<TextColumn[]> {
  const { rows } = await client.execute(`
    select m.name as name, p.name as col, p."notnull" as filled
    from sqlite_master m join pragma_table_info(m.name) p
    where m.type = 'table' and m.name not like 'sqlite\\_%' escape '\\' and m.name not like '\\_\\_%' escape '\\'
      and m.sql not like 'create virtual%' and p.pk = 0 and lower(p.type) = 'text'
      and not exists (select 1 from sqlite_master v where v.sql like 'create virtual%' and m.name like v.name || '\\_%' escape '\\')
    order by m.name, p.cid`);
  return rows.map((row) => ({
    table: String(row['name']),
    column: String(row['col']),
    json: false,
    nullable: Number(row['filled']) === 0,
  }));
}
