import type { InStatement } from '@libsql/client';
import * as v from 'valibot';
import { v7 as uuid } from 'uuid';
import {
  ListPeopleById,
  MOST_AT_ONCE,
  MOST_LISTS,
  NewPatronList,
  PatronListChangeById,
  type ListPeopleResult,
  type SavedPatronList,
} from '$lib/contracts/patron-lists';
import { ById } from '$lib/contracts/shared';
import { AppError, notFound } from '../app-error';
import { iso } from '../paging';
import { useCase, type Context } from '../use-case';
import {
  countLists,
  countMembers,
  deleteList,
  deleteMembers,
  insertList,
  insertMembers,
  membersAmong,
  peopleBy,
  savedListById,
  savedListsFor,
  updateList,
  type SavedListRecord,
} from './saved-list-queries';
import { isInScope, recordScope } from './scope-policy';

const STAFF = ['patrons.edit', 'patrons.findWithoutBarcode'] as const;

const answerOf = (
  { actor }: Context,
  row: Omit<SavedListRecord, 'rev'>,
  members: number,
): SavedPatronList => ({
  id: row.id,
  name: row.name,
  kind: row.query === null ? 'people' : 'search',
  shared: row.shared,
  mine: row.ownerId === actor.patronId,
  members: row.query === null ? members : null,
  createdAt: iso(row.createdAt),
});

/** Only who made a list changes it. @throws AppError not-found also for a list that is merely shared. */
async function ownList({ actor, database }: Context, id: string): Promise<SavedListRecord> {
  const list = await savedListById(database.read, id);
  if (!list || list.ownerId !== actor.patronId) throw notFound();
  return list;
}

/** @throws AppError invalid (people-list): a search says itself who is on it. */
async function ownPeopleList(context: Context, id: string) {
  const list = await ownList(context, id);
  if (list.query !== null) throw new AppError('invalid', { fields: [{ path: 'id', code: 'people-list' }] });
}

/** One's own lists and those that others share. */
export const listPatronLists = useCase({
  name: 'list-patron-lists',
  permission: STAFF,
  input: v.object({}),
  async run(context) {
    const rows = await savedListsFor(context.database.read, context.actor.patronId);
    const items = rows.map(({ row, members }) => answerOf(context, row, members));
    return { items, total: items.length };
  },
});

/** @throws AppError invalid (too-many) when somebody has as many lists as are allowed. */
export const createPatronList = useCase({
  name: 'create-patron-list',
  permission: STAFF,
  input: NewPatronList,
  run: (context, { name, shared, query }): Promise<SavedPatronList> =>
    context.change(async () => {
      const { read } = context.database;
      const ownerId = context.actor.patronId;
      if ((await countLists(read, ownerId)) >= MOST_LISTS)
        throw new AppError('invalid', { fields: [{ path: 'name', code: 'too-many' }] });
      const list = { id: uuid(), name, ownerId, shared, query: query ?? null, createdAt: context.now };
      return {
        statements: [insertList(read, list)],
        audit: { subjectType: 'patron-list', subjectId: list.id, details: { shared } },
        answer: answerOf(context, list, 0),
      };
    }),
});

/** Renames, shares or unshares one's own list. */
export const changePatronList = useCase({
  name: 'change-patron-list',
  permission: STAFF,
  input: PatronListChangeById,
  run: (context, { id, ...wanted }): Promise<SavedPatronList> =>
    context.change(async () => {
      const { read } = context.database;
      const list = await ownList(context, id);
      const change = { name: wanted.name ?? list.name, shared: wanted.shared ?? list.shared };
      return {
        statements: [updateList(read, id, change)],
        audit: { subjectType: 'patron-list', subjectId: id, details: { shared: change.shared } },
        answer: answerOf(context, { ...list, ...change }, await countMembers(read, id)),
      };
    }),
});

/** Deletes one's own list; the people on it stay patrons. */
export const deletePatronList = useCase({
  name: 'delete-patron-list',
  permission: STAFF,
  input: ById,
  run: (context, { id }): Promise<null> =>
    context.change(async () => {
      await ownList(context, id);
      return {
        statements: [deleteList(context.database.read, id)],
        audit: { subjectType: 'patron-list', subjectId: id },
        answer: null,
      };
    }),
});

interface Named {
  patronIds: string[];
  barcodes: string[];
}

/** Whom the ids and barcodes name, among those whom the actor works with. @throws AppError invalid for too many. */
async function peopleNamed({ actor, database }: Context, { patronIds, barcodes }: Named) {
  if (patronIds.length + barcodes.length > MOST_AT_ONCE)
    throw new AppError('invalid', { fields: [{ path: 'patronIds', code: 'too-many' }] });
  const scope = recordScope(actor);
  const found = await Promise.all([
    peopleBy(database.read, 'id', patronIds),
    peopleBy(database.read, 'barcode', barcodes),
  ]);
  const people = found.flat().filter(({ siteIds }) => isInScope(siteIds, scope));
  const known = new Set(people.map(({ value }) => value));
  return {
    ids: [...new Set(people.map(({ id }) => id))],
    unknown: [...new Set([...patronIds, ...barcodes])].filter((value) => !known.has(value)),
  };
}

/**
 * Changes who is on one's own list. Barcodes that belong to nobody are answered, but kept nowhere: they are found out
 * beside the change.
 */
async function changePeople(
  context: Context,
  { id, ...named }: Named & { id: string },
  change: (ids: string[], present: Set<string>) => { ids: string[]; statements: InStatement[] },
): Promise<ListPeopleResult> {
  const { read } = context.database;
  const { ids, unknown } = await peopleNamed(context, named);
  const counts = await context.change(async () => {
    await ownPeopleList(context, id);
    const present = new Set(await membersAmong(read, id, ids));
    const made = change(ids, present);
    return {
      statements: made.statements,
      audit: { subjectType: 'patron-list', subjectId: id, details: { people: made.ids.length } },
      answer: { changed: made.ids.length, unchanged: ids.length - made.ids.length },
    };
  });
  return { ...counts, unknown };
}

/** Puts people on one's own list; those who are on it already stay once. Unknown barcodes are answered. */
export const addToPatronList = useCase({
  name: 'add-to-patron-list',
  permission: STAFF,
  input: ListPeopleById,
  run: (context, input) =>
    changePeople(context, input, (wanted, present) => {
      const ids = wanted.filter((one) => !present.has(one));
      const { read } = context.database;
      return { ids, statements: ids.length ? [insertMembers(read, input.id, ids, context.now)] : [] };
    }),
});

/** Takes people off one's own list. */
export const removeFromPatronList = useCase({
  name: 'remove-from-patron-list',
  permission: STAFF,
  input: ListPeopleById,
  run: (context, input) =>
    changePeople(context, input, (wanted, present) => {
      const ids = wanted.filter((one) => present.has(one));
      return { ids, statements: ids.length ? [deleteMembers(context.database.read, input.id, ids)] : [] };
    }),
});
