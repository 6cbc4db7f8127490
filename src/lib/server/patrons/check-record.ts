import type { PatronFields } from '$lib/domain/patrons/patron';
import { markProblem } from '$lib/domain/single-sign-on/mark';
import { validatePassword, validatePatron } from '$lib/domain/patrons/validate-patron';
import { allAccessLevels } from '../access/queries';
import { AppError, type FieldProblem } from '../app-error';
import { hashPassword } from '../auth/password';
import { activeMatchFields } from '../auth/provider-queries';
import { may } from '../actor';
import { allLibraryGroups } from '../rules/queries';
import { allSites } from '../sites/queries';
import type { Context } from '../use-case';
import { checkLevelChange } from './level-policy';
import { takenValues } from './queries';
import { recordScope } from './scope-policy';

/** What is wrong with a new password; told with everything else that is wrong with the record. */
export function passwordProblems(password: string | undefined): FieldProblem[] {
  const problem = password === undefined || password === '' ? null : validatePassword(password);
  return problem ? [{ path: 'password', code: problem.code }] : [];
}

/**
 * Hashes a new password before the change is queued: hashing is slow by design. One that won't do has no hash.
 * @throws AppError not-permitted (patrons.editLogins)
 */
export async function newPasswordHash(context: Context, password: string | undefined) {
  if (password === undefined || password === '') return undefined;
  if (!may(context.actor, 'patrons.editLogins') && context.actor.kind !== 'system')
    throw new AppError('not-permitted', { permission: 'patrons.editLogins' });
  return passwordProblems(password).length > 0 ? undefined : hashPassword(password);
}

/** Sites that somebody may not use are reported as unknown groups and sites are: beside the field. */
async function listProblems(context: Context, after: PatronFields, before: PatronFields | null) {
  const { read } = context.database;
  const [sites, groups] = await Promise.all([allSites(read), allLibraryGroups(read)]);
  const scope = recordScope(context.actor);
  const held = before?.siteIds ?? [];
  const moved = [
    ...after.siteIds.filter((id) => !held.includes(id)),
    ...held.filter((id) => !after.siteIds.includes(id)),
  ];
  const problems: FieldProblem[] = [];
  const unknownSite = after.siteIds.find((id) => !sites.some((site) => site.id === id));
  if (unknownSite !== undefined) problems.push({ path: 'siteIds', code: 'unknown', value: unknownSite });
  const foreign = scope && moved.find((id) => !scope.includes(id));
  if (foreign && foreign !== unknownSite)
    problems.push({ path: 'siteIds', code: 'site-not-yours', value: foreign });
  const unknownGroup = after.libraryGroupIds.find((id) => !groups.some((group) => group.id === id));
  if (unknownGroup !== undefined)
    problems.push({ path: 'libraryGroupIds', code: 'unknown', value: unknownGroup });
  return problems;
}

async function uniqueProblems(context: Context, id: string, after: PatronFields): Promise<FieldProblem[]> {
  const taken = await takenValues(context.database.read, after, id);
  return [
    taken.username && { path: 'username', code: 'username-taken', value: after.username },
    taken.barcode && { path: 'barcode', code: 'barcode-taken', value: after.barcode ?? '' },
    taken.adminSystemId && {
      path: 'adminSystemId',
      code: 'admin-system-id-taken',
      value: after.adminSystemId ?? '',
    },
    after.kind === 'generic' && taken.publicSearch && { path: 'publicSearch', code: 'public-search-taken' },
  ].filter((problem) => problem !== false);
}

/** A generic account is refused the mark in any case. */
async function markProblems({ database }: Context, after: PatronFields, before: PatronFields | null) {
  if (after.kind === 'generic') return [];
  const matchFields = await activeMatchFields(database.read);
  const code = markProblem(before?.singleSignOn ?? false, after, matchFields);
  return code ? [{ path: 'singleSignOn', code }] : [];
}

/**
 * Everything that stands against storing this record, all at once, field by field.
 * @param before the stored record; null for a new one
 * @param alsoWrong what was found wrong beside these fields, to be told with them
 * @throws AppError invalid with every field problem; not-permitted for access levels above the actor's own
 */
export async function checkRecord(
  context: Context,
  id: string,
  before: PatronFields | null,
  after: PatronFields,
  today: string,
  alsoWrong: readonly FieldProblem[] = [],
) {
  const levels = await allAccessLevels(context.database.read);
  checkLevelChange(context.actor, levels, before?.accessLevelIds ?? [], after.accessLevelIds);
  const problems = [
    ...validatePatron(after, today, before?.contacts ?? [])
      .filter((problem) => problem.severity === 'error')
      .map(({ field, path = field, code, value }) => ({
        path,
        code,
        ...(value === undefined ? {} : { value }),
      })),
    ...(await uniqueProblems(context, id, after)),
    ...(await listProblems(context, after, before)),
    ...(await markProblems(context, after, before)),
    ...alsoWrong,
  ];
  if (problems.length) throw new AppError('invalid', { fields: problems });
}
