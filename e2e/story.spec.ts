import { chromium, expect, test, type Browser, type Page } from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemChromium } from '../src/cli/lib/chromium.mjs';
import { DeskPage } from './pages/desk';
import { importPatrons, importTitles } from './pages/imports';
import { chromiumArgs } from './playwright.config';
import { fakeCameraArgs, makeFakeCamera } from './support/fake-camera';
import { marcFile, type MarcTitle } from './support/marc';
import { installFace, snapshotTaken } from './support/offline';
import { openLoansOf, rows } from './support/records';
import { startServer, type RunningServer } from './support/server';
import { signIn } from './support/session';
import { onceReset } from './support/station';
import { viewports } from './support/viewports';

const SENIOR = 'Maple Yard Senior School';
const CARD = '0 0988 4';
const PUPIL = { username: 'ida.storybook', password: 'a-long-story', name: 'Ida Storybook' };
const BOOKS: readonly MarcTitle[] = [
  ['90001', 'The harbour that sailed away'],
  ['90002', 'A quiet year on Lantern Street'],
  ['90003', 'How the tide clock works'],
].map(([barcode = '', title = '']) => ({
  controlNumber: `story-${barcode}`,
  title,
  author: 'Placeholder, Ada',
  year: '2021',
  shelfMark: 'F PLA',
  barcodes: [barcode],
}));
const [FIRST, SECOND, THIRD] = BOOKS.map(({ title, barcodes }) => ({ title, barcode: barcodes[0] ?? '' }));
const PATRON_FILE = [
  'Username,Password,Library Barcode,Given Name,Surname,Form Class,Cohort,Library Groups,System Groups',
  `${PUPIL.username},${PUPIL.password},${CARD},Ida,Storybook,9A,Year 9,Senior pupils,Patron|Self-service`,
].join('\r\n');

let folder: string;
let server: RunningServer;
let browser: Browser;

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'carrel-camera-'));
  const video = join(folder, 'card-and-book.mjpeg');
  await makeFakeCamera(
    video,
    [
      { text: CARD, bcid: 'code128' },
      { text: FIRST?.barcode ?? '', bcid: 'code128' },
    ],
    { lead: 2, shown: 4, between: 1.5, rest: 30 },
  );
  server = await startServer();
  const executablePath = systemChromium();
  browser = await chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    args: [...chromiumArgs, ...fakeCameraArgs(video)],
  });
});

test.afterAll(async () => {
  await browser.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** A device of its own: nothing is shared between these people but the library. */
async function device(viewport: { width: number; height: number }): Promise<Page> {
  const context = await browser.newContext({
    baseURL: server.url,
    viewport,
    locale: 'en-AU',
    timezoneId: 'Australia/Melbourne',
  });
  return context.newPage();
}

const fourDaysOn = () => new Date(Date.now() + 4 * 24 * 3600 * 1000).toISOString().slice(0, 10);

async function loansOfPupil(): Promise<string[]> {
  const found = await rows<{ barcode: string }>(
    server.databaseUrl,
    `select c.barcode from loan l join copy c on c.id = l.copy_id join patron p on p.id = l.patron_id
     where p.username = ? order by c.barcode`,
    [PUPIL.username],
  );
  return found.map((row) => row.barcode);
}

test('a file of titles, a file of patrons, a card, three books, a phone and a search station', async () => {
  test.setTimeout(240_000);

  await test.step('the administrator brings titles and patrons', async () => {
    const page = await device(viewports.desktop);
    await signIn(page, { username: 'admin', origin: server.url });
    await importTitles(page, { name: 'story.mrc', content: marcFile(BOOKS) }, SENIOR);
    await importPatrons(page, { name: 'pupils.csv', content: PATRON_FILE }, SENIOR);
    await page.context().close();
  });

  const desk = new DeskPage(await device(viewports.tablet));
  const { page } = desk;

  await test.step('the camera reads a card and a book', async () => {
    await signIn(page, { username: 'librarian', origin: server.url });
    await desk.open();
    await desk.standAt(SENIOR);
    await page.getByRole('button', { name: 'Scan with the camera' }).click();
    await expect(desk.patron(PUPIL.name)).toBeVisible({ timeout: 30_000 });
    await expect(desk.banner).toContainText('Out until', { timeout: 30_000 });
    await expect(desk.banner).toContainText(FIRST?.title ?? '');
    await page.getByRole('button', { name: 'Close', exact: true }).click();
    expect(await openLoansOf(server.databaseUrl, FIRST?.barcode ?? '')).toBe(1);
  });

  await test.step('two more go out while the network is cut', async () => {
    await installFace(page, 'desk');
    const [senior] = await rows<{ id: string }>(server.databaseUrl, 'select id from site where name = ?', [
      SENIOR,
    ]);
    await snapshotTaken(page, senior?.id ?? '');
    await page.context().setOffline(true);
    await page.reload();
    await expect(desk.line).toBeFocused();
    await desk.scan(CARD);
    await expect(desk.patron(PUPIL.name)).toBeVisible();
    await desk.scan(SECOND?.barcode ?? '');
    await expect(desk.banner).toContainText('Out until');
    await desk.giveDueDay(fourDaysOn());
    await desk.scan(THIRD?.barcode ?? '');
    await expect(desk.banner).toContainText(THIRD?.title ?? '');
    await expect(page.getByText('2 scans are waiting to be sent.')).toBeVisible();
    expect(await loansOfPupil()).toEqual([FIRST?.barcode]);
  });

  await test.step('the network is back: every loan is there, once', async () => {
    await page.context().setOffline(false);
    await expect(page.getByText('waiting to be sent')).toHaveCount(0, { timeout: 30_000 });
    expect(await loansOfPupil()).toEqual(BOOKS.map((book) => book.barcodes[0]));
    await page.context().close();
  });

  await test.step('the pupil renews on a phone', async () => {
    const phone = await device(viewports.phone);
    await phone.goto('/sign-in');
    await phone.getByLabel('Username').fill(PUPIL.username);
    await phone.getByLabel('Password').fill(PUPIL.password);
    await phone.getByRole('button', { name: 'Sign in' }).click();
    await expect(phone).toHaveURL(/\/mine$/);
    await phone.getByRole('button', { name: `Renew ${THIRD?.title ?? ''}` }).click();
    await expect(phone.getByText(/^Renewed until /)).toBeVisible();
    const [renewed] = await rows<{ renewals: number }>(
      server.databaseUrl,
      'select l.renewals from loan l join copy c on c.id = l.copy_id where c.barcode = ?',
      [THIRD?.barcode ?? ''],
    );
    expect(renewed?.renewals).toBe(1);
    await phone.context().close();
  });

  await test.step('the search station finds a title, shows its copies, and forgets', async () => {
    const admin = await device(viewports.desktop);
    await signIn(admin, { username: 'admin', origin: server.url });
    await admin.goto('/settings/stations');
    await admin.getByRole('button', { name: 'Add a station' }).click();
    await admin.getByRole('textbox', { name: 'Name' }).fill('Library entrance');
    await admin.getByLabel('Generic account').selectOption({ label: 'kiosk' });
    await admin.getByRole('button', { name: 'Make the code' }).click();
    const code = await admin.getByLabel('Enrolment code').innerText();
    await admin.context().close();

    const station = await device(viewports.desktop);
    await station.clock.install();
    await station.goto('/kiosk');
    await station.getByLabel('Code').fill(code);
    await station.getByRole('button', { name: 'Set up' }).click();
    await expect(station.getByText(`Searching ${SENIOR}.`)).toBeVisible();
    const field = station.getByRole('combobox');
    await field.fill('harbour sailed');
    await field.press('Enter');
    await station.getByRole('link', { name: new RegExp(FIRST?.title ?? '') }).click();
    const copies = station.getByRole('region', { name: 'Where to find it' });
    await expect(copies).toContainText(SENIOR);
    await expect(copies).toContainText(/F\s*PLA/);

    await station.clock.fastForward(45_000);
    await expect(station.getByRole('dialog', { name: 'Are you still there?' })).toBeVisible();
    await station.clock.fastForward(20_000);
    await expect(station).toHaveURL(/\/kiosk$/);
    await expect(field).toHaveValue('');
    // The new title may stand among the new arrivals; its page and the results may not come back.
    await expect(copies).toHaveCount(0);
    await station.goBack({ timeout: 10_000 }).catch(() => null);
    await expect(station).toHaveURL(/\/kiosk$/);
    await expect(copies).toHaveCount(0);
    await expect(station.getByRole('heading', { name: /harbour sailed/ })).toHaveCount(0);
    const kept = await onceReset(station, () =>
      station.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }])),
    );
    expect(kept).not.toContain('harbour');
    await station.context().close();
  });
});
