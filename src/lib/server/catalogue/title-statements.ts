import type { InStatement } from '@libsql/client';
import { eq, sql } from 'drizzle-orm';
import { sortAuthor, sortTitle } from '$lib/domain/catalogue/sort-keys';
import type { Reader } from '../db/client';
import { preparedInsert, preparedStatement, preparedUpdate } from '../db/prepared';
import { insertRows } from '../db/row-statements';
import { copy, title, titleIsbn } from '../db/schema/catalogue';
import { nextRev, statement } from '../db/statement';

/** A title as it is stored, without what is derived from it. */
export type TitleValues = Omit<typeof title.$inferInsert, 'seq' | 'rev' | 'sortAuthor'>;
export type CopyValues = Omit<typeof copy.$inferInsert, 'rev'>;

const isbnRows = ({ id, isbns }: { id: string; isbns?: readonly string[] | undefined }) =>
  (isbns ?? []).map((isbn) => ({ isbn, titleId: id }));

const sortKeys = ({ sortTitle: filed, title: text, language, author }: TitleValues) => ({
  sortTitle: filed || sortTitle(text, language),
  sortAuthor: sortAuthor(author),
});

const titleInsert = preparedInsert(title);
const titleUpdate = preparedUpdate(title);
const copyUpdate = preparedUpdate(copy);
const withoutIsbns = preparedStatement((read) =>
  read.delete(titleIsbn).where(eq(titleIsbn.titleId, sql.placeholder('id'))),
);

/** The rows of new titles; the index's `refresh` goes after them into the same batch. */
export const newTitlesStatements = (read: Reader, titles: readonly TitleValues[]): InStatement[] => [
  // One by one: a whole record inside JSON would be quoted twice over and read again for each column.
  ...titles.map((values) => titleInsert(read, { ...values, ...sortKeys(values) })),
  ...insertRows(titleIsbn, titles.flatMap(isbnRows)),
];

/** The rows of a new title. */
export const newTitleStatements = (read: Reader, values: TitleValues): InStatement[] =>
  newTitlesStatements(read, [values]);

/**
 * The rows of a changed title. `values` are what changes; `next` says what the sort keys are made from afterwards.
 */
export function changedTitleStatements(
  read: Reader,
  id: string,
  values: Partial<TitleValues>,
  next: { title: string; language?: string | null | undefined; author?: string | null | undefined },
): InStatement[] {
  const row = {
    ...values,
    sortTitle: values.sortTitle || sortTitle(next.title, next.language),
    sortAuthor: sortAuthor(next.author),
  };
  const { isbns } = values;
  const numbers =
    isbns === undefined
      ? []
      : [withoutIsbns(read, { id }), ...insertRows(titleIsbn, isbnRows({ id, isbns }))];
  return [titleUpdate(read, id, row), ...numbers];
}

export const newCopyStatement = (read: Reader, values: CopyValues): InStatement =>
  statement(read.insert(copy).values({ ...values, rev: nextRev }));

/** The rows of new copies, all with the same columns. */
export const newCopiesStatements = (copies: readonly CopyValues[]): InStatement[] => insertRows(copy, copies);

export const changedCopyStatement = (read: Reader, id: string, values: Partial<CopyValues>): InStatement =>
  copyUpdate(read, id, values);
