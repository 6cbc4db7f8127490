import { expect, it } from 'vitest';
import { DESTINY_PERMISSIONS, PERMISSIONS } from '$lib/domain/access/permissions';
import { PERMISSION_SECTIONS } from '$lib/domain/access/permission-ids';
import type { Permission } from '$lib/domain/access/permission-shape';
import { accessLevelName, permissionLabel, sectionLabel } from './permission-text';

function needs({ dependencies, conditions }: Permission): string {
  const all = dependencies.allOf.map((id) => `\`${id}\``);
  const any = dependencies.anyOf.length
    ? [`one of ${dependencies.anyOf.map((id) => `\`${id}\``).join(', ')}`]
    : [];
  return [...all, ...any, ...conditions].join('; ') || '–';
}

const row = (permission: Permission) =>
  `| ${permissionLabel(permission.id)} | \`${permission.id}\` | ${permission.own ? 'Carrel' : 'Destiny'} | ${needs(permission)} | ${permission.defaultLevels.map((id) => accessLevelName({ id, name: id })).join(', ') || '–'} |`;

/** `vitest run -u` writes the page anew after the catalogue has changed. */
it('is the page about permissions', async () => {
  const sections = PERMISSION_SECTIONS.map((section) => {
    const rows = PERMISSIONS.filter((permission) => permission.section === section).map(row);
    const head =
      '| permission | id | from | needs | access levels that have it at first |\n|---|---|---|---|---|';
    return rows.length ? `## ${sectionLabel(section)}\n\n${head}\n${rows.join('\n')}\n` : '';
  });
  const intro = `# Permissions\n\nThe ${DESTINY_PERMISSIONS.length} patron permissions of Destiny's table, and Carrel's own. A permission takes effect when it is granted by\none of the patron's access levels and what it needs is in effect too. A search station and a generic account never have\nmore than \`catalogue.search\`. This page is made from the catalogue by a test, so it can't be out of date.\n`;
  const page = [intro, ...sections].filter(Boolean).join('\n');
  await expect(page).toMatchFileSnapshot('../../../../docs/permissions.md');
});
