import { expect, test, type Page } from '@playwright/test';
import { installFace } from './support/offline';
import { rows } from './support/records';
import { startServer, type RunningServer } from './support/server';
import { signIn } from './support/session';
import { enrolStation, onceReset } from './support/station';
import { viewports } from './support/viewports';

/** A word that is in no catalogue: where it turns up later, somebody was remembered. */
const TYPED = 'zzquokkazz';
const PIN = '704915';

let server: RunningServer;
test.beforeAll(async () => {
  server = await startServer();
});
test.afterAll(() => server.stop());
test.use({ viewport: viewports.desktop });

const one = async <T extends Record<string, unknown>>(sql: string): Promise<T> => {
  const [row] = await rows<T>(server.databaseUrl, sql);
  if (!row) throw new Error(`The demo district has nothing for: ${sql}`);
  return row;
};

/** As the administrator sets it up: holds are taken at the Senior School, and the teacher has a PIN. */
async function allowHolds(page: Page): Promise<{ card: string; givenName: string }> {
  await page.goto(`${server.url}/sign-in`);
  await signIn(page, 'admin');
  const site = await one<{ id: string }>(`select id from site where name like '%Senior%'`);
  const teacher = await one<{ id: string; card: string; givenName: string }>(
    `select id, barcode as card, coalesce(nullif(preferred_name, ''), given_name) as givenName
     from patron where username = 'teacher'`,
  );
  const headers = { origin: server.url };
  const asked = [
    page.request.patch(`${server.url}/api/kiosk/sites/${site.id}`, { data: { holds: true }, headers }),
    page.request.put(`${server.url}/api/patrons/${teacher.id}/pin`, { data: { pin: PIN }, headers }),
  ];
  for (const answer of await Promise.all(asked)) expect(answer.ok(), await answer.text()).toBe(true);
  return teacher;
}

/** Everything of this tab that outlives a page: what is shown, kept, cached, behind Back and Forward. */
const residue = (page: Page): Promise<string> => onceReset(page, () => lookedAt(page));

async function lookedAt(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const kept: unknown[] = [{ ...localStorage }, { ...sessionStorage }, document.cookie, history.state];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys())
        kept.push(name, request.url, await (await cache.match(request))?.text());
    }
    kept.push((await indexedDB.databases()).map(({ name }) => name));
    const { navigation } = window as unknown as { navigation: { entries(): { url: string }[] } };
    kept.push(navigation.entries().map(({ url }) => url));
    const fields = [...document.querySelectorAll('input')].map(({ value }) => value);
    return JSON.stringify([...kept, fields, document.documentElement.outerHTML]);
  });
}

async function searchFor(page: Page, q: string): Promise<void> {
  await page.getByRole('combobox').fill(q);
  await page.getByRole('combobox').press('Enter');
  await expect(page).toHaveURL(/\/kiosk\/search/);
}

test('every way out of a station that a page can close is closed', async ({ page }) => {
  await page.goto(`${server.url}/sign-in`);
  await enrolStation(page, server.databaseUrl);

  await test.step('keys', async () => {
    await page.evaluate(() => {
      const seen: string[] = [];
      Object.assign(window, { seen });
      window.addEventListener('keydown', (event) => {
        if (!event.defaultPrevented && !['Control', 'Alt', 'Meta', 'Shift'].includes(event.key))
          seen.push(event.key);
      });
    });
    const held = [
      'p',
      's',
      'n',
      't',
      'w',
      'o',
      'h',
      'j',
      'u',
      'd',
      'f',
      'g',
      'l',
      'k',
      'e',
      'b',
      'Tab',
      'F4',
    ];
    for (const key of held) await page.keyboard.press(`Control+${key}`);
    await page.keyboard.press('Control+Shift+n');
    for (const key of ['ArrowLeft', 'ArrowRight', 'Home', 'F4', 'd']) await page.keyboard.press(`Alt+${key}`);
    for (const key of ['F1', 'F3', 'F5', 'F6', 'F7', 'F10', 'F11', 'F12', 'ContextMenu'])
      await page.keyboard.press(key);
    expect(await page.evaluate(() => (window as unknown as { seen: string[] }).seen)).toEqual([]);
    await expect(page).toHaveURL(/\/kiosk$/);
  });

  await test.step('menus, dragging, marking', async () => {
    const open = await page.evaluate(() =>
      ['contextmenu', 'dragstart', 'drop', 'dragover'].filter((kind) =>
        document.body.dispatchEvent(new Event(kind, { bubbles: true, cancelable: true })),
      ),
    );
    expect(open).toEqual([]);
    await expect(page.getByRole('heading', { level: 1 })).toHaveCSS('user-select', 'none');
  });

  await test.step('links that lead away, downloads, other windows', async () => {
    const here = page.url();
    const links = [
      '<a href="https://example.org/">out</a>',
      '<a href="/desk">desk</a>',
      '<a href="/kiosk/subjects" target="_blank">window</a>',
      '<a href="/icon.svg" download>file</a>',
      '<a href="mailto:somebody@example.org">letter</a>',
    ];
    await page.evaluate((html) => {
      const box = document.createElement('p');
      box.id = 'planted';
      box.innerHTML = html;
      document.querySelector('main')?.prepend(box);
    }, links.join(' '));
    for (const link of await page.locator('#planted a').all()) await link.click();
    const own = page.getByRole('link', { name: /All \d+ subjects/ });
    await own.click({ button: 'middle' });
    await own.click({ modifiers: ['Control'] });
    await own.click({ modifiers: ['Shift'] });
    await expect(page).toHaveURL(here);
    expect(page.context().pages()).toHaveLength(1);
  });

  await test.step('paper', async () => {
    await page.emulateMedia({ media: 'print' });
    await expect(page.locator('body')).toBeHidden();
    await page.emulateMedia({ media: 'screen' });
    await expect(page.locator('body')).toBeVisible();
  });

  await test.step('typed addresses', async () => {
    const elsewhere = ['/', '/desk', '/mine', '/patrons', '/settings/stations', '/sign-in', '/setup'];
    for (const path of [
      ...elsewhere,
      '/api/docs',
      '/api/openapi.json',
      '/kiosk/nowhere',
      '/kiosk/titles/none/x',
    ]) {
      await page.goto(`${server.url}${path}`);
      await expect(page, path).toHaveURL(/\/kiosk$/);
    }
  });

  await test.step('reload, Back and Forward after a reset', async () => {
    await searchFor(page, TYPED);
    await page.reload();
    await expect(page.getByRole('heading', { level: 1 })).toContainText(TYPED);
    await page.getByRole('button', { name: 'Start again' }).click();
    await expect(page).toHaveURL(/\/kiosk$/);
    await expect(page.getByRole('combobox')).toHaveValue('');
    for (const step of [
      () => page.goBack(),
      () => page.goForward(),
      () => page.goBack(),
      () => page.reload(),
    ]) {
      await step().catch(() => null);
      await expect(page).toHaveURL(/\/kiosk$/);
      await expect(page.getByRole('combobox')).toHaveValue('');
      await expect(page.locator('body')).not.toContainText(TYPED);
    }
    expect(await residue(page)).not.toContain(TYPED);
  });
});

test.describe('before anything is kept', () => {
  // What a service worker keeps comes without a request that the test could hold back.
  test.use({ serviceWorkers: 'block' });

  test('the first screen comes drawn from the server, and nothing of a visit does', async ({
    page,
    browser,
  }) => {
    await page.goto(`${server.url}/sign-in`);
    await enrolStation(page, server.databaseUrl);
    await searchFor(page, TYPED);
    await page.getByRole('button', { name: /^Text size/ }).click();
    const storageState = await page.context().storageState();

    await test.step('without JavaScript', async () => {
      const context = await browser.newContext({ storageState, javaScriptEnabled: false, locale: 'en-AU' });
      const drawn = await context.newPage();
      const answer = await drawn.goto(`${server.url}/kiosk`);
      expect(await answer?.headerValue('cache-control')).toBe('no-store');
      await expect(drawn.getByRole('banner')).toContainText('By the window');
      await expect(drawn.getByRole('contentinfo')).toContainText('Senior School');
      await expect(drawn.getByRole('link', { name: 'Animals' })).toBeVisible();
      await expect(drawn.locator('.finds .cover').first()).toBeVisible();
      await expect(drawn.getByRole('combobox')).toHaveValue('');
      expect(await drawn.content()).not.toContain(TYPED);
      // Its scripts are asked for by one that waits until the page is drawn.
      expect(await answer?.text()).not.toContain('<link rel="modulepreload"');
      // Its top is painted in one piece.
      expect(await answer?.text()).toContain('<link rel="expect" href="#kiosk" blocking="render"');
      await drawn.getByRole('combobox').fill('garden');
      await drawn.getByRole('combobox').press('Enter');
      await expect(drawn).toHaveURL(`${server.url}/kiosk/search?q=garden`);
      await context.close();
    });

    await test.step('what holds only links stays as it was drawn, and its links open without a new page', async () => {
      await page.goto(`${server.url}/kiosk`);
      await expect(page.locator('#station-foot')).toHaveCount(0);
      await expect(page.locator('#first-screen')).toHaveCount(1);
      await page.evaluate(() => Object.assign(window, { samePage: true }));
      await page.getByRole('link', { name: 'Animals' }).click();
      await expect(page).toHaveURL(/\/kiosk\/search\?subject=Animals/);
      expect(await page.evaluate(() => 'samePage' in window)).toBe(true);
      await page.goBack();
      await expect(page).toHaveURL(`${server.url}/kiosk`);
      await expect(page.getByRole('heading', { name: 'What would you like to read?' })).toBeVisible();
      await expect(page.locator('.finds .cover').first()).toBeVisible();
    });

    await test.step('other pages hold no words, titles or choices', async () => {
      const title = await one<{ id: string; words: string }>('select id, title as words from title limit 1');
      for (const path of [`search?q=${TYPED}`, `titles/${title.id}`, 'subjects', 'enrol']) {
        const answer = await page.request.get(`${server.url}/kiosk/${path}`);
        expect(answer.headers()['cache-control'], path).toBe('no-store');
        const html = await answer.text();
        for (const word of [TYPED, title.id, title.words, 'By the window'])
          expect(html, path).not.toContain(word);
      }
    });

    await test.step('what the server could not draw is drawn in the browser', async () => {
      await page.goto(`${server.url}/kiosk/again`);
      await expect(page.getByRole('link', { name: 'Animals' })).toBeVisible();
      await expect(page).toHaveURL(`${server.url}/kiosk`);
    });

    await test.step('what this visit chose is there from the first paint on, and goes with it', async () => {
      await page.route('**/_app/immutable/**/*.js', (route) => route.abort());
      await page.goto(`${server.url}/kiosk`);
      await expect(page.locator('html')).toHaveAttribute('data-text', '2');
      await page.unroute('**/_app/immutable/**/*.js');
      // Pressed before the scripts are there, which come late.
      await page.route('**/_app/immutable/**/*.js', async (route) => {
        await again;
        await route.continue();
      });
      let come = () => {};
      const again = new Promise<void>((resolve) => (come = resolve));
      await page.goto(`${server.url}/kiosk`, { waitUntil: 'commit' });
      await page.getByRole('button', { name: 'Start again' }).click();
      await expect(page.locator('html')).toHaveAttribute('data-text', '2');
      come();
      await expect(page.locator('html')).toHaveAttribute('data-text', '1');
      expect(await residue(page)).not.toContain(TYPED);
    });
  });
});

test('a browser that is no station is asked for a code', async ({ page }) => {
  await page.goto(`${server.url}/kiosk`);
  await expect(page).toHaveURL(/\/kiosk\/enrol$/);
});

test('a hold by card and PIN leaves nothing behind, whether it is finished or left', async ({ page }) => {
  const { card, givenName } = await allowHolds(page);
  await page.clock.install();
  await enrolStation(page, server.databaseUrl);
  const title = await one<{ id: string }>(
    `select c.title_id as id from copy c join site s on s.id = c.at_site_id
     where not exists (select 1 from hold h where h.title_id = c.title_id)
     group by c.title_id
     having sum(s.name like '%Senior%') > 0 and sum(c.status = 'on-loan') = count(*) limit 1`,
  );

  await test.step('placed', async () => {
    await searchFor(page, TYPED);
    await page.goto(`${server.url}/kiosk/titles/${title.id}`);
    await page.getByRole('button', { name: 'Keep it for me' }).click();
    await page.getByLabel('Your library card').first().fill(card);
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByLabel('Your PIN').first().fill(PIN);
    await page.getByRole('button', { name: 'Next' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText(givenName);
    await dialog.getByRole('button', { name: 'Yes, keep it' }).click();
    await expect(dialog.getByRole('status')).toContainText('Done.');
    expect(await dialog.innerText()).not.toContain(card);
    await dialog.getByRole('button', { name: 'Close' }).click();
    await expect(page.getByRole('button', { name: 'Keep it for me' })).toBeFocused();
    await page.getByRole('button', { name: 'Start again' }).click();
    await expect(page).toHaveURL(/\/kiosk$/);
    const kept = await residue(page);
    for (const word of [card, PIN, TYPED]) expect(kept).not.toContain(word);
  });

  await test.step('left with the card typed: the station forgets by itself', async () => {
    await page.goto(`${server.url}/kiosk/titles/${title.id}`);
    await page.getByRole('button', { name: 'Keep it for me' }).click();
    await page.getByLabel('Your library card').first().fill(card);
    await page.clock.fastForward(45_000);
    const warning = page.getByRole('dialog', { name: 'Are you still there?' });
    await expect(warning).toBeVisible();
    await expect(warning.locator('[aria-live="assertive"]')).toHaveText(/starts again in \d+ seconds/);
    await page.clock.fastForward(20_000);
    await expect(page).toHaveURL(/\/kiosk$/);
    await expect(page.getByRole('dialog')).toHaveCount(0);
    const kept = await residue(page);
    for (const word of [card, PIN]) expect(kept).not.toContain(word);
  });
});

test('a search goes on without a network, from what the station keeps', async ({ page, context }) => {
  await page.goto(`${server.url}/sign-in`);
  await page.clock.install();
  await enrolStation(page, server.databaseUrl);
  await page.clock.fastForward(9000);
  const isKept = () => page.evaluate(async () => (await caches.match('/station-index/meta')) !== undefined);
  await expect.poll(isKept, { timeout: 20_000 }).toBe(true);

  await context.setOffline(true);
  await searchFor(page, 'garden');
  await expect(page.getByText('The library can’t be reached just now.')).toBeVisible();
  await page.locator('.found-list a.title-row').first().click();
  await expect(page.getByRole('region', { name: 'Where to find it' })).toBeVisible();
  await page.getByRole('button', { name: 'Start again' }).click();
  await expect(page).toHaveURL(/\/kiosk$/);
  await context.setOffline(false);
});

test('a station has its pages when the network goes the moment after its enrolment', async ({
  page,
  context,
}) => {
  await page.goto(`${server.url}/sign-in`);
  await enrolStation(page, server.databaseUrl);
  await context.setOffline(true);
  await searchFor(page, 'garden');
  await expect(page).toHaveURL(/\/kiosk\/search\?q=garden$/);
  await expect(page.getByRole('combobox'), 'it is a page of the station').toHaveValue('garden');
  await context.setOffline(false);
  await expect(page.locator('.found-list a.title-row').first()).toBeVisible();
});

test('a station starts without a network from what it keeps, and stays a station', async ({
  page,
  context,
}) => {
  await page.goto(`${server.url}/sign-in`);
  await enrolStation(page, server.databaseUrl);
  const isKept = () =>
    page.evaluate(async () => (await caches.match('/station-index/session')) !== undefined);
  await expect.poll(isKept, { timeout: 30_000 }).toBe(true);
  await installFace(page, 'kiosk');
  await context.setOffline(true);
  await page.reload();
  await searchFor(page, 'garden');
  await expect(page.locator('.found-list a.title-row').first()).toBeVisible();
  await page.goto(`${server.url}/desk`);
  await expect(page).toHaveURL(/\/kiosk$/);
  await context.setOffline(false);
});
