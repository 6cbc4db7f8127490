import { UsernameChange } from '$lib/contracts/batch';
import { patternProblem } from '$lib/domain/patrons/username-change';
import { may } from '../actor';
import { AppError, invalidField } from '../app-error';
import { whenOf } from '../patrons/patron-answer';
import { useCase } from '../use-case';
import { paramsOf } from './batch-params';
import { queueBatch } from './queue-batch';
import { targetIds } from './target-queries';

/**
 * Gives many patrons new usernames, by a file or a pattern, or only says what that would do.
 * @throws AppError not-permitted (patrons.editLogins), invalid
 */
export const changeUsernames = useCase({
  name: 'change-usernames',
  permission: 'patrons.update',
  input: UsernameChange,
  async run(context, { by, dryRun }) {
    if (context.actor.kind !== 'system' && !may(context.actor, 'patrons.editLogins'))
      throw new AppError('not-permitted', { permission: 'patrons.editLogins' });
    const params = await paramsOf(context, dryRun);
    if ('file' in by) return queueBatch(context, 'patron-usernames', params, by);
    const problem = patternProblem(by.pattern.pattern);
    if (problem) throw invalidField('by.pattern.pattern', problem, by.pattern.pattern);
    const found = await targetIds(context.database.read, context.actor, by.target, await whenOf(context));
    return queueBatch(context, 'patron-usernames', params, { ...found, pattern: by.pattern });
  },
});
