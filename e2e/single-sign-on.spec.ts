import { expect, test, type Page } from '@playwright/test';
import { startProvider, type TestProvider } from '../src/lib/server/testing/provider';
import { expectNoViolations } from './support/axe';
import { startServer, type RunningServer } from './support/server';
import { signIn } from './support/session';

let server: RunningServer;
let provider: TestProvider;

test.beforeAll(async () => {
  server = await startServer();
  provider = await startProvider({ redirectAddress: `${server.url}/api/session/callback` });
});
test.afterAll(async () => {
  await provider.close();
  await server.stop();
});
test.describe.configure({ mode: 'serial' });

/** Moves on by Tab until this has the focus. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  const isThere = () =>
    page.evaluate(() => document.activeElement?.textContent?.trim() ?? '').then((text) => name.test(text));
  for (let i = 0; i < 40 && !(await isThere()); i++) await page.keyboard.press('Tab');
  expect(await isThere(), `nothing called ${name} is reached by Tab`).toBe(true);
}

async function typeInto(page: Page, label: string, text: string): Promise<void> {
  await page.getByLabel(label, { exact: false }).focus();
  await page.keyboard.type(text);
}

test('a provider is set up and tried, by keyboard alone', async ({ page }) => {
  await signIn(page, { username: 'admin', origin: server.url });
  await page.goto(`${server.url}/settings/sign-in`);
  await expect(page.getByText(`${server.url}/api/session/callback`)).toBeVisible();
  await expect(page.getByText('No provider is set up')).toBeVisible();
  await tabTo(page, /^Add a provider$/);
  await page.keyboard.press('Enter');
  await typeInto(page, 'Name on the button', 'Test School');
  await typeInto(page, 'Issuer', provider.issuer);
  await typeInto(page, 'Client id', provider.clientId);
  await typeInto(page, 'Client secret', provider.clientSecret);
  await page.getByLabel('Claim that names the person').selectOption('preferred_username');
  await page.getByLabel('Matched with').selectOption('username');
  await page.getByLabel('The provider stands on our own network').focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await expect(page.getByText('switched on')).toBeVisible();
  await expect(page.getByText(provider.clientSecret)).toHaveCount(0);
  await tabTo(page, /^Test School/);
  await page.keyboard.press('Enter');
  await tabTo(page, /^Try$/);
  await page.keyboard.press('Enter');
  await expect(page.getByText(`The provider answers as ${provider.issuer}.`)).toBeVisible();
  await expectNoViolations(page);
});

test('somebody signs in with the button, by keyboard alone, and goes on to where they wanted to go', async ({
  page,
}) => {
  provider.claims = { preferred_username: 'librarian' };
  await page.goto(`${server.url}/patrons`);
  await expect(page).toHaveURL(/\/sign-in/);
  await expectNoViolations(page);
  await tabTo(page, /^Sign in with Test School$/);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`${server.url}/patrons`);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/sign-in/);
});

test('it works without scripts, and says what went wrong', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  provider.wrong = { cancels: true };
  await page.goto(`${server.url}/sign-in`);
  await page.getByRole('link', { name: 'Sign in with Test School' }).click();
  await expect(page.getByText('Signing in was cancelled.', { exact: false })).toBeVisible();
  provider.wrong = {};
  provider.claims = { preferred_username: 'student' };
  await page.getByRole('link', { name: 'Sign in with Test School' }).click();
  await expect(page).toHaveURL(`${server.url}/mine`);
  await context.close();
});
