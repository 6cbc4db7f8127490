import { describe, expect, it } from 'vitest';
import { ACCESS_LEVELS, defaultGrantsOf, isAccessLevelKey } from './access-levels';
import { effectivePermissions, type AccessContext } from './effective';
import { BASE_ACCESS_LEVEL, CONDITION_CODES, type AccessLevelKey } from './permission-shape';
import { DESTINY_PERMISSIONS, PERMISSION_IDS } from './permissions';

const everything: AccessContext = {
  account: 'personal',
  enabled: true,
  kiosk: false,
  conditions: new Set(CONDITION_CODES),
};
const deniedOf = (...keys: AccessLevelKey[]) =>
  effectivePermissions(keys.map(defaultGrantsOf), everything).denied.map((entry) => entry.permission);
const destinyGrants = (key: AccessLevelKey) =>
  DESTINY_PERMISSIONS.filter((entry) => defaultGrantsOf(key).includes(entry.id)).map((entry) => entry.id);

describe('access levels', () => {
  it('gives each Destiny level exactly the rows of the table', () => {
    expect(destinyGrants('patron')).toEqual(['self.viewStatus', 'self.placeHold']);
    expect(destinyGrants('district-reports-creator')).toEqual(['reports.generatePatron']);
    expect(destinyGrants('staff')).toEqual([
      'patrons.viewNotes',
      'patrons.editNotes',
      'patrons.findWithoutBarcode',
      'patrons.viewStatus',
      'reports.generatePatron',
      'fines.view',
      'self.viewStatus',
    ]);
    expect(destinyGrants('district-patrons-manager')).toEqual([
      'patrons.edit',
      'patrons.searchDistrict',
      'patrons.delete',
      'patrons.merge',
      'patrons.update',
      'reports.generatePatron',
      'reports.buildPatron',
      'patrons.editLogins',
      'patrons.sitePreferences',
    ]);
    expect(destinyGrants('destiny-administrator')).toHaveLength(20);
    expect(destinyGrants('teacher')).toHaveLength(11);
  });

  it('carries the five system groups, mandatory base first', () => {
    const groups = ACCESS_LEVELS.filter((level) => level.origin === 'infiniti').map((level) => level.key);
    expect(groups).toHaveLength(5);
    expect(groups).toContain(BASE_ACCESS_LEVEL);
    expect(defaultGrantsOf('library-users')).toEqual([
      'self.viewStatus',
      'self.viewCard',
      'catalogue.search',
    ]);
    expect(defaultGrantsOf('system-administrator')).toEqual(PERMISSION_IDS);
  });

  it('keeps the user menus from a librarian and overriding from a circulation helper', () => {
    const librarian = defaultGrantsOf('librarian');
    expect(librarian).toContain('circulation.overrideBlocks');
    expect(librarian).not.toContain('patrons.edit');
    expect(librarian).not.toContain('accessLevels.manage');
    expect(defaultGrantsOf('library-circulation-only')).not.toContain('circulation.overrideBlocks');
  });

  it('supports each level by itself, but for the two that build on another', () => {
    const alone = ACCESS_LEVELS.filter((level) => deniedOf(level.key).length > 0).map((level) => level.key);
    expect(alone).toEqual(['district-reports-manager', 'can-override-blocks']);
  });

  it('adds levels up', () => {
    expect(deniedOf('can-override-blocks')).toEqual(['circulation.overrideBlocks']);
    expect(deniedOf('can-override-blocks', 'library-circulation-only')).toEqual([]);
    expect(deniedOf('district-reports-manager', 'district-reports-creator')).toEqual([]);
  });

  it('tells its keys from levels that a district made', () => {
    expect(isAccessLevelKey('librarian')).toBe(true);
    expect(isAccessLevelKey('study-hall')).toBe(false);
  });
});
