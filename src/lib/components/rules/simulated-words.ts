import type { RuleMatrix } from '$lib/components/settings/rule-scope';
import type { Tone } from '$lib/components/ui/tone';
import type { ReasonAnswer } from '$lib/contracts/shared';
import type { Simulated } from '$lib/contracts/simulation';
import { REASON_CODES, type Reason } from '$lib/domain/shared/decision';
import { m } from '$lib/paraglide/messages.js';
import { reasonText } from '$lib/words/reason-text';

const CODES: ReadonlySet<string> = new Set(REASON_CODES);
const isReason = (answer: ReasonAnswer): answer is ReasonAnswer & Reason => CODES.has(answer.code);

/** The verdict in one word, with its tone. */
export function verdict({ allowed, outcome, reasons }: Simulated): { tone: Tone; text: string } {
  if (allowed) {
    if (outcome === 'unchanged') return { tone: 'info', text: m.rules_simulator_unchanged() };
    return {
      tone: 'done',
      text: outcome === 'renewal' ? m.rules_simulator_renewed() : m.rules_simulator_lent(),
    };
  }
  const asks = reasons.every(({ severity }) => severity !== 'refuse');
  return asks
    ? { tone: 'attention', text: m.rules_simulator_asks() }
    : { tone: 'refused', text: m.rules_simulator_refused() };
}

/** Every reason as a sentence, with the rule behind it and what would lift it. */
export function reasonLines({ reasons }: Simulated, matrix: RuleMatrix): { text: string; under: string }[] {
  const nameIn = (rows: readonly { id: string; name: string }[]) => (id: string) =>
    rows.find((row) => row.id === id)?.name;
  const names = {
    site: nameIn(matrix.sites),
    libraryGroup: nameIn(matrix.groups),
    circulationType: nameIn(matrix.types),
  };
  return reasons.map((reason) => {
    if (!isReason(reason)) return { text: reason.message, under: '' };
    const { text, rule, lifts } = reasonText(reason, names);
    return { text, under: [rule, lifts].filter(Boolean).join('. ') };
  });
}
