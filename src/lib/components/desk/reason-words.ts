import type { ReasonAnswer } from '$lib/contracts/shared';
import { REASON_CODES, type Reason } from '$lib/domain/shared/decision';
import { m } from '$lib/paraglide/messages.js';
import { reasonText, type ReasonText } from '$lib/words/reason-text';

/** What the parts of a rule's scope are called. */
export interface ScopeNames {
  readonly sites: readonly { readonly id: string; readonly name: string }[];
  readonly libraryGroups: Readonly<Record<string, string>>;
  readonly circulationTypes: Readonly<Record<string, string>>;
}

const CODES: ReadonlySet<string> = new Set(REASON_CODES);
const isReason = (answer: { code: string }): answer is Reason => CODES.has(answer.code);

/** A reason in words, with the rule's scope by name. A code that this page does not know has the library's own sentence. */
export function wordsOf(
  answer: ReasonAnswer,
  { sites, libraryGroups, circulationTypes }: ScopeNames,
): ReasonText {
  if (!isReason(answer)) return { text: answer.message };
  return reasonText(answer, {
    site: (id) => sites.find((site) => site.id === id)?.name,
    libraryGroup: (id) => libraryGroups[id],
    circulationType: (id) => circulationTypes[id],
  });
}

/** Rule and remedy as one line: "Rule 12: Year 8, fiction. Return something first, or override." */
export function underReason({ rule, lifts }: ReasonText): string {
  if (rule && lifts) return m.desk_lifts({ rule, lifts });
  return rule ? m.desk_rule_only({ rule }) : (lifts ?? '');
}

/** What a right that is needed at the desk is called; the id of one that the desk has no words for. */
export function permissionWords(id: string): string {
  if (id === 'circulation.overrideBlocks') return m.permissions_label_circulation_override_blocks();
  if (id === 'circulation.specialDueDate') return m.permissions_label_circulation_special_due_date();
  if (id === 'circulation.undo') return m.permissions_label_circulation_undo();
  return id;
}
