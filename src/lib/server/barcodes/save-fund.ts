import { v7 as uuid } from 'uuid';
import * as v from 'valibot';
import { FundChangeById, NewFund, type Fund } from '$lib/contracts/barcodes';
import { ById } from '$lib/contracts/shared';
import { invalidField, notFound } from '../app-error';
import { knowsSites } from '../catalogue/queries';
import { useCase, type Context } from '../use-case';
import {
  deleteFund,
  fundById,
  fundsWithCopies,
  hasCopies,
  insertFund,
  isFundNameTaken,
  renameFund,
} from './queries';

const audited = (id: string) => ({ subjectType: 'fund', subjectId: id });

async function load({ database }: Context, id: string) {
  const row = await fundById(database.read, id);
  if (!row) throw notFound();
  return row;
}

/** What copies are paid from, with how many were. */
export const listFunds = useCase({
  name: 'list-funds',
  permission: ['catalogue.manage', 'catalogue.edit'],
  input: v.object({}),
  async run({ database }) {
    const items: Fund[] = await fundsWithCopies(database.read);
    return { items, total: items.length };
  },
});

/** @throws AppError invalid: taken, or an unknown site */
export const addFund = useCase({
  name: 'add-fund',
  permission: 'catalogue.manage',
  input: NewFund,
  run: (context, { name, siteId }): Promise<Fund> =>
    context.change(async () => {
      const { read } = context.database;
      if (siteId !== null && !(await knowsSites(read, [siteId]))) throw invalidField('siteId', 'unknown');
      if (await isFundNameTaken(read, { name, siteId })) throw invalidField('name', 'taken');
      const row = { id: uuid(), name, siteId };
      return { statements: [insertFund(read, row)], audit: audited(row.id), answer: { ...row, copies: 0 } };
    }),
});

/** @throws AppError invalid: taken */
export const changeFund = useCase({
  name: 'change-fund',
  permission: 'catalogue.manage',
  input: FundChangeById,
  run: (context, { id, name }): Promise<{ id: string }> =>
    context.change(async () => {
      const { read } = context.database;
      const row = await load(context, id);
      if (await isFundNameTaken(read, { ...row, name })) throw invalidField('name', 'taken');
      return {
        guards: [{ table: 'fund', id, rev: row.rev }],
        statements: [renameFund(read, id, name)],
        audit: audited(id),
        answer: { id },
      };
    }),
});

/** @throws AppError invalid (fund-in-use) while copies are paid from it */
export const removeFund = useCase({
  name: 'remove-fund',
  permission: 'catalogue.manage',
  input: ById,
  run: (context, { id }): Promise<null> =>
    context.change(async () => {
      const { read } = context.database;
      const row = await load(context, id);
      if (await hasCopies(read, id)) throw invalidField('id', 'fund-in-use');
      return {
        guards: [{ table: 'fund', id, rev: row.rev }],
        statements: [deleteFund(read, id)],
        audit: audited(id),
        answer: null,
      };
    }),
});
