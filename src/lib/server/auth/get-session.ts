import * as v from 'valibot';
import { useCase } from '../use-case';
import { sessionAnswer } from './session-answer';

/** Who is signed in here, and what they may do. Nobody is an answer, not an error. */
export const getSession = useCase({
  name: 'get-session',
  permission: 'anyone',
  input: v.object({}),
  run: async (context) => sessionAnswer(context.actor),
});
