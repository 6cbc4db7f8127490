import { v7 as uuid } from 'uuid';
import { NewPatron, type Patron } from '$lib/contracts/patrons';
import { BLANK_PATRON } from '$lib/domain/patrons/patron';
import { notFound } from '../app-error';
import { useCase } from '../use-case';
import { applyChange } from './apply-change';
import { checkRecord, newPasswordHash, passwordProblems } from './check-record';
import { classStatements } from './form-class-statements';
import { loadFieldChange } from './load-field-change';
import { patronAnswer, whenOf } from './patron-answer';
import { insertPatron } from './patron-statements';
import { patronById } from './queries';

/** Registers a person or a generic account. @throws AppError invalid with every field problem, not-permitted. */
export const registerPatron = useCase({
  name: 'register-patron',
  permission: 'patrons.edit',
  input: NewPatron,
  tellsAll: true,
  async run(context, { kind, password, fields: wantedFields, ...wanted }): Promise<Patron> {
    const { read } = context.database;
    const taken = wanted.singleSignOn === true ? undefined : password;
    const passwordHash = (await newPasswordHash(context, taken)) ?? null;
    const { today } = await whenOf(context);
    const { id } = await context.change(async () => {
      const newId = uuid();
      const siteIds = wanted.siteIds ?? context.actor.siteIds.slice(0, 1);
      const after = applyChange({ ...BLANK_PATRON, kind }, [], { ...wanted, siteIds });
      const fields = await loadFieldChange(read, newId, kind, wantedFields);
      const alsoWrong = [...passwordProblems(taken), ...fields.problems];
      await checkRecord(context, newId, null, after, today, alsoWrong);
      return {
        guards: fields.guards,
        statements: [
          ...insertPatron(
            read,
            { ...after, id: newId },
            { passwordHash, source: null, now: context.now, fields: fields.change },
          ),
          ...classStatements(read, after, context.now),
        ],
        audit: {
          subjectType: 'patron',
          subjectId: newId,
          details: { kind, accessLevelIds: after.accessLevelIds },
        },
        // An id only: answers are kept for repeated requests, and people's data must not lie there.
        answer: { id: newId },
      };
    });
    const row = await patronById(read, id);
    if (!row) throw notFound();
    return patronAnswer(context, row);
  },
});
