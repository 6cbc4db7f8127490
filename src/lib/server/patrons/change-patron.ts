import type { InStatement } from '@libsql/client';
import { PatronChangeById, type Patron } from '$lib/contracts/patrons';
import type { PatronFields } from '$lib/domain/patrons/patron';
import { signInFields } from '$lib/domain/single-sign-on/mark';
import { allAccessLevels } from '../access/queries';
import { activeMatchFields } from '../auth/provider-queries';
import { invalidField, notFound, type FieldProblem } from '../app-error';
import { useCase, type Context } from '../use-case';
import { applyChange, changedFields } from './apply-change';
import { checkRecord, newPasswordHash, passwordProblems } from './check-record';
import { classStatements } from './form-class-statements';
import { checkNotOutranked } from './level-policy';
import { loadFieldChange } from './load-field-change';
import { hashInUse } from './own-sign-in';
import { fieldsOf, patronAnswer, whenOf } from './patron-answer';
import { endSessions, updatePatron } from './patron-statements';
import { otherAdministrators, partsOf, patronById } from './queries';
import { assertInScope } from './scope-policy';

/**
 * One's own password is changed where the old one is asked for (/me/password), by administrators too: whoever finds a
 * session open must not be able to take the account over.
 */
const OWN_PASSWORD: FieldProblem = { path: 'password', code: 'password-own' };

/** Changes that may bring a class to a site. */
const CLASS_FIELDS = new Set<string>(['formClass', 'primarySiteId']);

/** @throws AppError invalid when nobody could administer the library afterwards, or the actor would lock itself out. */
async function checkStillGoverned(
  context: Context,
  id: string,
  before: PatronFields,
  after: PatronFields,
  today: string,
) {
  const levels = await allAccessLevels(context.database.read);
  const governs = ({ accessLevelIds, enabled, singleSignOn, until }: PatronFields) =>
    enabled &&
    !singleSignOn &&
    (until === null || today <= until) &&
    levels.some((level) => accessLevelIds.includes(level.id) && level.grants.includes('accessLevels.manage'));
  if (id === context.actor.patronId && before.enabled && !after.enabled)
    throw invalidField('enabled', 'own-record');
  if (!governs(before) || governs(after)) return;
  if ((await otherAdministrators(context.database.read, id, today)) > 0) return;
  const isOver = after.until !== null && after.until < today;
  const field = !after.enabled
    ? 'enabled'
    : after.singleSignOn
      ? 'singleSignOn'
      : isOver
        ? 'until'
        : 'accessLevelIds';
  throw invalidField(field, 'last-administrator');
}

/** A new password, or another way of signing in, ends what was opened by the old one. */
function signInStatements(
  context: Context,
  id: string,
  passwordHash: string | undefined,
  changed: readonly string[],
): InStatement[] {
  const isOther = passwordHash !== undefined || changed.includes('singleSignOn');
  const { patronId, sessionId } = context.actor;
  return isOther ? [endSessions(context.database.read, id, id === patronId ? sessionId : undefined)] : [];
}

/** Changes what is given and leaves the rest. @throws AppError not-found, invalid, not-permitted. */
export const changePatron = useCase({
  name: 'change-patron',
  permission: 'patrons.edit',
  input: PatronChangeById,
  tellsAll: true,
  async run(context, { id, password, fields: wantedFields, ...wanted }): Promise<Patron> {
    const { read } = context.database;
    // Of somebody who signs in by single sign-on only it is not even looked at.
    const isMarked = wanted.singleSignOn ?? (await patronById(read, id))?.singleSignOn ?? false;
    const typed = isMarked ? undefined : password;
    const given = await newPasswordHash(context, typed);
    const matchFields = await activeMatchFields(read);
    const { today } = await whenOf(context);
    await context.change(async () => {
      const row = await patronById(read, id);
      if (!row) throw notFound();
      const parts = await partsOf(read, id);
      assertInScope(context.actor, parts.siteIds);
      const before = fieldsOf(row, parts);
      const after = applyChange(before, parts.contacts, wanted);
      const changed = changedFields(before, after);
      // Whoever signs in by single sign-on only has no use for it.
      const passwordHash = after.singleSignOn ? undefined : given;
      const decisive = signInFields(matchFields);
      if (passwordHash !== undefined || changed.some((field) => decisive.has(field)))
        checkNotOutranked(context.actor, await allAccessLevels(read), before.accessLevelIds);
      const fields = await loadFieldChange(read, id, before.kind, wantedFields);
      const isOwn = id === context.actor.patronId && hashInUse(row) !== null && given !== undefined;
      const passwordWrong = isOwn ? [OWN_PASSWORD] : passwordProblems(typed);
      const alsoWrong = [...passwordWrong, ...fields.problems];
      await checkRecord(context, id, before, after, today, alsoWrong);
      await checkStillGoverned(context, id, before, after, today);
      return {
        guards: [{ table: 'patron', id, rev: row.rev }, ...fields.guards],
        statements: [
          ...updatePatron(read, { ...after, id }, { passwordHash, now: context.now, fields: fields.change }),
          ...signInStatements(context, id, passwordHash, changed),
          ...(changed.some((field) => CLASS_FIELDS.has(field))
            ? classStatements(read, after, context.now)
            : []),
        ],
        audit: {
          subjectType: 'patron',
          subjectId: id,
          details: {
            changed: [...changed, ...fields.changed, ...(passwordHash === undefined ? [] : ['password'])],
          },
        },
        answer: null,
      };
    });
    const row = await patronById(read, id);
    if (!row) throw notFound();
    return patronAnswer(context, row);
  },
});
