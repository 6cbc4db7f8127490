import type { InStatement } from '@libsql/client';
import { writeToPatron } from '../mail/write-to-patron';
import type { Context } from '../use-case';

/** Statements that write to a patron that their book waits, or that it waits no longer. Nobody to write to is no error. */
export const announceHold = (
  context: Pick<Context, 'database' | 'jobs' | 'now'>,
  patronId: string,
  holdId: string,
  template: 'hold-ready' | 'hold-expired' = 'hold-ready',
): Promise<InStatement[]> =>
  writeToPatron(context, patronId, { template, kind: 'hold-ready', data: { holdId } });
