import type { InStatement } from '@libsql/client';
import { eq } from 'drizzle-orm';
import { sortAuthor, sortTitle } from '$lib/domain/catalogue/sort-keys';
import type { Reader } from '../db/client';
import { copy, title, titleIsbn } from '../db/schema/catalogue';
import { nextRev, statement } from '../db/statement';

/** A title as it is stored, without what is derived from it. */
export type TitleValues = Omit<typeof title.$inferInsert, 'seq' | 'rev' | 'sortAuthor'>;
export type CopyValues = Omit<typeof copy.$inferInsert, 'rev'>;

const isbnRows = (read: Reader, titleId: string, isbns: readonly string[]): InStatement[] =>
  isbns.map((isbn) => statement(read.insert(titleIsbn).values({ isbn, titleId })));

/** The rows of a new title; the index's `refresh` goes after them into the same batch. */
export function newTitleStatements(read: Reader, values: TitleValues): InStatement[] {
  const row = {
    ...values,
    sortTitle: values.sortTitle || sortTitle(values.title, values.language),
    sortAuthor: sortAuthor(values.author),
    rev: nextRev,
  };
  return [statement(read.insert(title).values(row)), ...isbnRows(read, values.id, values.isbns ?? [])];
}

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
    rev: nextRev,
  };
  const numbers =
    values.isbns === undefined
      ? []
      : [
          statement(read.delete(titleIsbn).where(eq(titleIsbn.titleId, id))),
          ...isbnRows(read, id, values.isbns),
        ];
  return [statement(read.update(title).set(row).where(eq(title.id, id))), ...numbers];
}

export const newCopyStatement = (read: Reader, values: CopyValues): InStatement =>
  statement(read.insert(copy).values({ ...values, rev: nextRev }));

export const changedCopyStatement = (read: Reader, id: string, values: Partial<CopyValues>): InStatement =>
  statement(
    read
      .update(copy)
      .set({ ...values, rev: nextRev })
      .where(eq(copy.id, id)),
  );
