import * as v from 'valibot';
import type { OwnClass, OwnClasses } from '$lib/contracts/class-run';
import { ById } from '$lib/contracts/shared';
import { localDateOf } from '$lib/domain/calendar/zone';
import { nameOrUsername } from '$lib/domain/patrons/display-name';
import { notFound } from '../app-error';
import { useCase } from '../use-case';
import { classesTaughtBy, loansOfClass, pupilsOfClass } from './queries';

/** Whoever teaches a class gets its sheet by letter; this is the same sheet, and the same right. */
const TEACHERS = 'self.editClasses';

/** The classes that one teaches oneself. */
export const listOwnClasses = useCase({
  name: 'list-own-classes',
  permission: TEACHERS,
  input: v.object({}),
  async run({ database: { read }, actor }): Promise<OwnClasses> {
    const taught = await classesTaughtBy(read, actor.patronId);
    const items = await Promise.all(
      taught.map(async ({ id, name, siteId, site }) => ({
        ...{ id, name, site },
        pupils: (await pupilsOfClass(read, siteId, name)).length,
      })),
    );
    return { items };
  },
});

/**
 * Who of one's own class has what, and what is overdue; writes nothing. Claims and losses are between the pupil and the library.
 * @throws AppError not-found for a class that one does not teach
 */
export const getOwnClass = useCase({
  name: 'get-own-class',
  permission: TEACHERS,
  input: ById,
  async run({ database: { read }, actor, now }, { id }): Promise<OwnClass> {
    const found = (await classesTaughtBy(read, actor.patronId)).find((one) => one.id === id);
    if (!found) throw notFound();
    const { name, siteId, site, timeZone } = found;
    const [pupils, loans] = await Promise.all([
      pupilsOfClass(read, siteId, name),
      loansOfClass(read, siteId, name),
    ]);
    const out = loans.filter(({ row }) => row.status === 'open');
    return {
      ...{ id, name, site, pupils: pupils.length, today: localDateOf(now, timeZone) },
      members: pupils.map((pupil) => ({
        id: pupil.id,
        name: nameOrUsername(pupil),
        loans: out
          .filter(({ row }) => row.patronId === pupil.id)
          .map(({ row, title: { title, language } }) => ({ id: row.id, title, language, dueOn: row.dueOn })),
      })),
    };
  },
});
