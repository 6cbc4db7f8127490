import { PatronFieldQuery, type PatronField } from '$lib/contracts/patron-fields';
import { allPatronFields, fieldHolderCounts, type PatronFieldRecord } from '../patrons/field-queries';
import { useCase } from '../use-case';

export const fieldAnswer = ({ createdAt: _at, rev: _rev, ...shown }: PatronFieldRecord): PatronField => shown;

/** The district's own fields in their order, for everybody who works with patrons. */
export const listPatronFields = useCase({
  name: 'list-patron-fields',
  permission: [
    'patrons.edit',
    'patrons.findWithoutBarcode',
    'patrons.viewStatus',
    'patrons.update',
    'patrons.import',
    'patrons.sitePreferences',
    'circulation.checkOut',
  ],
  input: PatronFieldQuery,
  async run(context, { counts }): Promise<{ items: PatronField[]; total: number }> {
    const { read } = context.database;
    const rows = await allPatronFields(read);
    const holders = counts === 'true' ? await fieldHolderCounts(read) : undefined;
    const items = rows.map((row) => ({
      ...fieldAnswer(row),
      ...(holders ? { patrons: holders.get(row.id) ?? 0 } : {}),
    }));
    return { items, total: items.length };
  },
});
