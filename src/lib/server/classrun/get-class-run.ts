import { ClassRunQuery, RunClassQuery, type ClassRun } from '$lib/contracts/class-run';
import type { Loan } from '$lib/contracts/circulation';
import { seenKinds, type MaterialKind } from '$lib/domain/circulation/out-permissions';
import { nameOrUsername } from '$lib/domain/patrons/display-name';
import { may } from '../actor';
import { AppError } from '../app-error';
import { loanAnswer } from '../circulation/queries';
import { classesOf } from '../classes/queries';
import { deskSite } from '../sites/read-desk-site';
import { useCase, type Context } from '../use-case';
import { loansOfClass, pupilsOfClass, teacherOfClass } from './queries';

/** Lending by the list of a class is lending without a card. @throws AppError not-permitted; invalid for a foreign site */
export async function runSite(context: Context, site: string) {
  if (!may(context.actor, 'patrons.findWithoutBarcode'))
    throw new AppError('not-permitted', { permission: 'patrons.findWithoutBarcode' });
  return deskSite(context, site);
}

/** The kinds of material whose loans the actor may see. */
export const kindsOf = ({ actor }: Context): MaterialKind[] => seenKinds((one) => may(actor, one));

/** The classes of a site that have somebody in them. */
export const listRunClasses = useCase({
  name: 'list-run-classes',
  permission: 'circulation.checkOut',
  input: RunClassQuery,
  async run(context, { site }) {
    const { id } = await runSite(context, site);
    const classes = await classesOf(context.database.read, [id]);
    const items = classes.filter(({ pupils }) => pupils > 0);
    return { items: items.map(({ name, pupils, teacherName: teacher }) => ({ name, pupils, teacher })) };
  },
});

function byPupil(loans: readonly Loan[]): Map<string, Loan[]> {
  const found = new Map<string, Loan[]>();
  for (const loan of loans) found.set(loan.patronId, [...(found.get(loan.patronId) ?? []), loan]);
  return found;
}

/** A whole class with what each pupil has out, in one answer; loans and photos as far as the actor may see them. */
export const getClassRun = useCase({
  name: 'get-class-run',
  permission: 'circulation.checkOut',
  input: ClassRunQuery,
  async run(context, { site, name }): Promise<ClassRun> {
    const { read } = context.database;
    const { id: siteId, patronPictures } = await runSite(context, site);
    const [pupils, loans, teacher] = await Promise.all([
      pupilsOfClass(read, siteId, name),
      loansOfClass(read, siteId, name),
      teacherOfClass(read, siteId, name),
    ]);
    const kinds = kindsOf(context);
    const shown = byPupil(loans.map(loanAnswer).filter((loan) => kinds.includes(loan.materialKind)));
    const pictures = patronPictures && may(context.actor, 'patrons.viewStatus');
    return {
      name,
      siteId,
      teacher: teacher
        ? { name: nameOrUsername(teacher), hasMail: teacher.enabled && teacher.primaryEmail !== null }
        : null,
      pupils: pupils.map((pupil) => ({
        id: pupil.id,
        name: nameOrUsername(pupil),
        barcode: pupil.barcode,
        ...(pictures && pupil.photoId
          ? { photoUrl: `/api/patrons/${pupil.id}/photo?v=${pupil.photoId}` }
          : {}),
        loans: shown.get(pupil.id) ?? [],
      })),
    };
  },
});
