import { PatronFieldDeletionById } from '$lib/contracts/patron-fields';
import { invalidField, notFound } from '../app-error';
import { allPatronFields, fieldHolderCounts } from '../patrons/field-queries';
import { useCase } from '../use-case';
import { deleteField } from './field-definition-statements';
import { searchKeyChange } from './search-key-change';

/**
 * Deletes a field with everybody's value of it, for good. Where patrons have values the request must name how many:
 * whoever deletes has read the number.
 * @throws AppError not-found; invalid (`losing`) with the number of patrons who would lose a value
 */
export const deletePatronField = useCase({
  name: 'delete-patron-field',
  permission: 'patrons.sitePreferences',
  input: PatronFieldDeletionById,
  async run(context, { id, losing = 0 }): Promise<null> {
    await context.change(async () => {
      const { read } = context.database;
      const fields = await allPatronFields(read);
      const field = fields.find((one) => one.id === id);
      if (!field) throw notFound();
      const holders = (await fieldHolderCounts(read)).get(id) ?? 0;
      if (holders !== losing) throw invalidField('losing', 'field-values-lost', String(holders));
      const left = fields.filter((one) => one.searchable && one.id !== id).map((one) => one.id);
      const keys = field.searchable
        ? await searchKeyChange(context, id, left)
        : { guards: [], statements: [], jobId: null };
      return {
        guards: [{ table: 'patron_field', id, rev: field.rev }, ...keys.guards],
        statements: [...keys.statements, ...deleteField(read, id)],
        audit: { subjectType: 'patron-field', subjectId: id, details: { patrons: holders } },
        answer: null,
      };
    });
    context.jobs.nudge();
    return null;
  },
});
