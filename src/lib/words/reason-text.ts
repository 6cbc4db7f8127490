import type { Reason, RuleReference } from '$lib/domain/shared/decision';
import { m } from '$lib/paraglide/messages.js';
import { figuresOf } from './reason-figures';
import { LIFTS } from './reason-lifts';
import { SENTENCES } from './reason-sentences';

/** A reason in words: what it is, what lifts it, and the rule row behind it. */
export interface ReasonText {
  text: string;
  lifts?: string;
  rule?: string;
}

/** How the parts of a rule's scope are called; without them the text says "this site", "this library group". */
export interface ReasonNames {
  site?: (id: string) => string | undefined;
  libraryGroup?: (id: string) => string | undefined;
  circulationType?: (id: string) => string | undefined;
  /** ISO 4217, for amounts of reasons that name no currency themselves. */
  currency?: string;
}

/** The words for a reason in the reader's language, with its figures. */
export function reasonText(reason: Reason, names: ReasonNames = {}): ReasonText {
  const text = SENTENCES[reason.code](figuresOf(reason, names.currency), reason);
  const lifts = reason.severity === 'note' ? undefined : liftOf(reason);
  return {
    text,
    ...(lifts === undefined ? {} : { lifts }),
    ...(reason.rule ? { rule: ruleText(reason.rule, names) } : {}),
  };
}

function liftOf(reason: Reason): string | undefined {
  if (reason.code === 'copy-held-for-other' && reason.severity === 'refuse') {
    return m.refusals_lifts_copy_held_for_other_set_aside();
  }
  return LIFTS[reason.code]?.();
}

function ruleText(rule: RuleReference, names: ReasonNames): string {
  const { siteId, libraryGroupId, circulationTypeId } = rule.scope;
  const parts = [
    siteId && (names.site?.(siteId) ?? m.refusals_scope_site()),
    libraryGroupId && (names.libraryGroup?.(libraryGroupId) ?? m.refusals_scope_group()),
    circulationTypeId && (names.circulationType?.(circulationTypeId) ?? m.refusals_scope_type()),
  ].filter((part) => typeof part === 'string' && part !== '');
  return m.refusals_rule({ number: rule.number, scope: parts.join(', ') || m.refusals_scope_all() });
}
