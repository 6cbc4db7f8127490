import * as v from 'valibot';
import { v7 as uuid } from 'uuid';
import {
  MOST_SEARCHES,
  NewSavedSearch,
  RenamedSearch,
  type SavedSearch,
} from '$lib/contracts/saved-searches';
import { ById } from '$lib/contracts/shared';
import { searchFromParams, searchToParams } from '$lib/domain/catalogue/search-state';
import { invalidField, notFound } from '../app-error';
import { iso } from '../paging';
import { useCase, type Context } from '../use-case';
import {
  countSearches,
  deleteSearchRow,
  insertSearch,
  ownSearch,
  renameSearchRow,
  searchesOf,
} from './saved-search-queries';

/** A search as its address says it, from its first page on. */
const tidy = (params: string) =>
  searchToParams({ ...searchFromParams(new URLSearchParams(params)), page: 1 }).toString();

/** @throws AppError not-found also for a search of somebody else. */
async function findOwn({ actor, database }: Context, id: string) {
  const row = await ownSearch(database.read, actor.patronId, id);
  if (!row) throw notFound();
  return row;
}

/** One's own saved searches, by name. Nobody else sees them. */
export const listSavedSearches = useCase({
  name: 'list-saved-searches',
  permission: 'signed-in',
  input: v.object({}),
  async run({ actor, database }): Promise<{ items: SavedSearch[]; total: number }> {
    const rows = await searchesOf(database.read, actor.patronId);
    const items = rows.map(({ id, name, params, createdAt }) => ({
      ...{ id, name, params },
      createdAt: iso(createdAt),
    }));
    return { items, total: items.length };
  },
});

/** Keeps a search under a name. @throws AppError invalid (too-many-searches) beyond 50. */
export const saveSearch = useCase({
  name: 'save-search',
  permission: 'signed-in',
  input: NewSavedSearch,
  run: (context, { name, params }): Promise<{ id: string }> =>
    context.change(async () => {
      const { read } = context.database;
      const { patronId } = context.actor;
      if ((await countSearches(read, patronId)) >= MOST_SEARCHES)
        throw invalidField('name', 'too-many-searches');
      const row = { id: uuid(), patronId, name, params: tidy(params), createdAt: context.now };
      return {
        statements: [insertSearch(read, row)],
        audit: { subjectType: 'saved-search', subjectId: row.id },
        // What somebody looks for is theirs: the answer that is kept for a repeated request does not tell it.
        answer: { id: row.id },
      };
    }),
});

/** @throws AppError not-found. */
export const renameSearch = useCase({
  name: 'rename-saved-search',
  permission: 'signed-in',
  input: RenamedSearch,
  run: (context, { id, name }): Promise<{ id: string }> =>
    context.change(async () => {
      const row = await findOwn(context, id);
      return {
        guards: [{ table: 'saved_search', id, rev: row.rev }],
        statements: [renameSearchRow(context.database.read, id, name)],
        audit: { subjectType: 'saved-search', subjectId: id },
        answer: { id },
      };
    }),
});

/** @throws AppError not-found. */
export const deleteSearch = useCase({
  name: 'delete-saved-search',
  permission: 'signed-in',
  input: ById,
  run: (context, { id }): Promise<null> =>
    context.change(async () => {
      await findOwn(context, id);
      return {
        statements: [deleteSearchRow(context.database.read, id)],
        audit: { subjectType: 'saved-search', subjectId: id },
        answer: null,
      };
    }),
});
