import { expect, test } from '@playwright/test';
import { expectNoViolations } from './support/axe';
import { startServer, type RunningServer } from './support/server';

let server: RunningServer;
test.beforeAll(async () => {
  server = await startServer({ demo: false });
});
test.afterAll(async () => {
  // As an operator ends it: everything is folded into the file, and that went well.
  expect(await server.stop()).toBe(0);
});

test('an empty library is set up once, with the word from the console', async ({ page }) => {
  const word = /Setup word: (\S+)/.exec(server.log())?.[1] ?? '';
  expect(word).not.toBe('');
  await page.goto(server.url);
  await expect(page).toHaveURL(/\/setup$/);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expectNoViolations(page);

  await page.getByRole('button', { name: 'Set up the library' }).click();
  const summary = page.getByRole('alert').filter({ hasText: 'Please check these fields' });
  await expect(summary).toBeFocused();
  await expect(summary.getByRole('link').first()).toHaveText('Setup word: Fill this in.');
  await expectNoViolations(page);
  await summary.getByRole('link', { name: 'Surname: Fill this in.' }).click();
  await expect(page.getByLabel('Surname')).toBeFocused();

  await page.getByLabel('Setup word').fill(word);
  await page.locator('#districtName').fill('Test District');
  await page.getByRole('combobox', { name: 'Currency' }).fill('EUR');
  await page.getByRole('option', { name: /EUR/ }).click();
  await page.getByLabel('Name', { exact: true }).last().fill('Test School');
  await page.getByLabel('Code').fill('TST');
  await page.getByLabel('Given name').fill('Toni');
  await page.getByLabel('Surname').fill('Tester');
  await page.getByLabel('Username').fill('toni');
  await page.getByLabel('Password').fill('a-password-for-tests');
  await page.getByRole('button', { name: 'Set up the library' }).click();
  await expect(page).toHaveURL(/\/settings$/);

  await page.goto(`${server.url}/setup`);
  await expect(page).not.toHaveURL(/\/setup$/);
});
