import { expect, test, type Page } from '@playwright/test';
import { DeskPage } from './pages/desk';
import { expectNoViolations } from './support/axe';
import { freeBorrowers, openLoansOf, rows, sharedDatabase, shelvedCopies } from './support/records';
import { signIn } from './support/session';

const loanOf = async (copyBarcode: string) =>
  (
    await rows<{ use: string; collector: string | null; due: string }>(
      sharedDatabase(),
      `select l.use, l.collected_by_id as collector, l.due_on as due from loan l join copy c on c.id = l.copy_id
       where c.barcode = ? and l.returned_at is null`,
      [copyBarcode],
    )
  )[0];

/** People and copies that no other spec takes: they may run at the same time. */
const OWN = 30;
const people = async (wanted: number, after = 0) =>
  (await freeBorrowers(sharedDatabase(), OWN + after + wanted)).slice(OWN + after);
const copies = async (wanted: number, after = 0) =>
  (await shelvedCopies(sharedDatabase(), OWN + after + wanted)).slice(OWN + after);

async function openDesk(page: Page): Promise<DeskPage> {
  await signIn(page, 'librarian');
  const desk = new DeskPage(page);
  await desk.open();
  return desk;
}

test.describe('the desk in other ways, by keyboard alone', () => {
  test('finds by name only, lends on site for somebody else, and from a list', async ({ page }) => {
    const [reader, friend] = await people(2);
    const [first, second, third] = await copies(3);
    const desk = await openDesk(page);
    const dialog = page.getByRole('dialog');

    await page.keyboard.press('Alt+f');
    await expect(dialog.getByRole('checkbox', { name: 'Name', exact: true })).toBeFocused();
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'Only search: 1 field' })).toBeVisible();
    await desk.scan(reader!.name);
    const found = page.getByRole('list', { name: 'People found' }).getByRole('button');
    await found.filter({ hasText: reader!.barcode }).focus();
    await page.keyboard.press('Enter');
    await expect(desk.patron(reader!.name)).toBeVisible();

    await page.keyboard.press('Alt+w');
    await expect(dialog.getByRole('checkbox', { name: 'Used on site, due back today' })).toBeFocused();
    await page.keyboard.press('Space');
    await expectNoViolations(page);
    await desk.tabTo(dialog.getByRole('textbox', { name: 'Fetched by somebody else' }));
    await page.keyboard.insertText(friend!.barcode);
    await page.keyboard.press('Enter');
    await expect(dialog.getByText(`Fetched by ${friend!.name}`)).toBeVisible();
    await dialog.getByRole('button', { name: 'Done' }).press('Enter');
    await desk.scan(first!.barcode);
    await expect(desk.banner).toContainText('Out until');
    expect(await loanOf(first!.barcode)).toMatchObject({ use: 'on-site', collector: friend!.id });
    await expect(page.getByRole('list').getByText(`Used on site · Fetched by ${friend!.name}`)).toBeVisible();

    // Another patron in view, or nobody: what was wished goes with them.
    await page.keyboard.press('Escape');
    await desk.scan(reader!.barcode);
    await expect(desk.patron(reader!.name)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Remove Used on site' })).toBeHidden();
    await page.keyboard.press('Alt+v');
    const list = dialog.getByRole('textbox', { name: 'Barcodes, one a line' });
    await expect(list).toBeFocused();
    await list.fill([second!.barcode, 'no such copy', third!.barcode, second!.barcode].join('\n'));
    await expect(dialog).toContainText('Copies: 3');
    await dialog.getByRole('button', { name: 'Start' }).press('Enter');
    await expect(dialog).toContainText('3 of 3');
    await expect(dialog.getByText('Out until')).toHaveCount(2);
    await expectNoViolations(page);
    await page.keyboard.press('Escape');
    await expect(desk.line).toBeFocused();
    expect(await loanOf(second!.barcode)).toMatchObject({ use: 'loan', collector: null });
    expect(await openLoansOf(sharedDatabase(), third!.barcode)).toBe(1);

    await page.keyboard.press('Alt+y');
    await dialog.getByRole('button', { name: 'Start' }).press('Enter');
    await expect(dialog).toContainText('3 of 3');
    await page.keyboard.press('Escape');
    expect(await openLoansOf(sharedDatabase(), first!.barcode)).toBe(0);
    expect(await openLoansOf(sharedDatabase(), third!.barcode)).toBe(0);

    await page.keyboard.press('Alt+f');
    await dialog.getByRole('button', { name: 'Search everywhere' }).press('Enter');
    await dialog.getByRole('button', { name: 'Done' }).press('Enter');
    await expect(page.getByRole('button', { name: 'Search everywhere' })).toBeVisible();
  });

  test('takes back on a day, and damaged with a charge', async ({ page }) => {
    const [reader] = await people(1, 2);
    const [copy] = await copies(1, 3);
    const desk = await openDesk(page);
    const dialog = page.getByRole('dialog');
    await desk.scan(reader!.barcode);
    await desk.scan(copy!.barcode);
    await expect(desk.banner).toContainText('Out until');

    await page.keyboard.press('Alt+2');
    await page.keyboard.press('Alt+d');
    const day = page.getByLabel('Day on which it came back');
    await day.fill('2020-01-06');
    await day.press('Enter');
    await desk.scan(copy!.barcode);
    await expect(desk.banner).toContainText('It was not out yet');
    expect(await openLoansOf(sharedDatabase(), copy!.barcode)).toBe(1);
    await page.getByRole('button', { name: 'Back to returned now' }).press('Enter');

    await page.keyboard.press('Alt+x');
    await expect(page.getByRole('button', { name: 'Next copy: damaged' })).toBeVisible();
    await desk.scan(copy!.barcode);
    await expect(desk.banner).toContainText('repair');
    await page.keyboard.press('Alt+q');
    await dialog.getByRole('textbox', { name: /Amount \([A-Z]{3}\)/ }).fill('2.50');
    await expectNoViolations(page);
    await page.keyboard.press('Enter');
    await expect(dialog).toBeHidden();
    await expect(desk.banner).toContainText('2.50 charged');
    const [charged] = await rows<{ amount: number }>(
      sharedDatabase(),
      "select e.amount from fine_entry e join fine f on f.id = e.fine_id where f.patron_id = ? and f.kind = 'damaged'",
      [reader!.id],
    );
    expect(charged?.amount).toBe(250);
    expect(await openLoansOf(sharedDatabase(), copy!.barcode)).toBe(0);
    await expect(desk.line).toBeFocused();
  });
});
