import { MailQuery } from '$lib/contracts/operations';
import { ById } from '$lib/contracts/shared';
import { AppError, notFound } from '../app-error';
import { useCase } from '../use-case';
import { listMailRows, mailById, queueSending, setMail } from './queries';

/** The outbox as a screen: what waits, what went out, what came back. */
export const listMail = useCase({
  name: 'list-mail',
  permission: 'mail.view',
  input: MailQuery,
  run: async (context, query) => ({
    ...(await listMailRows(context.database.read, query)),
    serverConfigured: context.environment.SMTP_URL !== undefined,
  }),
});

/** Takes a letter that has not been sent out of the outbox. @throws AppError conflict when it has been sent. */
export const dropMail = useCase({
  name: 'drop-mail',
  permission: 'mail.view',
  input: ById,
  run: (context, { id }): Promise<null> =>
    context.change(async () => {
      const row = await mailById(context.database.read, id);
      if (!row) throw notFound();
      if (row.status === 'sent') throw new AppError('conflict');
      return {
        statements: [setMail(context.database.read, id, { status: 'dropped' })],
        audit: { subjectType: 'mail', subjectId: id, details: { template: row.template } },
        answer: null,
      };
    }),
});

/** Sends a letter that failed once more. @throws AppError conflict unless it failed. */
export const retryMail = useCase({
  name: 'retry-mail',
  permission: 'mail.view',
  input: ById,
  run: (context, { id }): Promise<null> =>
    context.change(async () => {
      const row = await mailById(context.database.read, id);
      if (!row) throw notFound();
      if (row.status !== 'failed') throw new AppError('conflict');
      return {
        statements: [
          setMail(context.database.read, id, {
            status: 'waiting',
            attempts: 0,
            errorCode: null,
            nextAttemptAt: context.now,
          }),
          queueSending(context.jobs, context.now, context.now),
        ],
        audit: { subjectType: 'mail', subjectId: id, details: { template: row.template } },
        answer: null,
      };
    }),
});
