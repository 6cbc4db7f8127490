import { expect, test, type Page } from '@playwright/test';
import { DeskPage } from './pages/desk';
import { expectNoViolations } from './support/axe';
import { installFace, snapshotTaken } from './support/offline';
import { openLoansOf, rows, sharedDatabase } from './support/records';
import { signIn } from './support/session';

const inSeconds = 30_000;

/** A class of the Middle School with two pupils whom nothing keeps from borrowing, and its site. */
async function aClass() {
  const [found] = await rows<{ name: string; site: string; siteId: string }>(
    sharedDatabase(),
    `select p.form_class as name, s.name as site, s.id as siteId
     from patron p join site s on s.id = p.primary_site_id
     where p.student = 1 and p.enabled = 1 and p.kind = 'personal' and s.name like '%Middle%'
       and p.form_class is not null group by p.form_class having count(*) > 5 order by p.form_class desc limit 1`,
  );
  const pupils = await rows<{ id: string; name: string }>(
    sharedDatabase(),
    `select p.id, trim(coalesce(nullif(p.preferred_name, ''), p.given_name) || ' ' || p.surname) as name
     from patron p where p.form_class = ? and p.primary_site_id = ? and p.enabled = 1 and p.until is null
       and p.kind = 'personal'
       and not exists (select 1 from loan l where l.patron_id = p.id and l.returned_at is null)
       and not exists (select 1 from patron_block b where b.patron_id = p.id and b.lifted_at is null)
       and not exists (select 1 from fine_entry e where e.patron_id = p.id)
     order by p.sort_key, p.id limit 2`,
    [found?.name ?? '', found?.siteId ?? ''],
  );
  return { ...found!, pupils };
}

/** Books of the site's shelves that no other spec takes: from the other end. */
const books = (siteId: string, wanted: number) =>
  rows<{ barcode: string; title: string }>(
    sharedDatabase(),
    `select c.barcode, t.title from copy c join title t on t.id = c.title_id
       join circulation_type k on k.id = c.circulation_type_id
     where c.status = 'available' and c.at_site_id = ? and c.owner_site_id = c.at_site_id
       and lower(k.name) = 'fiction' and t.language = 'eng' and c.minimum_age is null
       and not exists (select 1 from hold h where h.title_id = t.id and h.closed_at is null)
     group by t.id order by c.barcode desc limit ?`,
    [siteId, wanted],
  );

const line = (page: Page, name: string) => page.getByRole('textbox', { name });
const banner = (page: Page) => page.getByRole('status', { name: 'Last scan' });

async function scan(page: Page, text: string, name = 'Scan or type a card, a copy or a name') {
  await expect(line(page, name)).toBeFocused();
  await page.keyboard.insertText(text);
  await page.keyboard.press('Enter');
  await expect(line(page, name)).toHaveValue('');
}

test('a class comes: a book each, one of them without a network, and back again', async ({ page }) => {
  test.setTimeout(120_000);
  const { name, site, siteId, pupils } = await aClass();
  const [first, second] = await books(siteId, 2);
  await signIn(page, 'librarian');
  const desk = new DeskPage(page);
  await desk.open();
  await desk.standAt(site);
  await installFace(page, 'desk');
  await snapshotTaken(page, siteId);
  await page.getByRole('link', { name: 'Class run' }).click();
  await page.getByRole('button', { name: new RegExp(`^${name}\\b`) }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await expectNoViolations(page);
  const card = (index: number) => page.getByRole('button', { name: pupils[index]!.name });

  await card(0).click();
  await expect(card(0)).toHaveAttribute('aria-pressed', 'true');
  await scan(page, first!.barcode);
  await expect(banner(page)).toContainText('Out until');
  await expect(card(0)).toContainText('1 out');
  expect(await openLoansOf(sharedDatabase(), first!.barcode)).toBe(1);

  await page.context().setOffline(true);
  await card(1).click();
  await scan(page, second!.barcode);
  await expect(banner(page)).toContainText('Out until', { timeout: inSeconds });
  await expect(card(1)).toContainText('1 out');
  expect(await openLoansOf(sharedDatabase(), second!.barcode)).toBe(0);
  await page.context().setOffline(false);
  await expect.poll(() => openLoansOf(sharedDatabase(), second!.barcode), { timeout: inSeconds }).toBe(1);

  // With nobody chosen, what is scanned comes back, whoever had it.
  await page.keyboard.press('Escape');
  await scan(page, first!.barcode);
  await scan(page, second!.barcode);
  await expect(card(0)).toContainText('Nothing out', { timeout: inSeconds });
  await expect(card(1)).toContainText('Nothing out', { timeout: inSeconds });
  await expect.poll(() => openLoansOf(sharedDatabase(), second!.barcode), { timeout: inSeconds }).toBe(0);
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('li [aria-pressed=true]')).toHaveCount(1);
});

test('a shelf is counted, in part without a network, and the count is closed', async ({ page }) => {
  test.setTimeout(120_000);
  const { site, siteId } = await aClass();
  const [first, second] = await books(siteId, 4).then((found) => found.slice(2));
  const SCAN = 'Scan a book on the shelf';
  await signIn(page, 'librarian');
  const desk = new DeskPage(page);
  await desk.open();
  await desk.standAt(site);
  await installFace(page, 'desk');
  await snapshotTaken(page, siteId);
  await page.getByRole('link', { name: 'Stocktake' }).click();
  // The whole label: the Desk's own line is 'for a card, a copy or a name', and stands there until the page has come.
  const name = page.getByRole('textbox', { name: 'Name', exact: true });
  await name.fill('Shelf by the window');
  await expect(page.getByText('No count is open')).toBeVisible();
  await expectNoViolations(page);
  await expect(name).toHaveValue('Shelf by the window');
  await page.getByRole('button', { name: 'Begin' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Shelf by the window' })).toBeVisible();

  await scan(page, first!.barcode, SCAN);
  await expect(banner(page)).toContainText('In its place');
  await scan(page, '999999999999', SCAN);
  await expect(banner(page)).toContainText('Not in the catalogue');
  await expect(page.getByText('All sent')).toBeVisible();
  await expectNoViolations(page);

  await page.context().setOffline(true);
  await page.reload();
  await scan(page, second!.barcode, SCAN);
  await expect(banner(page)).toContainText('In its place', { timeout: inSeconds });
  await expect(page.getByText('1 to be sent')).toBeVisible();
  // Nothing is lost by closing the page and opening it again.
  await page.reload();
  await expect(page.getByText('1 to be sent')).toBeVisible();
  await expect(page.getByText(second!.barcode).first()).toBeVisible();
  await page.context().setOffline(false);
  await expect(page.getByText('All sent')).toBeVisible({ timeout: inSeconds });
  const [counted] = await rows<{ total: number }>(
    sharedDatabase(),
    `select count(*) as total from stocktake_scan s join stocktake t on t.id = s.stocktake_id where t.name = ?`,
    ['Shelf by the window'],
  );
  expect(counted?.total).toBe(3);

  await page.reload();
  await page.getByRole('button', { name: 'Close the count' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Close the count' }).click();
  await expect(page.getByText('The count is closed.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Download the report' })).toBeVisible({ timeout: inSeconds });
});
