import { test } from '@playwright/test';
import { DeskPage } from './pages/desk';
import { signIn } from './support/session';

test('the desk opens with its scan line ready', async ({ page }) => {
  await signIn(page, 'librarian');
  await new DeskPage(page).open();
});
