import { describe, expect, it } from 'vitest';
import { PERMISSION_SECTIONS } from './permission-ids';
import {
  DESTINY_PERMISSIONS,
  OWN_PERMISSIONS,
  PERMISSION_IDS,
  PERMISSIONS,
  isPermissionId,
  permissionOf,
} from './permissions';

const countBySection = (permissions: typeof PERMISSIONS) =>
  PERMISSION_SECTIONS.map((section) => permissions.filter((entry) => entry.section === section).length);

describe('permission catalogue', () => {
  it('holds the 53 rows of the patron permissions table, section by section', () => {
    expect(countBySection(DESTINY_PERMISSIONS)).toEqual([9, 7, 4, 6, 27, 0, 0, 0, 0, 0]);
    expect(DESTINY_PERMISSIONS).toHaveLength(53);
    expect(new Set(DESTINY_PERMISSIONS.map((entry) => entry.destinyName)).size).toBe(53);
  });

  it('marks its own rows and gives them no foreign name', () => {
    expect(OWN_PERMISSIONS.every((entry) => entry.own && entry.destinyName === null)).toBe(true);
    expect(DESTINY_PERMISSIONS.some((entry) => entry.own || !entry.destinyName)).toBe(false);
  });

  it('uses every id once', () => {
    expect(new Set(PERMISSION_IDS).size).toBe(PERMISSIONS.length);
    expect(PERMISSIONS).toHaveLength(DESTINY_PERMISSIONS.length + OWN_PERMISSIONS.length);
  });

  it('has dependencies without circles', () => {
    const reaches = (from: string, path: readonly string[]): boolean => {
      if (path.includes(from)) return true;
      if (!isPermissionId(from)) return false;
      const { allOf, anyOf } = permissionOf(from).dependencies;
      return [...allOf, ...anyOf].some((next) => reaches(next, [...path, from]));
    };
    expect(PERMISSION_IDS.filter((id) => reaches(id, []))).toEqual([]);
  });

  it.each([
    ['patrons.searchDistrict', ['patrons.edit'], []],
    ['patrons.viewNotes', ['patrons.viewStatus'], []],
    ['patrons.editLogins', ['patrons.edit'], []],
    ['fines.waive', ['fines.view'], []],
    ['fines.excuse', [], []],
    ['self.editBookings', ['self.bookMedia'], []],
    ['self.commentRecommendations', ['self.viewStatus', 'self.recommend'], []],
  ] as const)('%s depends on %j', (id, allOf, anyOf) => {
    expect(permissionOf(id).dependencies).toEqual({ allOf, anyOf });
  });

  it('asks list rights for any one of the four list tabs', () => {
    const listRights = DESTINY_PERMISSIONS.filter((entry) =>
      entry.dependencies.anyOf.includes('lists.accessMedia'),
    );
    expect(listRights).toHaveLength(8);
    expect(new Set(listRights.map((entry) => entry.dependencies.anyOf.length))).toEqual(new Set([4]));
  });

  it('keeps saving a list apart from mailing it', () => {
    const { conditions, parts } = permissionOf('self.emailLists');
    expect(conditions).toEqual([]);
    expect(parts).toEqual([{ part: 'email-list', condition: 'smtp-configured' }]);
  });

  it('gives nobody the right to create a login by default', () => {
    expect(permissionOf('self.createLogin').defaultLevels).toEqual([]);
  });

  it('tells its ids from other strings', () => {
    expect(isPermissionId('fines.waive')).toBe(true);
    expect(isPermissionId('fines.everything')).toBe(false);
    expect(isPermissionId('')).toBe(false);
  });
});
