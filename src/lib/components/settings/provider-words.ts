import type { ProviderTrial } from '$lib/contracts/sign-in-providers';
import { m } from '$lib/paraglide/messages.js';

function claimWords(claim: string, gives: boolean | null): string {
  if (gives === null) return m.signon_trial_claim_unknown({ claim });
  return gives ? m.signon_trial_claim_yes({ claim }) : m.signon_trial_claim_no({ claim });
}

/** What asking a provider came to, as a sentence or two with what to do next. */
export function trialWords({ outcome, issuer, givesClaim }: ProviderTrial, claim: string): string {
  if (outcome === 'found')
    return `${m.signon_trial_found({ issuer: issuer ?? '' })} ${claimWords(claim, givesClaim)}`;
  if (outcome === 'other-issuer')
    return issuer === null ? m.signon_trial_other_unknown() : m.signon_trial_other({ issuer });
  return {
    refused: m.signon_trial_refused,
    'too-slow': m.signon_trial_slow,
    failed: m.signon_trial_failed,
    incomplete: m.signon_trial_incomplete,
  }[outcome]();
}
