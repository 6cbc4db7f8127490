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

const PART_NAMES: Readonly<Record<string, () => string>> = {
  name: m.patrons_contact_name,
  relation: m.patrons_contact_relation,
  email: m.patrons_contact_email,
  phone: m.patrons_contact_phone,
};

/** Which field of which contact a path names, e.g. `contacts.1.email`: "Contact 2, E-mail". Undefined for any other path. */
export function contactPartName(path: string): string | undefined {
  const [field, index, part = ''] = path.split('.');
  const name = PART_NAMES[part]?.();
  if (field !== 'contacts' || name === undefined) return undefined;
  return m.patrons_contact_part({ number: Number(index) + 1, part: name });
}

/** What a contact may be to a patron; anything else can be typed. */
export const relationSuggestions = (): string[] => [
  m.patrons_relation_parent(),
  m.patrons_relation_guardian(),
  m.patrons_relation_carer(),
  m.patrons_relation_grandparent(),
  m.patrons_relation_tutor(),
  m.patrons_relation_emergency(),
];
