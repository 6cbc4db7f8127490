import * as v from 'valibot';
import { Id, Instant } from './shared';

export const Note = v.object({
  id: Id,
  text: v.string(),
  /** Shown at the desk as soon as the card is scanned. */
  alertAtDesk: v.boolean(),
  /** Seen only by those who may edit notes. */
  hidden: v.boolean(),
  author: v.nullable(v.string()),
  createdAt: Instant,
});
export type Note = v.InferOutput<typeof Note>;
export const NoteList = v.object({ items: v.array(Note), total: v.number() });
const noteText = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(1, 'code:required'),
  v.maxLength(2000, 'code:too-long'),
);
export const NewNote = v.object({
  text: noteText,
  alertAtDesk: v.optional(v.boolean(), false),
  hidden: v.optional(v.boolean(), false),
});
export const NewNoteFor = v.object({ id: Id, ...NewNote.entries });
export const NoteChange = v.object({
  text: v.optional(noteText),
  alertAtDesk: v.optional(v.boolean()),
  hidden: v.optional(v.boolean()),
});
export const NoteRef = v.object({ id: Id, noteId: Id });
export const NoteChangeByRef = v.object({ ...NoteRef.entries, ...NoteChange.entries });
