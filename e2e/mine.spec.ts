import { expect, test } from '@playwright/test';
import { installFace } from './support/offline';
import { openLoansOf, rows } from './support/records';
import { startServer, type RunningServer } from './support/server';
import { signIn } from './support/session';
import { viewports } from './support/viewports';

let server: RunningServer;
test.beforeAll(async () => {
  server = await startServer();
});
test.afterAll(() => server.stop());
test.use({ viewport: viewports.phone });

const hobbit = async () => {
  const [loan] = await rows<{ renewals: number; barcode: string }>(
    server.databaseUrl,
    `select l.renewals, c.barcode from loan l join copy c on c.id = l.copy_id join title t on t.id = c.title_id
     join patron p on p.id = l.patron_id
     where p.username = 'student' and t.title = 'The Hobbit' and l.returned_at is null`,
  );
  if (!loan) throw new Error('The demo student has no Hobbit.');
  return loan;
};

test('a student sees loans without a network, and a renewal made there arrives once', async ({ page }) => {
  await signIn(page, { username: 'student', origin: server.url });
  await page.goto(`${server.url}/mine`);
  const loan = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'The Hobbit' }) });
  await expect(loan).toBeVisible();
  const before = await hobbit();
  await installFace(page, 'mine');
  await expect(loan).toBeVisible();

  await page.context().setOffline(true);
  await page.reload();
  await expect(loan).toBeVisible();
  await loan.getByRole('button', { name: 'Renew The Hobbit' }).click();
  await expect(loan).toContainText('Will be renewed when the network is back');
  expect((await hobbit()).renewals).toBe(before.renewals);

  await page.context().setOffline(false);
  await expect.poll(async () => (await hobbit()).renewals, { timeout: 30_000 }).toBe(before.renewals + 1);
  await expect(loan).not.toContainText('Will be renewed when the network is back');
  expect(await openLoansOf(server.databaseUrl, before.barcode)).toBe(1);
});

test('the card fills the phone and can be read from it', async ({ page }) => {
  await signIn(page, { username: 'student', origin: server.url });
  await page.goto(`${server.url}/mine/card`);
  await expect(page.getByText('0 0387 2')).toBeVisible();
  await expect(page.getByRole('img', { name: /0 0387 2/ })).toBeVisible();
});

test('a hold is placed from a search and taken back', async ({ page }) => {
  await signIn(page, { username: 'student', origin: server.url });
  await page.goto(`${server.url}/mine/search`);
  await page.getByRole('combobox').fill('midnight garden');
  await page.keyboard.press('Enter');
  await page
    .getByRole('link', { name: /Midnight Garden/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Place a hold' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'On hold for you' })).toBeVisible();
  await page.getByRole('link', { name: 'Holds' }).click();
  const hold = page.getByRole('listitem').filter({ hasText: 'Midnight Garden' });
  await expect(hold).toBeVisible();
  await hold.getByRole('button', { name: /Cancel/ }).click();
  await page
    .getByRole('dialog', { name: 'Cancel this hold?' })
    .getByRole('button', { name: 'Cancel the hold' })
    .click();
  await expect(hold).toHaveCount(0);
});
