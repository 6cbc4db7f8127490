import { BASE_ACCESS_LEVEL } from '$lib/domain/access/permission-shape';
import type { PatronFields } from '$lib/domain/patrons/patron';
import { validatePatron } from '$lib/domain/patrons/validate-patron';
import { markProblem } from '$lib/domain/single-sign-on/mark';
import type { MatchField } from '$lib/domain/single-sign-on/provider';
import { AppError, invalidField } from '../app-error';
import { activeMatchFields } from '../auth/provider-queries';
import { otherAdministrators, type PatronParts, type PatronRecord } from '../patrons/queries';
import type { Context } from '../use-case';
import type { MergeSides } from './merge-facts';

type Lists = Pick<PatronFields, 'siteIds' | 'libraryGroupIds' | 'accessLevelIds'>;

const union = (ones: readonly string[], more: readonly string[]) => [...new Set([...ones, ...more])];

/** Sites, groups and levels of the one record that two make. Everybody enabled is in Library Users. */
export function mergedLists({ kept, lost }: MergeSides, given: readonly string[], enabled: boolean): Lists {
  const levels = union(kept.parts.accessLevelIds, given);
  return {
    siteIds: union(kept.parts.siteIds, lost.parts.siteIds),
    libraryGroupIds: union(kept.parts.libraryGroupIds, lost.parts.libraryGroupIds),
    accessLevelIds: enabled ? union(levels, [BASE_ACCESS_LEVEL]) : levels,
  };
}

const errorsOf = (row: PatronRecord, lists: Lists, today: string) =>
  validatePatron({ ...row, ...lists, contacts: [] }, today).filter(({ severity }) => severity === 'error');

type Problem = { field: string; code: string; value?: string | undefined };

/** What is wrong with a record as it stands, its mark included: no provider might know the person by what was chosen. */
function problemsOf(row: PatronRecord, lists: Lists, today: string, matchFields: readonly MatchField[]) {
  const mark = markProblem(false, row, matchFields);
  const problems: Problem[] = errorsOf(row, lists, today);
  return mark ? [...problems, { field: 'singleSignOn', code: mark }] : problems;
}

/** @throws AppError invalid with every problem that neither record had before they were joined. */
export async function checkMerged(
  { database }: Context,
  sides: MergeSides,
  merged: PatronRecord,
  lists: Lists,
  today: string,
) {
  const matchFields = await activeMatchFields(database.read);
  const had = [sides.kept, sides.lost].flatMap(({ row, parts }) =>
    problemsOf(row, parts, today, matchFields).map(({ code }) => code),
  );
  const problems = problemsOf(merged, lists, today, matchFields).filter(({ code }) => !had.includes(code));
  if (problems.length > 0)
    throw new AppError('invalid', {
      fields: problems.map(({ field, code, value }) => ({
        path: `choices.${field}`,
        code,
        ...(value === undefined ? {} : { value }),
      })),
    });
}

/** @throws AppError invalid when nobody could administer the library afterwards, or the actor would lock itself out. */
export async function checkGoverned(
  context: Context,
  sides: MergeSides,
  merged: PatronRecord,
  lists: Lists,
  today: string,
) {
  const governs = (
    { enabled, singleSignOn, until }: PatronRecord,
    { accessLevelIds }: Pick<PatronParts, 'accessLevelIds'>,
  ) =>
    enabled &&
    !singleSignOn &&
    (until === null || today <= until) &&
    sides.levels.some(
      ({ id, grants }) => accessLevelIds.includes(id) && grants.includes('accessLevels.manage'),
    );
  const { kept, lost } = sides;
  if (kept.row.id === context.actor.patronId && kept.row.enabled && !merged.enabled)
    throw invalidField('choices.enabled', 'own-record');
  const after = governs(merged, { accessLevelIds: [...lists.accessLevelIds] });
  const [keptGoverns, lostGoverns] = [governs(kept.row, kept.parts), governs(lost.row, lost.parts)];
  if (after || !(keptGoverns || lostGoverns)) return;
  const others = await otherAdministrators(context.database.read, kept.row.id, today);
  if (others > (lostGoverns ? 1 : 0)) return;
  throw invalidField(
    merged.enabled && merged.singleSignOn ? 'choices.singleSignOn' : 'choices.enabled',
    'last-administrator',
  );
}
