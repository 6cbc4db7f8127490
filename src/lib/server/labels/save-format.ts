import { v7 as uuid } from 'uuid';
import * as v from 'valibot';
import { LabelFormatChangeById, NewLabelFormat, type LabelFormat } from '$lib/contracts/labels';
import { ById } from '$lib/contracts/shared';
import { layoutProblems } from '$lib/domain/labels/label-layout';
import { AppError, invalidField, notFound } from '../app-error';
import { useCase, type Context } from '../use-case';
import { allFormats, deleteFormat, formatById, insertFormat, updateFormat } from './queries';

const audited = (id: string) => ({ subjectType: 'label-format', subjectId: id });

/** @throws AppError invalid for a name that another format has, or labels beyond the paper */
async function check({ database }: Context, { name, layout }: NewLabelFormat, ownId?: string) {
  const fields = layoutProblems(layout).map(({ path, code }) => ({ path: `layout.${path}`, code }));
  if (fields.length > 0) throw new AppError('invalid', { fields });
  const key = name.toLocaleLowerCase();
  const others = (await allFormats(database.read)).filter(({ id }) => id !== ownId);
  if (others.some((other) => other.name.toLocaleLowerCase() === key)) throw invalidField('name', 'taken');
}

/** The library's own formats; the common sheets are part of the program. */
export const listLabelFormats = useCase({
  name: 'list-label-formats',
  permission: ['catalogue.manage', 'catalogue.edit', 'patrons.edit', 'patrons.viewBarcodes'],
  input: v.object({}),
  async run({ database }) {
    const items = await allFormats(database.read);
    return { items, total: items.length };
  },
});

/** @throws AppError invalid: taken, sheet-too-narrow, sheet-too-short */
export const addLabelFormat = useCase({
  name: 'add-label-format',
  permission: 'catalogue.manage',
  input: NewLabelFormat,
  run: (context, format): Promise<LabelFormat> =>
    context.change(async () => {
      await check(context, format);
      const row = { ...format, id: uuid() };
      return {
        statements: [insertFormat(context.database.read, row)],
        audit: audited(row.id),
        answer: { ...row, rev: 0 },
      };
    }),
});

/** @throws AppError invalid as for a new one, conflict when it was changed meanwhile */
export const changeLabelFormat = useCase({
  name: 'change-label-format',
  permission: 'catalogue.manage',
  input: LabelFormatChangeById,
  run: (context, { id, rev, ...format }): Promise<{ id: string }> =>
    context.change(async () => {
      const row = await formatById(context.database.read, id);
      if (!row) throw notFound();
      if (row.rev !== rev) throw new AppError('conflict');
      await check(context, format, id);
      return {
        guards: [{ table: 'label_format', id, rev }],
        statements: [updateFormat(context.database.read, { id, ...format })],
        audit: audited(id),
        answer: { id },
      };
    }),
});

/** Removes a format; nothing hangs on it. */
export const removeLabelFormat = useCase({
  name: 'remove-label-format',
  permission: 'catalogue.manage',
  input: ById,
  run: (context, { id }): Promise<null> =>
    context.change(async () => {
      const row = await formatById(context.database.read, id);
      if (!row) throw notFound();
      return {
        guards: [{ table: 'label_format', id, rev: row.rev }],
        statements: [deleteFormat(context.database.read, id)],
        audit: audited(id),
        answer: null,
      };
    }),
});
