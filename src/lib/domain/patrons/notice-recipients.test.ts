import { describe, expect, it } from 'vitest';
import { NOTICE_KINDS, noticeRecipients, type NoticeKind } from './notice-recipients';

const contact = (
  email: string | null,
  notices: readonly NoticeKind[] | null = null,
  receivesNotices = true,
) => ({ email, notices, receivesNotices });

describe('noticeRecipients', () => {
  it.each<[string, string | null, ReturnType<typeof contact>[], NoticeKind, string[]]>([
    ['the patron alone', 'a@x.example', [], 'overdue', ['a@x.example']],
    ['nobody at all', null, [], 'overdue', []],
    ['contacts only where the own address is blank', null, [contact('p@x.example')], 'fine', ['p@x.example']],
    [
      'patron first, then contacts',
      'a@x.example',
      [contact('p@x.example')],
      'fine',
      ['a@x.example', 'p@x.example'],
    ],
    ['a contact of this kind', null, [contact('p@x.example', ['overdue'])], 'overdue', ['p@x.example']],
    ['not a contact of another kind', null, [contact('p@x.example', ['overdue'])], 'hold-ready', []],
    ['not a contact of no kind', null, [contact('p@x.example', [])], 'overdue', []],
    ['not a contact without notices', null, [contact('p@x.example', ['overdue'], false)], 'overdue', []],
    ['not a contact without an address', null, [contact(null)], 'overdue', []],
    ['each address once', 'A@x.example', [contact('a@X.example'), contact(' ')], 'account', ['A@x.example']],
  ])('%s', (_, primaryEmail, contacts, kind, expected) => {
    expect(noticeRecipients({ primaryEmail, contacts }, kind)).toEqual(expected);
  });

  it('tells a contact without a choice of every kind', () => {
    for (const kind of NOTICE_KINDS)
      expect(noticeRecipients({ primaryEmail: null, contacts: [contact('p@x.example')] }, kind)).toHaveLength(
        1,
      );
  });
});
