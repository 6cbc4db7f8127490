import * as v from 'valibot';
import { v7 as uuid } from 'uuid';
import { LookupSettings, LookupSourceChange, NewLookupSource, type LookupSource } from '$lib/contracts/marc';
import { ById, Id } from '$lib/contracts/shared';
import { AppError, notFound } from '../app-error';
import { useCase } from '../use-case';
import {
  allSources,
  changedSourceStatement,
  newSourceStatement,
  removedSourceStatement,
  sourceById,
} from './queries';

/** Where records are looked up, in the order in which the sources are asked. */
export const listLookupSources = useCase({
  name: 'list-lookup-sources',
  permission: 'catalogue.manage',
  input: v.object({}),
  async run({ database }): Promise<{ items: LookupSource[] }> {
    const rows = await allSources(database.read);
    return {
      items: rows.map((row) => {
        const known = v.safeParse(LookupSettings, row.settings);
        return { ...row, settings: known.success ? known.output : v.parse(LookupSettings, {}) };
      }),
    };
  },
});

/** Adds a source; it is asked once it is switched on. */
export const addLookupSource = useCase({
  name: 'add-lookup-source',
  permission: 'catalogue.manage',
  input: NewLookupSource,
  run: (context, wanted): Promise<{ id: string }> =>
    context.change(async () => {
      const id = uuid();
      return {
        statements: [newSourceStatement(context.database.read, { id, ...wanted })],
        audit: { subjectType: 'lookup-source', subjectId: id },
        answer: { id },
      };
    }),
});

/** @throws AppError not-found; conflict when somebody changed it since */
export const changeLookupSource = useCase({
  name: 'change-lookup-source',
  permission: 'catalogue.manage',
  input: v.object({ id: Id, ...LookupSourceChange.entries }),
  run: (context, { rev, ...wanted }): Promise<{ id: string }> =>
    context.change(async () => {
      const { read } = context.database;
      const row = await sourceById(read, wanted.id);
      if (!row) throw notFound();
      if (row.rev !== rev) throw new AppError('conflict');
      return {
        guards: [{ table: 'lookup_source', id: wanted.id, rev }],
        statements: [changedSourceStatement(read, wanted)],
        audit: { subjectType: 'lookup-source', subjectId: wanted.id, details: { enabled: wanted.enabled } },
        answer: { id: wanted.id },
      };
    }),
});

/** @throws AppError not-found */
export const removeLookupSource = useCase({
  name: 'remove-lookup-source',
  permission: 'catalogue.manage',
  input: ById,
  run: (context, { id }) =>
    context.change(async () => {
      const { read } = context.database;
      if (!(await sourceById(read, id))) throw notFound();
      return {
        statements: [removedSourceStatement(read, id)],
        audit: { subjectType: 'lookup-source', subjectId: id },
        answer: undefined,
      };
    }),
});
