import { PatronFieldOrder } from '$lib/contracts/patron-fields';
import { invalidField } from '../app-error';
import { allPatronFields } from '../patrons/field-queries';
import { useCase } from '../use-case';
import { updateField } from './field-definition-statements';
import { fieldAnswer } from './list-patron-fields';

/** Puts the fields into another order on every form. @throws AppError invalid unless every field is named once. */
export const orderPatronFields = useCase({
  name: 'order-patron-fields',
  permission: 'patrons.sitePreferences',
  input: PatronFieldOrder,
  run: (context, { ids }) =>
    context.change(async () => {
      const { read } = context.database;
      const fields = await allPatronFields(read);
      const placed = ids.flatMap((id) => fields.find((field) => field.id === id) ?? []);
      if (placed.length !== fields.length || new Set(ids).size !== ids.length || ids.length !== placed.length)
        throw invalidField('ids', 'field-order');
      const moved = placed.flatMap((field, i) => (field.position === i + 1 ? [] : [{ field, to: i + 1 }]));
      const items = placed.map((field, i) => fieldAnswer({ ...field, position: i + 1 }));
      return {
        guards: moved.map(({ field }) => ({ table: 'patron_field' as const, id: field.id, rev: field.rev })),
        statements: moved.map(({ field, to }) => updateField(read, field.id, { position: to })),
        audit: { subjectType: 'patron-field', subjectId: 'all', details: { ids } },
        answer: { items, total: items.length },
      };
    }),
});
