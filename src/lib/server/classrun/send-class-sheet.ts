import { ClassRunQuery } from '$lib/contracts/class-run';
import { AppError } from '../app-error';
import { postMail } from '../mail/queries';
import { readDistrict } from '../sites/read-district';
import { useCase } from '../use-case';
import { kindsOf, runSite } from './get-class-run';
import { teacherOfClass } from './queries';

/**
 * Writes to the teacher of a class who has what: the kinds that the sender may see. The letter is written when it goes out.
 * @throws AppError not-permitted without sight of any loans; conflict where the class has no teacher with an address
 */
export const sendClassSheet = useCase({
  name: 'send-class-sheet',
  permission: 'circulation.checkOut',
  input: ClassRunQuery,
  async run(context, { site, name }): Promise<null> {
    const { read } = context.database;
    const { id: siteId } = await runSite(context, site);
    const kinds = kindsOf(context);
    if (kinds.length === 0) throw new AppError('not-permitted', { permission: 'patrons.viewLibraryOut' });
    const { locale } = await readDistrict(read);
    await context.change(async () => {
      const teacher = await teacherOfClass(read, siteId, name);
      if (!teacher?.enabled || teacher.primaryEmail === null) throw new AppError('conflict');
      return {
        statements: postMail(context, {
          ...{ template: 'class-sheet', patronId: teacher.id, toAddress: teacher.primaryEmail, locale },
          ...{ data: { siteId, name, kinds }, now: context.now },
        }),
        audit: { subjectType: 'patron', subjectId: teacher.id, details: { classSheet: true, siteId } },
        answer: null,
      };
    });
    context.jobs.nudge();
    return null;
  },
});
