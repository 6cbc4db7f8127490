import { expect, test } from '@playwright/test';

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
