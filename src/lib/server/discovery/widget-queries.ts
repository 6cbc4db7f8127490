import { asc, count, eq, getTableColumns } from 'drizzle-orm';
import type { Reader } from '../db/client';
import { widget } from '../db/schema/discovery';
import { patron } from '../db/schema/patrons';
import { nextRev, statement } from '../db/statement';

export type WidgetRow = typeof widget.$inferSelect;

const withAccount = (read: Reader) =>
  read
    .select({ ...getTableColumns(widget), genericUsername: patron.username })
    .from(widget)
    .innerJoin(patron, eq(patron.id, widget.genericPatronId));

/** A widget with the name of its account, while that is a generic one. */
export const widgetById = async (read: Reader, id: string) =>
  (await withAccount(read).where(eq(widget.id, id)))[0];

export const allWidgets = (read: Reader) => withAccount(read).orderBy(asc(widget.createdAt), asc(widget.id));

export const countWidgets = async (read: Reader) =>
  (await read.select({ n: count() }).from(widget))[0]?.n ?? 0;

export const insertWidget = (read: Reader, row: Omit<WidgetRow, 'rev' | 'enabled'>) =>
  statement(read.insert(widget).values({ ...row, rev: nextRev }));

export const updateWidget = (read: Reader, id: string, change: Partial<Omit<WidgetRow, 'id' | 'rev'>>) =>
  statement(
    read
      .update(widget)
      .set({ ...change, rev: nextRev })
      .where(eq(widget.id, id)),
  );

export const deleteWidgetRow = (read: Reader, id: string) =>
  statement(read.delete(widget).where(eq(widget.id, id)));
