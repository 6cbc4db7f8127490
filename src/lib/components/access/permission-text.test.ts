import { describe, expect, it } from 'vitest';
import { ACCESS_LEVEL_KEYS } from '$lib/domain/access/permission-shape';
import { PERMISSIONS } from '$lib/domain/access/permissions';
import en from '../../../i18n/messages/en/permissions.json';
import es from '../../../i18n/messages/es/permissions.json';
import { PERMISSION_DESCRIPTIONS } from './permission-descriptions';
import { PERMISSION_LABELS } from './permission-labels';
import {
  accessLevelDescription,
  accessLevelName,
  denialText,
  limitText,
  permissionLabel,
} from './permission-text';

const ids = PERMISSIONS.map((permission) => permission.id);

describe('permission texts', () => {
  it('says the same things in English and Spanish', () => {
    expect(Object.keys(es).sort()).toEqual(Object.keys(en).sort());
    expect(Object.values({ ...en, ...es }).filter((text) => text.trim() === '')).toEqual([]);
  });

  it('has one label and one sentence for every permission and for nothing else', () => {
    expect(Object.keys(PERMISSION_LABELS).sort()).toEqual([...ids].sort());
    expect(new Set(ids.map((id) => PERMISSION_LABELS[id]())).size).toBe(ids.length);
    expect(new Set(ids.map((id) => PERMISSION_DESCRIPTIONS[id]())).size).toBe(ids.length);
  });

  it('names shipped levels from the catalogue and others as the district did', () => {
    const names = ACCESS_LEVEL_KEYS.map((id) => accessLevelName({ id, name: 'stored' }));
    expect(names).not.toContain('stored');
    expect(new Set(names).size).toBe(ACCESS_LEVEL_KEYS.length);
    expect(accessLevelName({ id: 'own-level', name: 'Library monitors' })).toBe('Library monitors');
    expect(accessLevelDescription('own-level')).toBe('');
  });

  it('names in a reason what would lift it', () => {
    const reason = {
      code: 'missing-dependency',
      needs: { mode: 'anyOf', permissions: ['lists.accessLibrary', 'lists.accessMedia'] },
    } as const;
    expect(denialText(reason)).toContain(permissionLabel('lists.accessMedia'));
    expect(
      limitText({ of: 'reports.generatePatron', part: 'delete-reports', permission: 'jobs.manage' }),
    ).toContain(permissionLabel('jobs.manage'));
  });
});
