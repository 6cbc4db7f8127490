import type { PatronContact } from '../patrons/patron';

/** What an undo does about one person: puts back, finds it back already, or leaves what somebody changed since. */
export type UndoDecision = 'restore' | 'back' | 'changed-since';

/** What a contact says, whatever it is stored under. */
const said = ({ name, relation, email, phone, receivesNotices, notices }: PatronContact) =>
  JSON.stringify([name, relation, email, phone, receivesNotices, notices]);

/** Lists of contacts are sets: their order and ids say nothing. */
const key = (contacts: readonly PatronContact[]) => contacts.map(said).sort().join('\n');

/** Whether somebody's contacts go back to what they were before an import. */
export function decideContactUndo(
  now: readonly PatronContact[],
  before: readonly PatronContact[],
  after: readonly PatronContact[],
): UndoDecision {
  if (key(now) === key(before)) return 'back';
  return key(now) === key(after) ? 'restore' : 'changed-since';
}

/** The same for a photo, told apart by its id: a new photo has a new one. Null for none. */
export function decidePhotoUndo(
  now: string | null,
  before: string | null,
  after: string | null,
): UndoDecision {
  if (now === before) return 'back';
  return now === after ? 'restore' : 'changed-since';
}
