import { expect, test } from '@playwright/test';
import { expectNoViolations } from './support/axe';
import { originOf, signIn } from './support/session';

test('signing in, by keyboard alone, and out again', async ({ page }) => {
  await page.goto('/patrons');
  await expect(page).toHaveURL(/\/sign-in/);
  await page.getByLabel('Username').focus();
  await page.keyboard.type('librarian');
  await page.keyboard.press('Tab');
  await page.keyboard.type('not the password');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).not.toBeEmpty();
  await expect(page.getByLabel('Password')).toBeFocused();
  await page.keyboard.type('carrel-demo');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/patrons/);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await page.goBack();
  await expect(page.getByRole('table')).toHaveCount(0);
});

test('the language is changed before signing in, and stays', async ({ page }) => {
  await page.goto('/sign-in');
  await page.getByRole('button', { name: 'Español' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Iniciar sesión' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'es');
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'Iniciar sesión' })).toBeVisible();
});

test('somebody changes their own password, by keyboard alone, and signs in with the new one', async ({
  page,
}) => {
  const username = `own.${crypto.randomUUID().slice(0, 8)}`;
  const [old, wanted] = ['first few words', 'other few words'];
  await signIn(page, 'admin');
  const made = await page.request.post('/api/patrons', {
    data: { username, password: old, surname: 'Zz Owner' },
    headers: { origin: originOf(page) },
  });
  expect(made.status()).toBe(201);
  await signIn(page, { username, password: old });
  await page.goto('/mine/settings');
  const current = page.getByLabel('Password that you have now');
  const type = async (words: string) => {
    await current.focus();
    for (const text of [words, wanted, wanted]) {
      await page.keyboard.press('ControlOrMeta+a');
      await page.keyboard.type(text);
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Enter');
  };
  await type('not the password');
  await expect(current).toBeFocused();
  await expect(current).toHaveAccessibleDescription(/not the password you have now/);
  await type(old);
  await expect(page.getByRole('status').filter({ hasText: 'The password is changed' })).toBeVisible();
  await expectNoViolations(page);

  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await page.getByLabel('Username').fill(username);
  await page.getByLabel('Password').fill(wanted);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/mine/);
});
