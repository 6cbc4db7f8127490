import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sharedDatabase, rows } from './records';
import type { DemoUser } from './session';

/** One page of the product: its route as the file tree names it, who looks at it, and an address that shows it. */
export interface ProductPage {
  readonly route: string;
  readonly who: DemoUser | 'station' | 'nobody';
  /** `{patron}`, `{title}` and `{site}` stand for records of the demo district. */
  readonly address: string;
}

const same = (who: ProductPage['who'], ...routes: string[]): ProductPage[] =>
  routes.map((route) => ({ route, who, address: route }));

/** Every page there is. The shell is the same code without a page's data and is seen in the offline specs. */
export const everyPage: readonly ProductPage[] = [
  ...same('nobody', '/sign-in', '/kiosk/enrol'),
  { route: '/', who: 'nobody', address: '/' },
  { route: '/search', who: 'nobody', address: '/search?q=garden' },
  { route: '/search/titles/[id]', who: 'nobody', address: '/search/titles/{title}' },
  { route: '/search/browse', who: 'nobody', address: '/search/browse?by=subjects' },
  ...same('librarian', '/desk', '/desk/waiting', '/desk/stocktake', '/desk/class', '/holds', '/holds/tasks'),
  ...same('librarian', '/fines', '/fines/cash-up', '/fines/excuse'),
  { route: '/fines/[id]', who: 'librarian', address: '/fines/{patron}' },
  ...same('librarian', '/titles', '/titles/new', '/titles/import', '/titles/export', '/titles/missing'),
  ...same('librarian', '/labels', '/titles/copies'),
  { route: '/titles/browse', who: 'librarian', address: '/titles/browse?by=shelf' },
  { route: '/titles/[id]', who: 'librarian', address: '/titles/{title}' },
  { route: '/titles/[id]/edit', who: 'librarian', address: '/titles/{title}/edit' },
  { route: '/titles/[id]/marc', who: 'librarian', address: '/titles/{title}/marc' },
  ...same('admin', '/settings/cataloguing'),
  ...same('admin', '/patrons', '/patrons/new', '/patrons/import', '/patrons/export', '/patrons/lists'),
  ...same('admin', '/patrons/duplicates', '/patrons/merges'),
  { route: '/patrons/merge', who: 'admin', address: '/patrons/merge?kept={patron}' },
  ...same(
    'admin',
    '/patrons/update',
    '/patrons/usernames',
    '/patrons/delete',
    '/patrons/changes',
    '/patrons/block',
    '/patrons/overrides',
  ),
  { route: '/patrons/[id]', who: 'admin', address: '/patrons/{patron}' },
  ...same('admin', '/settings', '/settings/jobs', '/settings/audit', '/settings/mail', '/settings/stations'),
  ...same('admin', '/settings/sign-in', '/account'),
  ...same('admin', '/settings/access', '/settings/sites', '/settings/rules', '/settings/district'),
  ...same('admin', '/settings/rules/matrix', '/settings/rules/simulator', '/settings/widgets'),
  ...same(
    'admin',
    '/settings/groups',
    '/settings/copies',
    '/settings/classes',
    '/settings/rollover',
    '/settings/fields',
    '/settings/fields/move',
    '/settings/patrons',
    '/settings/imports',
  ),
  ...same('admin', '/settings/stations/offer', '/settings/stations/guide'),
  { route: '/settings/sites/[id]', who: 'admin', address: '/settings/sites/{site}' },
  ...same('teacher', '/mine/classes'),
  ...same('student', '/mine', '/mine/fines', '/mine/card', '/mine/settings', '/mine/holds'),
  { route: '/mine/search', who: 'student', address: '/mine/search?q=garden' },
  { route: '/mine/browse', who: 'student', address: '/mine/browse?by=shelf' },
  { route: '/mine/titles/[id]', who: 'student', address: '/mine/titles/{title}' },
  ...same('station', '/kiosk', '/kiosk/subjects'),
  { route: '/kiosk/search', who: 'station', address: '/kiosk/search?q=garden' },
  { route: '/kiosk/titles/[id]', who: 'station', address: '/kiosk/titles/{title}' },
];

/** Pages with a spec of their own, which an ordinary visitor of the demo district never meets. */
export const seenElsewhere = ['/setup', '/shell', '/kiosk/again'];

const routesFolder = fileURLToPath(new URL('../../src/routes', import.meta.url));

/** The routes that the file tree has pages for, groups left out: '/patrons/[id]'. */
export function routesOfTheTree(): string[] {
  return readdirSync(routesFolder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('+page.svelte'))
    .map((file) => relative('.', join(file, '..')).split(sep))
    .map((parts) => `/${parts.filter((part) => !part.startsWith('(')).join('/')}`);
}

/** Puts records of the demo district into an address; the title stands at the Senior School, with copies. */
export async function addressOf({ address }: ProductPage): Promise<string> {
  const [found] = await rows<{ patron: string; title: string; site: string }>(
    sharedDatabase(),
    `select (select id from patron where username = 'student') as patron, t.id as title, s.id as site
     from title t join copy c on c.title_id = t.id join site s on s.id = c.at_site_id
     where s.name like '%Senior%' and t.title like '%garden%' limit 1`,
  );
  if (!found) throw new Error('The demo district has no garden at the Senior School.');
  return address
    .replace('{patron}', found.patron)
    .replace('{title}', found.title)
    .replace('{site}', found.site);
}
