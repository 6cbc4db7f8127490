import type { Reason } from '$lib/domain/shared/decision';
import { reasonText } from '$lib/words/reason-text';

/** Reasons as the API shows them: the code, its figures and a sentence in the reader's language. */
export const noteAnswers = (reasons: readonly Reason[]) =>
  reasons.map((reason) => ({ ...reason, message: reasonText(reason).text }));
