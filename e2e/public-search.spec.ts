import { expect, test, type BrowserContext, type Page } from '@playwright/test';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expectNoViolations } from './support/axe';
import { rows } from './support/records';
import { startServer, type RunningServer } from './support/server';
import { signIn } from './support/session';

let server: RunningServer;
/** Web sites of a school and of somebody else: each page holds what the test puts there. */
let school: Site;
let stranger: Site;

interface Site {
  origin: string;
  html: string;
  server: Server;
}

async function startSite(): Promise<Site> {
  const site: Site = { origin: '', html: '', server: createServer() };
  site.server.on('request', (_, answer) => {
    // A strict page: scripts and requests of the library are let in, inline styles are not.
    const policy = `default-src 'self'; script-src ${server.url}; connect-src ${server.url}; frame-src ${server.url}`;
    answer.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy });
    answer.end(
      `<!doctype html><html lang="en"><title>School</title><main><h1>School</h1>${site.html}</main>`,
    );
  });
  await new Promise<void>((listening) => site.server.listen(0, '127.0.0.1', listening));
  site.origin = `http://localhost:${(site.server.address() as AddressInfo).port}`;
  return site;
}

test.beforeAll(async () => {
  server = await startServer();
  school = await startSite();
  stranger = await startSite();
});
test.afterAll(async () => {
  school.server.close();
  stranger.server.close();
  await server.stop();
});
test.use({ serviceWorkers: 'block' });

const noScript = (browser: { newContext(options: object): Promise<BrowserContext> }) =>
  browser.newContext({ javaScriptEnabled: false, baseURL: server.url, locale: 'en-AU' });

test('without JavaScript: search, narrow, open a title, look along the shelf', async ({ browser }) => {
  const context = await noScript(browser);
  const page = await context.newPage();
  await page.goto('/search');
  await page.getByRole('combobox').fill('garden');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/search\?q=garden$/);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('“garden”');
  await page.goto('/search?q=garden&language=eng');
  await page.locator('#q').fill('secret garden');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/[?&]language=eng/);
  await expect(page).toHaveURL(/q=secret\+garden/);
  const results = page.getByRole('main').getByRole('link', { name: /garden/i });
  await results.first().click();
  await expect(page).toHaveURL(/\/search\/titles\//);
  const data = await page.locator('script[type="application/ld+json"]').textContent();
  expect(JSON.parse(data ?? '')).toMatchObject({ '@context': 'https://schema.org' });
  await page.getByRole('link', { name: 'Look along the shelf' }).click();
  await expect(
    page
      .getByRole('listitem')
      .filter({ hasText: /garden/i })
      .first(),
  ).toBeVisible();
  await page.getByRole('link', { name: 'Authors' }).click();
  await page.getByRole('link', { name: 'M', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Authors' })).toBeVisible();
  await context.close();
});

test('what is hidden is not found, at no address', async ({ page }) => {
  const [title] = await rows<{ id: string; title: string }>(
    server.databaseUrl,
    'select id, title from title where not suppressed order by popularity desc limit 1',
  );
  const path = `/search/titles/${title?.id}`;
  expect((await page.goto(server.url + path))?.status()).toBe(200);
  await signIn(page, { username: 'admin', origin: server.url });
  const hidden = await page.request.patch(`${server.url}/api/catalogue/titles/${title?.id}`, {
    data: { suppressed: true },
    headers: { origin: server.url },
  });
  expect(hidden.ok()).toBe(true);
  // Also for staff who are signed in: the public search shows what everybody sees.
  expect((await page.goto(server.url + path))?.status()).toBe(404);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This is not here');
  for (const place of ['/sitemap/1.xml', '/search/new.rss'])
    expect(await (await page.request.get(server.url + place)).text()).not.toContain(title?.id);
  expect(await (await page.request.get(`${server.url}/robots.txt`)).text()).toContain('/sitemap.xml');
});

async function makeWidget(page: Page): Promise<string> {
  await signIn(page, { username: 'admin', origin: server.url });
  await page.goto(`${server.url}/settings/widgets`);
  await page.getByRole('button', { name: 'New search box' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name', { exact: true }).fill('School page');
  await dialog.getByLabel('Generic account').selectOption({ label: 'public' });
  await dialog.getByLabel('Sites that may show it').fill(`${school.origin}\nnot a site`);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toContainText('Line 2: “not a site” is not the address of a site');
  await dialog.getByLabel('Sites that may show it').fill(school.origin);
  await dialog.getByRole('button', { name: 'Save' }).click();
  const code = page.getByRole('dialog').getByRole('textbox', { name: 'Code for a page' });
  await expect(code).toHaveValue(/data-widget="/);
  await expect(page.frameLocator('iframe').getByRole('combobox')).toBeVisible();
  await expectNoViolations(page, ['light']);
  const script = await code.inputValue();
  await page.getByRole('button', { name: 'Done' }).click();
  return script;
}

test('a widget searches on the page that it was made for, and nowhere else', async ({ page, browser }) => {
  const script = await makeWidget(page);
  const id = /data-widget="([^"]+)"/.exec(script)?.[1] ?? '';
  school.html = script;
  stranger.html = script;
  const context = await browser.newContext({ locale: 'en-AU' });
  const visitor = await context.newPage();
  const complaints: string[] = [];
  visitor.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));

  await visitor.goto(school.origin);
  await visitor.getByRole('combobox', { name: 'Search the library' }).fill('garden');
  await visitor.keyboard.press('Enter');
  await expect(visitor.getByRole('status')).toHaveText(/^\d+ titles?$/);
  await expect(visitor.getByRole('link', { name: /garden/i }).first()).toHaveAttribute(
    'href',
    new RegExp(`^${server.url}/search/titles/`),
  );
  expect(complaints).toEqual([]);
  expect(await context.cookies()).toEqual([]);
  await expectNoViolations(visitor, ['light']);

  await visitor.goto(stranger.origin);
  await visitor.waitForLoadState('networkidle');
  await expect(visitor.getByRole('combobox')).toHaveCount(0);

  const frame = `<iframe src="${server.url}/widget/${id}" title="Search"></iframe>`;
  school.html = frame;
  stranger.html = frame;
  await visitor.goto(school.origin);
  await expect(visitor.frameLocator('iframe').getByRole('combobox')).toBeVisible();
  await visitor.goto(stranger.origin);
  await visitor.waitForLoadState('networkidle');
  await expect(visitor.frameLocator('iframe').getByRole('combobox')).toHaveCount(0);

  await page.getByRole('button', { name: 'Switch off School page' }).click();
  await expect(page.getByRole('button', { name: 'Switch on School page' })).toBeVisible();
  school.html = script;
  await visitor.goto(school.origin);
  await visitor.waitForLoadState('networkidle');
  await expect(visitor.getByRole('combobox')).toHaveCount(0);
  await context.close();
});

test('a search is kept under a name and found again', async ({ page }) => {
  await signIn(page, { username: 'student', origin: server.url });
  await page.goto(`${server.url}/mine/search?q=garden`);
  await page.getByRole('button', { name: 'Save this search' }).click();
  await page.getByLabel('Name of the search').fill('Gardens');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('The search is saved.')).toBeVisible();
  await page.goto(`${server.url}/mine/search`);
  await page.getByRole('link', { name: 'Gardens' }).click();
  await expect(page).toHaveURL(/q=garden/);
});
