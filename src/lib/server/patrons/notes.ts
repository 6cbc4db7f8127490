import { v7 as uuid } from 'uuid';
import { NewNoteFor, NoteChangeByRef, NoteRef, type Note } from '$lib/contracts/notes';
import { ById } from '$lib/contracts/shared';
import { may } from '../actor';
import { notFound } from '../app-error';
import { useCase, type Context } from '../use-case';
import { insertNote, noteById, notesOf, removeNote, updateNote } from './note-queries';
import { partsOf, patronById } from './queries';
import { assertInScope } from './scope-policy';

async function visiblePatron(context: Context, id: string) {
  const row = await patronById(context.database.read, id);
  if (!row) throw notFound();
  assertInScope(context.actor, (await partsOf(context.database.read, id)).siteIds);
  return row;
}

async function storedNote(context: Context, id: string, noteId: string): Promise<Note> {
  const found = (await notesOf(context.database.read, id, true)).find((note) => note.id === noteId);
  if (!found) throw notFound();
  return found;
}

/** Notes about a patron; hidden ones only for those who may edit notes. */
export const listNotes = useCase({
  name: 'list-patron-notes',
  permission: ['patrons.viewNotes', 'patrons.editNotes'],
  input: ById,
  async run(context, { id }) {
    await visiblePatron(context, id);
    const items = await notesOf(context.database.read, id, may(context.actor, 'patrons.editNotes'));
    return { items, total: items.length };
  },
});

export const addNote = useCase({
  name: 'add-patron-note',
  permission: 'patrons.editNotes',
  input: NewNoteFor,
  async run(context, { id, ...wanted }): Promise<Note> {
    const { noteId } = await context.change(async () => {
      await visiblePatron(context, id);
      const note = {
        ...wanted,
        id: uuid(),
        patronId: id,
        authorId: context.actor.patronId || null,
        createdAt: context.now,
      };
      return {
        statements: [insertNote(context.database.read, note)],
        audit: { subjectType: 'patron', subjectId: id, details: { noteId: note.id } },
        answer: { noteId: note.id },
      };
    });
    return storedNote(context, id, noteId);
  },
});

/** Rewords, hides, shows or flags a note; its author and day stay. */
export const changeNote = useCase({
  name: 'change-patron-note',
  permission: 'patrons.editNotes',
  input: NoteChangeByRef,
  async run(context, { id, noteId, ...wanted }): Promise<Note> {
    await context.change(async () => {
      await visiblePatron(context, id);
      const note = await noteById(context.database.read, id, noteId);
      if (!note) throw notFound();
      const after = {
        ...note,
        text: wanted.text ?? note.text,
        alertAtDesk: wanted.alertAtDesk ?? note.alertAtDesk,
        hidden: wanted.hidden ?? note.hidden,
      };
      return {
        statements: [updateNote(context.database.read, after)],
        audit: {
          subjectType: 'patron',
          subjectId: id,
          details: { noteId, hidden: after.hidden, alertAtDesk: after.alertAtDesk },
        },
        answer: null,
      };
    });
    return storedNote(context, id, noteId);
  },
});

export const deleteNote = useCase({
  name: 'delete-patron-note',
  permission: 'patrons.editNotes',
  input: NoteRef,
  run: (context, { id, noteId }): Promise<null> =>
    context.change(async () => {
      await visiblePatron(context, id);
      if (!(await noteById(context.database.read, id, noteId))) throw notFound();
      return {
        statements: [removeNote(context.database.read, noteId)],
        audit: { subjectType: 'patron', subjectId: id, details: { noteId } },
        answer: null,
      };
    }),
});
