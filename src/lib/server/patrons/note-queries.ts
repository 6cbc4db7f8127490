import { and, desc, eq } from 'drizzle-orm';
import type { Note } from '$lib/contracts/notes';
import { displayName } from '$lib/domain/patrons/display-name';
import type { Reader } from '../db/client';
import { patronNote } from '../db/schema/patrons';
import { statement } from '../db/statement';
import { iso } from '../paging';
import { namesOf } from './queries';

export type NoteRecord = typeof patronNote.$inferSelect;

/** Notes about a patron, newest first; hidden ones only where they may be seen. */
export async function notesOf(read: Reader, patronId: string, withHidden: boolean): Promise<Note[]> {
  const rows = await read
    .select()
    .from(patronNote)
    .where(and(eq(patronNote.patronId, patronId), withHidden ? undefined : eq(patronNote.hidden, false)))
    .orderBy(desc(patronNote.createdAt), desc(patronNote.id));
  const authors = await namesOf(read, [...new Set(rows.flatMap((row) => row.authorId ?? []))]);
  const nameOf = new Map(authors.map((author) => [author.id, displayName(author)]));
  return rows.map((row) => ({
    id: row.id,
    text: row.text,
    alertAtDesk: row.alertAtDesk,
    hidden: row.hidden,
    author: row.authorId ? (nameOf.get(row.authorId) ?? null) : null,
    createdAt: iso(row.createdAt),
  }));
}

export const noteById = async (
  read: Reader,
  patronId: string,
  noteId: string,
): Promise<NoteRecord | undefined> =>
  (
    await read
      .select()
      .from(patronNote)
      .where(and(eq(patronNote.id, noteId), eq(patronNote.patronId, patronId)))
  )[0];

export const insertNote = (read: Reader, note: NoteRecord) => statement(read.insert(patronNote).values(note));

export const updateNote = (read: Reader, note: NoteRecord) =>
  statement(read.update(patronNote).set(note).where(eq(patronNote.id, note.id)));

export const removeNote = (read: Reader, noteId: string) =>
  statement(read.delete(patronNote).where(eq(patronNote.id, noteId)));
