import type { PatronContact } from './patron';

/** What the library writes about; a contact may be told of some of these only. */
export const NOTICE_KINDS = ['due-soon', 'overdue', 'hold-ready', 'fine', 'account'] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

type Told = Pick<PatronContact, 'email' | 'receivesNotices' | 'notices'>;

interface Addressee {
  readonly primaryEmail: string | null;
  readonly contacts: readonly Told[];
}

/** Whether this contact is written to about this kind of thing: every kind, unless some were chosen. */
export const getsNotice = ({ email, receivesNotices, notices }: Told, kind: NoticeKind): boolean =>
  receivesNotices && Boolean(email) && (!notices || notices.includes(kind));

/**
 * The addresses that a notice goes to: the patron's own first, then the contacts who get this kind, each address once.
 * A blank primary email means contacts only (Infiniti: "If email for students will be sent to parents or guardians
 * only, bypassing the student, leave this field blank").
 */
export function noticeRecipients({ primaryEmail, contacts }: Addressee, kind: NoticeKind): readonly string[] {
  const told = contacts.filter((contact) => getsNotice(contact, kind)).map((contact) => contact.email ?? '');
  const found = new Map<string, string>();
  for (const address of [primaryEmail ?? '', ...told]) {
    const key = address.trim().toLowerCase();
    if (key !== '' && !found.has(key)) found.set(key, address.trim());
  }
  return [...found.values()];
}
