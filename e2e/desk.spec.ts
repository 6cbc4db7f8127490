import { expect, test } from '@playwright/test';
import { DeskPage } from './pages/desk';
import { expectNoViolations } from './support/axe';
import { freeBorrowers, openLoansOf, sharedDatabase, shelvedCopies } from './support/records';
import { signIn } from './support/session';
import { everyViewport } from './support/viewports';

/** Where the books of these stories stand. */
const MIDDLE = 'Maple Yard Middle School';

test.describe('the desk by keyboard alone', () => {
  test('a card, a book, its undo, its return', async ({ page }) => {
    const [borrower] = await freeBorrowers(sharedDatabase(), 1);
    const [copy] = await shelvedCopies(sharedDatabase(), 1);
    await signIn(page, 'librarian');
    const desk = new DeskPage(page);
    await desk.open();
    await desk.standAt(MIDDLE);

    await desk.scan(borrower!.barcode);
    await expect(desk.patron(borrower!.name)).toBeVisible();
    await desk.scan(copy!.barcode);
    await expect(desk.banner).toContainText('Out until');
    await expect(desk.banner).toContainText(copy!.title);
    expect(await openLoansOf(sharedDatabase(), copy!.barcode)).toBe(1);

    await page.keyboard.press('Alt+u');
    await expect(desk.banner).toContainText('Taken back');
    expect(await openLoansOf(sharedDatabase(), copy!.barcode)).toBe(0);

    await desk.scan(copy!.barcode);
    await expect(desk.banner).toContainText('Out until');
    await page.keyboard.press('Escape');
    await expect(desk.patron(borrower!.name)).toBeHidden();
    await desk.scan(copy!.barcode);
    await expect(desk.banner).toContainText('In');
    expect(await openLoansOf(sharedDatabase(), copy!.barcode)).toBe(0);
    await expect(desk.line).toBeFocused();
  });

  test('a refusal lists every reason, and a permitted override goes on', async ({ page }) => {
    const [copy] = await shelvedCopies(sharedDatabase(), 1);
    await signIn(page, 'librarian');
    const desk = new DeskPage(page);
    await desk.open();
    await desk.standAt(MIDDLE);
    await desk.scan('0 0412 7');
    await expect(desk.patron('Noor Placeholder')).toBeVisible();
    await desk.scan(copy!.barcode);
    await expect(desk.banner).toContainText('Refused, for 3 reasons');
    await expect(desk.banner).toContainText('Rule');
    expect(await openLoansOf(sharedDatabase(), copy!.barcode)).toBe(0);
    const dialog = page.getByRole('dialog');
    await page.keyboard.press('Alt+o');
    await expect(dialog).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await expect(desk.line).toBeFocused();
    expect(await openLoansOf(sharedDatabase(), copy!.barcode)).toBe(0);

    await page.keyboard.press('Alt+o');
    await desk.tabTo(dialog.getByRole('textbox'));
    await page.keyboard.press('Enter');
    await expect(dialog, 'an override without a reason stays open').toBeVisible();
    await page.keyboard.type('The class needs it today');
    await page.keyboard.press('Enter');
    await expect(desk.banner).toContainText(copy!.title);
    await expect(desk.banner).toContainText('Out until');
    expect(await openLoansOf(sharedDatabase(), copy!.barcode)).toBe(1);
    await expect(desk.line).toBeFocused();
    await page.keyboard.press('Alt+u');
    await expect(desk.banner).toContainText('Taken back');
    expect(await openLoansOf(sharedDatabase(), copy!.barcode)).toBe(0);
  });

  test('an unknown barcode says so and changes nothing', async ({ page }) => {
    await signIn(page, 'librarian');
    const desk = new DeskPage(page);
    await desk.open();
    await desk.scan('999999999999');
    await expect(desk.banner).toContainText(/Nothing/);
  });

  test('every action shows its key on ?', async ({ page }) => {
    await signIn(page, 'librarian');
    const desk = new DeskPage(page);
    await desk.open();
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(desk.line).toBeFocused();
  });
});

for (const { name, width, height } of everyViewport) {
  test(`the desk has no accessibility fault on a ${name}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await signIn(page, 'librarian');
    const desk = new DeskPage(page);
    await desk.open();
    await expectNoViolations(page);
    await desk.scan('0 0412 7');
    await expect(desk.patron('Noor Placeholder')).toBeVisible();
    await expectNoViolations(page);
  });
}
