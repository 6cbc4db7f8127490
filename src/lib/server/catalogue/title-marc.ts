import * as v from 'valibot';
import { v7 as uuid } from 'uuid';
import { NewTitleMarc, TitleMarcChange, type TitleMarc } from '$lib/contracts/marc';
import { ById, Id } from '$lib/contracts/shared';
import { checkRecord } from '$lib/domain/marc/check-record';
import type { MarcRecord } from '$lib/domain/marc/records';
import { storedField } from '$lib/domain/marc/stored';
import { AppError, notFound } from '../app-error';
import { useCase } from '../use-case';
import { titleById } from './queries';
import { changedByRecord, recordAnswer, recordOfRow, valuesOfRecord } from './record-maker';
import { changedTitleStatements, newTitleStatements } from './title-statements';

/** @throws AppError invalid for what is wrong in the record and was not so before: old mistakes may stay. */
function refuseProblems(record: MarcRecord, was?: MarcRecord) {
  const old = new Set(was?.fields.map((field) => JSON.stringify(storedField(field))));
  const isOld = (path: string) => {
    if (path === 'leader') return record.leader === was?.leader;
    const field = record.fields[Number(/^fields\.(\d+)/.exec(path)?.[1] ?? -1)];
    return field !== undefined && old.has(JSON.stringify(storedField(field)));
  };
  const fields = checkRecord(record)
    .filter(({ severity, path }) => severity === 'error' && !isOld(path))
    .map(({ path, code }) => ({ path, code }));
  if (fields.length > 0) throw new AppError('invalid', { fields });
}

/** The whole record of a title; one that came without a record has it made from its fields. @throws AppError not-found */
export const getTitleMarc = useCase({
  name: 'get-title-marc',
  permission: 'catalogue.edit',
  input: ById,
  async run({ database }, { id }): Promise<TitleMarc> {
    const row = await titleById(database.read, id);
    if (!row) throw notFound();
    const record = recordAnswer(recordOfRow(row));
    return { id, title: row.title, rev: row.rev, made: row.marc === null, record };
  },
});

/**
 * Keeps a record as it was edited and changes the title where the record says something else than before. @throws AppError
 * not-found; conflict when somebody changed the title since; invalid, naming the field (`fields.3.subfields.0.code`).
 */
export const changeTitleMarc = useCase({
  name: 'change-title-marc',
  permission: 'catalogue.edit',
  input: v.object({ id: Id, change: TitleMarcChange }),
  run: (context, { id, change: { rev, record } }): Promise<{ id: string }> =>
    context.change(async () => {
      const { read } = context.database;
      const row = await titleById(read, id);
      if (!row) throw notFound();
      if (row.rev !== rev) throw new AppError('conflict');
      const was = recordOfRow(row);
      refuseProblems(record, was);
      const values = changedByRecord(was, record);
      const sortTitle = values.sortTitle ?? row.sortTitle;
      return {
        guards: [{ table: 'title', id, rev }],
        statements: [
          ...changedTitleStatements(
            read,
            id,
            { ...values, sortTitle, updatedAt: context.now },
            { ...row, ...values },
          ),
          ...context.search.refresh([id]),
        ],
        audit: { subjectType: 'title', subjectId: id, details: { fields: Object.keys(values) } },
        answer: { id },
      };
    }),
});

/** A new title from a whole record, without copies. @throws AppError invalid, naming the field. */
export const addTitleMarc = useCase({
  name: 'add-title-marc',
  permission: 'catalogue.edit',
  input: NewTitleMarc,
  run: (context, { record }): Promise<{ id: string }> =>
    context.change(async () => {
      refuseProblems(record);
      const id = uuid();
      const row = { ...valuesOfRecord(record), id, createdAt: context.now, updatedAt: context.now };
      return {
        statements: [...newTitleStatements(context.database.read, row), ...context.search.refresh([id])],
        audit: { subjectType: 'title', subjectId: id },
        answer: { id },
      };
    }),
});
