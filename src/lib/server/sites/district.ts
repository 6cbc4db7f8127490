import { eq } from 'drizzle-orm';
import * as v from 'valibot';
import { DistrictChange, type District } from '$lib/contracts/district';
import { district } from '../db/schema/sites';
import { nextRev, statement } from '../db/statement';
import { useCase } from '../use-case';
import { readDistrict } from './read-district';

type Row = typeof district.$inferSelect;

const answer = ({ id: _id, locale: _locale, epoch: _epoch, rev: _rev, ...shown }: Row): District => shown;

/** The district's name, currency and policies. @throws AppError not-set-up (503) before the first run. */
export const getDistrict = useCase({
  name: 'get-district',
  permission: 'signed-in',
  input: v.object({}),
  async run(context) {
    return answer(await readDistrict(context.database.read));
  },
});

/** Changes the district's policies; what is left out stays. Loans that are out keep their due dates. */
export const changeDistrict = useCase({
  name: 'change-district',
  permission: 'settings.manage',
  input: DistrictChange,
  run: (context, wanted) =>
    context.change(async () => {
      const { read } = context.database;
      const row = await readDistrict(read);
      const update = read
        .update(district)
        .set({ ...wanted, rev: nextRev })
        .where(eq(district.id, row.id));
      return {
        guards: [{ table: 'district', id: row.id, rev: row.rev }],
        statements: [statement(update)],
        audit: { subjectType: 'district', subjectId: row.id, details: wanted },
        answer: answer({ ...row, ...wanted }),
      };
    }),
});
