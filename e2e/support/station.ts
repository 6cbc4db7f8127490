import { expect, type Page } from '@playwright/test';
import { originOf, signIn } from './session';
import { rows, sharedDatabase } from './records';

/** Makes this page's browser a search station of the Senior School, as the administrator and the code do it. */
export async function enrolStation(page: Page, databaseUrl = sharedDatabase()): Promise<void> {
  const origin = originOf(page);
  const [account] = await rows<{ id: string }>(databaseUrl, "select id from patron where username = 'kiosk'");
  await signIn(page, 'admin');
  const made = await page.request.post(`${origin}/api/kiosk/enrolments`, {
    data: { genericPatronId: account?.id, name: 'By the window' },
    headers: { origin, 'idempotency-key': crypto.randomUUID() },
  });
  expect(made.ok(), `enrolment: ${made.status()}`).toBe(true);
  const { code } = (await made.json()) as { code: string };
  await page.context().clearCookies();
  await page.goto(`${origin}/kiosk/enrol`);
  await page.getByLabel('Code').fill(code);
  await page.getByRole('button', { name: 'Set up' }).click();
  await expect(page).toHaveURL(/\/kiosk$/);
}

/**
 * What `look` finds in a station that is being reset. A reset goes through up to three pages, any of which may leave
 * while it is looked at: the one that stays is the one that counts.
 */
export async function onceReset<T>(page: Page, look: () => Promise<T>): Promise<T> {
  let found: T | undefined;
  await expect(async () => {
    await page.waitForLoadState('networkidle');
    found = await look();
  }).toPass({ timeout: 20_000 });
  return found as T;
}
