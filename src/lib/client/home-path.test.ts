import { describe, expect, it } from 'vitest';
import { defaultGrantsOf, type AccessLevelKey } from '$lib/domain/access/access-levels';
import { homePath } from './home-path';

const patron = (...levels: AccessLevelKey[]) => ({
  kind: 'patron' as const,
  permissions: levels.flatMap((level) => [...defaultGrantsOf(level)]),
});

describe('homePath', () => {
  it.each<[string, Parameters<typeof homePath>[0]]>([
    ['/sign-in', { kind: 'nobody', permissions: [] }],
    ['/sign-in', { kind: 'public', permissions: ['catalogue.search'] }],
    ['/kiosk', { kind: 'kiosk', permissions: ['catalogue.search'] }],
    ['/mine', { kind: 'patron', permissions: [] }],
    ['/mine', patron('library-users', 'patron', 'self-service')],
    ['/mine', patron('library-users', 'teacher', 'self-service')],
    ['/desk', patron('library-users', 'library-circulation-only')],
    ['/desk', patron('library-users', 'librarian')],
    ['/desk', patron('library-users', 'system-administrator')],
    ['/patrons', { kind: 'patron', permissions: ['patrons.edit', 'sites.manage'] }],
    ['/settings', { kind: 'patron', permissions: ['rules.manage'] }],
  ])('leads to %s', (path, actor) => {
    expect(homePath(actor)).toBe(path);
  });
});
