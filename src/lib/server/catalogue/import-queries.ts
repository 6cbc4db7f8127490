import { sql, type AnyColumn } from 'drizzle-orm';
import type { Reader } from '../db/client';
import { preparedQuery } from '../db/prepared';
import { copy, fund, title, titleIsbn } from '../db/schema/catalogue';
import type { CopyRow, TitleRow } from './queries';

/** One argument for any number of values: the statement is built and prepared once. */
const given = (column: AnyColumn) =>
  sql`${column} in (select value from json_each(${sql.placeholder('values')}))`;

const byControlNumber = preparedQuery((read) => read.select().from(title).where(given(title.controlNumber)));
const bySortTitle = preparedQuery((read) => read.select().from(title).where(given(title.sortTitle)));
const byId = preparedQuery((read) => read.select().from(title).where(given(title.id)));
const byIsbn = preparedQuery((read) =>
  read
    .select()
    .from(title)
    .where(
      sql`${title.id} in ${read.select({ id: titleIsbn.titleId }).from(titleIsbn).where(given(titleIsbn.isbn))}`,
    ),
);
const byBarcode = preparedQuery((read) => read.select().from(copy).where(given(copy.barcode)));

type Query<Row> = (read: Reader, values: Record<string, unknown>) => Promise<Row[]>;

/** Nothing is asked for nothing. */
const among =
  <Row>(query: Query<Row>) =>
  async (read: Reader, values: readonly string[]): Promise<Row[]> =>
    values.length === 0 ? [] : query(read, { values: JSON.stringify([...new Set(values)]) });

/** Titles with one of these control numbers, of whatever source. */
export const titlesWithControlNumbers = among<TitleRow>(byControlNumber);
/** Titles filed under one of these texts. */
export const titlesFiledUnder = among<TitleRow>(bySortTitle);
export const titlesWithIds = among<TitleRow>(byId);
export const titlesWithIsbns = among<TitleRow>(byIsbn);
export const copiesWithBarcodes = among<CopyRow>(byBarcode);

export const allFunds = (read: Reader) => read.select().from(fund);
