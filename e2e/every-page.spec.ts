import { expect, test, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { expectNoViolations } from './support/axe';
import { addressOf, everyPage, routesOfTheTree, seenElsewhere, type ProductPage } from './support/pages';
import { signIn } from './support/session';
import { enrolStation } from './support/station';
import { everyViewport } from './support/viewports';

// The pages change nothing, so that they may be looked at side by side.
test.describe.configure({ mode: 'parallel' });

test('every page of the product is looked at', () => {
  const looked = [...everyPage.map((page) => page.route), ...seenElsewhere];
  expect(routesOfTheTree().sort()).toEqual(looked.sort());
});

/** One browser session for each kind of visitor: signing in and fetching the code again would take most of the time. */
const sessions = new Map<ProductPage['who'], Promise<BrowserContext>>();

async function signedIn(browser: Browser, who: ProductPage['who']): Promise<BrowserContext> {
  // What is looked at is the page; installing it for working offline is not.
  const context = await browser.newContext({ serviceWorkers: 'block' });
  const page = await context.newPage();
  if (who === 'station') await enrolStation(page);
  else if (who !== 'nobody') await signIn(page, who);
  await page.close();
  return context;
}

async function pageOf(browser: Browser, who: ProductPage['who']): Promise<Page> {
  const session = sessions.get(who) ?? signedIn(browser, who);
  sessions.set(who, session);
  return (await session).newPage();
}

/** What the page complains about; nobody's 401 at the door is an answer, not a fault. */
function complaints(page: Page): string[] {
  const heard: string[] = [];
  page.on('pageerror', (error) => heard.push(error.message));
  page.on('console', (message) => {
    const { url } = message.location();
    if (message.type() === 'error' && !url.includes('/api/')) heard.push(message.text());
  });
  return heard;
}

const sideways = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

for (const one of everyPage) {
  test(`${one.route} has no accessibility fault, at every width, light and dark`, async ({ browser }) => {
    const page = await pageOf(browser, one.who);
    const heard = complaints(page);
    await page.goto(await addressOf(one));
    await expect(page.getByRole('main')).toBeVisible();
    await expect(page.getByRole('heading', { level: 1 })).toBeAttached();
    await page.waitForLoadState('networkidle');
    for (const { name, width, height } of everyViewport) {
      await page.setViewportSize({ width, height });
      expect(await sideways(page), `${one.route} scrolls sideways at ${width} px`).toBeLessThanOrEqual(0);
      // A tablet shows the phone's parts or the desktop's: those two are looked at closely. The colours are the same
      // at every width.
      if (name !== 'tablet') await expectNoViolations(page, name === 'phone' ? ['shape'] : undefined);
    }
    expect(heard).toEqual([]);
    await page.close();
  });
}
