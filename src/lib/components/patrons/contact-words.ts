import type { NoticeKind } from '$lib/domain/patrons/notice-recipients';
import { m } from '$lib/paraglide/messages.js';

const NOTICE_NAMES: Readonly<Record<NoticeKind, () => string>> = {
  'due-soon': m.patrons_notice_due_soon,
  overdue: m.patrons_notice_overdue,
  'hold-ready': m.patrons_notice_hold_ready,
  fine: m.patrons_notice_fine,
  account: m.patrons_notice_account,
};

export const noticeKindName = (kind: NoticeKind): string => NOTICE_NAMES[kind]();

/** What a contact may be to a patron; anything else can be typed. */
export const relationSuggestions = (): string[] => [
  m.patrons_relation_parent(),
  m.patrons_relation_guardian(),
  m.patrons_relation_carer(),
  m.patrons_relation_grandparent(),
  m.patrons_relation_tutor(),
  m.patrons_relation_emergency(),
];
