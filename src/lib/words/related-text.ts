import type { RelatedProblemCode } from '$lib/domain/imports/related-problems';
import type { NoticeKind } from '$lib/domain/patrons/notice-recipients';
import type { PatronContact } from '$lib/domain/patrons/patron';
import { m } from '$lib/paraglide/messages.js';
import { batchProblemText } from './batch-text';
import { fieldText, hasFieldText } from './field-text';
import type { importProblemText } from './import-text';

const OWN: Readonly<Record<RelatedProblemCode, () => string>> = {
  'key-missing': () => m.imports_problem_key_missing(),
  'patron-unknown': () => m.imports_problem_patron_unknown(),
  'generic-account': () => m.patrons_problem_generic_account(),
  'value-missing': () => m.imports_problem_value_missing(),
  'value-too-long': () => m.patrons_problem_value_too_long(),
  'value-undecodable': () => m.patrons_problem_value_undecodable(),
  'contact-name-missing': () => m.imports_problem_contact_name(),
  'contact-unreachable': () => m.imports_problem_contact_unreachable(),
  'email-shape': () => m.patrons_problem_email_shape(),
  'notices-unknown': () => m.imports_problem_notices(),
  'too-many-contacts': () => m.imports_problem_too_many_contacts(),
  'duplicate-in-file': () => m.imports_problem_repeated(),
  'library-group-unknown': () => m.patrons_problem_library_group_unknown(),
  'access-level-unknown': () => m.patrons_problem_access_level_unknown(),
  'group-kept-whole': () => m.imports_problem_group_kept(),
  'site-unknown': () => m.patrons_problem_site_unknown(),
  'site-not-theirs': () => m.imports_problem_site_not_theirs(),
  'patron-without-site': () => m.imports_problem_without_site(),
  'teacher-unknown': () => m.imports_problem_teacher_unknown(),
  'teacher-twice': () => m.imports_problem_teacher_twice(),
  'photo-name': () => m.imports_problem_photo_name(),
  'photo-unknown': () => m.imports_problem_photo_unknown(),
  'photo-twice': () => m.imports_problem_photo_twice(),
};

const isOwn = (code: string): code is RelatedProblemCode => Object.hasOwn(OWN, code);

function reason(code: string): string {
  if (isOwn(code)) return OWN[code]();
  return hasFieldText(code) && code.startsWith('photo-') ? fieldText(code) : batchProblemText({ code });
}

/** Why a line, a photo or a person of a file about registered patrons is not taken, in the reader's language. */
export function relatedProblemText(problem: Parameters<typeof importProblemText>[0]): string {
  const text = reason(problem.code);
  return problem.otherLine === undefined
    ? text
    : `${text} ${m.patrons_import_other_line({ line: problem.otherLine })}`;
}

const NOTICES: Readonly<Record<NoticeKind, () => string>> = {
  'due-soon': m.patrons_notice_due_soon,
  overdue: m.patrons_notice_overdue,
  'hold-ready': m.patrons_notice_hold_ready,
  fine: m.patrons_notice_fine,
  account: m.patrons_notice_account,
};

function noticesText({ receivesNotices, notices }: PatronContact): string {
  if (!receivesNotices) return m.imports_contact_no_notices();
  return notices ? notices.map((kind) => NOTICES[kind]()).join(', ') : '';
}

/** A contact in one line, with what they are told of. */
export const contactText = (contact: PatronContact): string =>
  [
    contact.relation ? `${contact.name} (${contact.relation})` : contact.name,
    contact.email,
    contact.phone,
    noticesText(contact),
  ]
    .filter(Boolean)
    .join(' · ');
