import { expect, test, type Page } from '@playwright/test';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { DeskPage } from './pages/desk';
import { freeBorrowers, shelvedCopies } from './support/records';
import { startServer, type RunningServer } from './support/server';
import { signIn } from './support/session';
import { enrolStation } from './support/station';
import { viewports } from './support/viewports';

/** Where the pictures of the README go when they are wanted anew: CARREL_PICTURES=1 npm run e2e. */
const folder = fileURLToPath(new URL('../docs/images/', import.meta.url));

let server: RunningServer;
test.beforeAll(async () => {
  server = await startServer();
});
test.afterAll(() => server.stop());
test.use({ serviceWorkers: 'block', reducedMotion: 'reduce', deviceScaleFactor: 2 });

/** Takes the picture; it is kept only where it was asked for, for the day that it shows changes with every run. */
async function picture(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready.then(() => true));
  const image = await page.screenshot();
  expect(image.length).toBeGreaterThan(10_000);
  if (!process.env['CARREL_PICTURES']) return;
  mkdirSync(folder, { recursive: true });
  const { default: sharp } = await import('sharp');
  await sharp(image).png({ palette: true, quality: 90 }).toFile(`${folder}${name}.png`);
}

test('the Desk: a pupil with loans, and a book that may not go out', async ({ page }) => {
  await page.setViewportSize({ width: 1180, height: 820 });
  await signIn(page, { username: 'librarian', origin: server.url });
  const desk = new DeskPage(page);
  await desk.open(server.url);
  await desk.standAt('Maple Yard Middle School');
  const [borrower] = await freeBorrowers(server.databaseUrl, 1);
  const [lent, returned, refused] = await shelvedCopies(server.databaseUrl, 3);
  await desk.scan(borrower?.barcode ?? '');
  for (const copy of [lent, returned]) {
    await desk.scan(copy?.barcode ?? '');
    await expect(desk.banner).toContainText(copy?.title ?? '');
  }
  await page.keyboard.press('Escape');
  await desk.scan(returned?.barcode ?? '');
  await expect(desk.banner).toContainText('In');
  await desk.scan('0 0412 7');
  await expect(desk.patron('Noor Placeholder')).toBeVisible();
  await desk.scan(refused?.barcode ?? '');
  await expect(desk.banner).toContainText('Refused');
  await picture(page, 'desk');
});

test('Mine: the day of the next book, on a phone', async ({ page }) => {
  await page.setViewportSize(viewports.phone);
  await signIn(page, { username: 'student', origin: server.url });
  await page.goto(`${server.url}/mine`);
  await expect(page.getByRole('heading', { name: 'The Hobbit' })).toBeVisible();
  await picture(page, 'mine');
});

test('the Kiosk: what a search finds', async ({ page }) => {
  await page.setViewportSize({ width: 1180, height: 820 });
  await page.goto(server.url);
  await enrolStation(page, server.databaseUrl);
  await page.goto(`${server.url}/kiosk/search?q=garden`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('garden');
  await picture(page, 'kiosk');
});
