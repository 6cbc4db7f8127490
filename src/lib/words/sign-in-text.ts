import type { SignInProblem } from '$lib/domain/single-sign-on/outcome';
import { m } from '$lib/paraglide/messages.js';

const TEXTS: Readonly<Record<SignInProblem, () => string>> = {
  'provider-off': () => m.signon_refusal_provider_off(),
  'provider-unreachable': () => m.signon_refusal_unreachable(),
  'provider-refused': () => m.signon_refusal_provider_refused(),
  cancelled: () => m.signon_refusal_cancelled(),
  'attempt-over': () => m.signon_refusal_over(),
  'at-a-station': () => m.signon_refusal_station(),
  'claim-missing': () => m.signon_refusal_claim_missing(),
  'email-unverified': () => m.signon_refusal_unverified(),
  nobody: () => m.signon_refusal_nobody(),
  ambiguous: () => m.signon_refusal_ambiguous(),
  'too-many-tries': () => m.signon_refusal_too_many(),
  'not-now': () => m.signon_refusal_not_now(),
};

/** Why signing in through a provider came to nothing, with what to do next. */
export const signInProblemText = (problem: SignInProblem): string => TEXTS[problem]();
