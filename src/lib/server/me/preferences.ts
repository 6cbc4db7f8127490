import * as v from 'valibot';
import { PREFERENCES, PreferenceByKey, PreferenceKey } from '$lib/contracts/preferences';
import { AppError } from '../app-error';
import { fieldProblems, useCase } from '../use-case';
import { keepPreference, preferenceOf } from './preference-queries';

/** How one likes a screen. What another version kept and this one does not know is left out. */
export const getPreference = useCase({
  name: 'get-preference',
  permission: 'signed-in',
  input: v.object({ key: PreferenceKey }),
  async run(context, { key }) {
    const stored = await preferenceOf(context.database.read, context.actor.patronId, key);
    const { success, output } = v.safeParse(PREFERENCES[key], stored);
    return { value: success ? { ...output } : {} };
  },
});

/** Keeps how one likes a screen, in place of what was kept. */
export const putPreference = useCase({
  name: 'put-preference',
  permission: 'signed-in',
  input: PreferenceByKey,
  run(context, { key, value }) {
    const parsed = v.safeParse(PREFERENCES[key], value);
    if (!parsed.success) throw new AppError('invalid', { fields: fieldProblems(parsed.issues) });
    const { patronId } = context.actor;
    return context.change(async () => ({
      statements: [keepPreference(context.database.read, patronId, key, parsed.output)],
      audit: { subjectType: 'preference', subjectId: patronId, details: { key } },
      answer: { value: parsed.output as Record<string, unknown> },
    }));
  },
});
