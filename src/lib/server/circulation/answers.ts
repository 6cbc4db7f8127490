import type { Reason } from '$lib/domain/shared/decision';
import { reasonText } from '$lib/words/reason-text';
import type { Context } from '../use-case';

/** Reasons as the API shows them: the code, its figures and a sentence in the reader's language. */
export const noteAnswers = (reasons: readonly Reason[], context: Pick<Context, 'locale'>) =>
  reasons.map((reason) => ({ ...reason, message: reasonText(reason, context.locale === 'es' ? 'es' : 'en').text }));
