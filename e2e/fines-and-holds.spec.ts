import { expect, test, type Page } from '@playwright/test';
import { DeskPage } from './pages/desk';
import { expectNoViolations } from './support/axe';
import { freeBorrowers, rows, sharedDatabase, type Borrower } from './support/records';
import { originOf, signIn } from './support/session';

/** The first ones are other specs' people. */
const FIRST_OF_OURS = 20;

async function ourBorrowers(wanted: number): Promise<Borrower[]> {
  const found = (await freeBorrowers(sharedDatabase(), FIRST_OF_OURS + wanted)).slice(FIRST_OF_OURS);
  expect(found.length, 'the demo district has enough pupils').toBe(wanted);
  return found;
}

/** A book of the Middle School on its shelf that is the only copy of its title, and that nobody waits for. */
async function onlyCopy() {
  const [found] = await rows<{ barcode: string; titleId: string; title: string; siteId: string }>(
    sharedDatabase(),
    `select c.barcode, t.id as titleId, t.title, c.at_site_id as siteId
     from title t join copy c on c.title_id = t.id join site s on s.id = c.at_site_id
       join circulation_type k on k.id = c.circulation_type_id
     where c.status = 'available' and s.name like '%Middle%' and c.owner_site_id = c.at_site_id
       and lower(k.name) = 'fiction' and t.language = 'eng' and c.minimum_age is null
       and (select count(*) from copy o where o.title_id = t.id) = 1
       and not exists (select 1 from hold h where h.title_id = t.id)
     order by c.barcode desc limit 1`,
  );
  if (!found) throw new Error('The demo district has no title with one copy at the Middle School.');
  return found;
}

/** Places a hold as staff, past the copy that is on the shelf. @returns the hold's id */
async function placeHold(page: Page, patronId: string, titleId: string, pickupSiteId: string) {
  const origin = originOf(page);
  const overrides = [{ code: 'hold-copy-available', reason: 'Asked for by telephone' }];
  const response = await page.request.post(`${origin}/api/holds`, {
    data: { patronId, titleId, pickupSiteId, overrides },
    headers: { origin, 'idempotency-key': crypto.randomUUID() },
  });
  expect(response.status()).toBe(201);
  return ((await response.json()) as { id: string }).id;
}

test('a fine is added, paid in part with a receipt, and the rest waived with a reason', async ({ page }) => {
  const [borrower] = await ourBorrowers(1);
  await signIn(page, 'librarian');
  await page.goto(`/fines/${borrower!.id}`);
  await expect(page.getByText('Nothing is owed.')).toBeVisible();

  const charge = page.getByRole('form', { name: 'Add a charge' });
  await charge.getByLabel(/^Amount/).fill('4.00');
  await charge.getByLabel('What happened').fill('Torn page');
  await charge.getByRole('button', { name: 'Charge', exact: true }).click();
  await expect(page.getByRole('heading', { name: /^Owes .*4\.00/ })).toBeVisible();

  const pay = page.getByRole('form', { name: 'Take a payment' });
  const takeWrong = async (sum: string, told: string) => {
    await pay.getByLabel(/^Amount/).fill(sum);
    await pay.getByRole('button', { name: 'Take the payment' }).click();
    await expect(pay).toContainText(told);
    await expect(pay.getByLabel(/^Amount/)).toBeFocused();
  };
  await takeWrong('', 'Enter an amount');
  await takeWrong('0', 'Enter an amount');
  await takeWrong('99', 'At most $4.00.');
  await pay.getByLabel(/^Amount/).fill('1.50');
  await pay.getByLabel('Till').fill('Front desk');
  await pay.getByRole('button', { name: 'Take the payment' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('1.50');
  await expect(dialog).toContainText(borrower!.name);
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(page.getByRole('heading', { name: /^Owes .*2\.50/ })).toBeVisible();

  await page.getByRole('button', { name: 'Actions for Other charge: Torn page' }).click();
  await page.getByRole('menuitem', { name: 'Waive' }).click();
  const session = await page.context().cookies();
  await page.context().clearCookies();
  await dialog.getByLabel('Reason').fill('The binding was old');
  await dialog.getByRole('button', { name: 'Waive', exact: true }).click();
  await expect(dialog.getByRole('link', { name: 'Sign in in a new tab' })).toBeVisible();
  await page.context().addCookies(session);
  await expect(dialog.getByLabel('Reason')).toHaveValue('The binding was old');
  await dialog.getByRole('button', { name: 'Waive', exact: true }).click();
  await expect(page.getByText('Nothing is owed.')).toBeVisible();
  await expectNoViolations(page);

  const ledger = await rows(
    sharedDatabase(),
    'select type, amount, method, reason from fine_entry where patron_id = ? order by at, id',
    [borrower!.id],
  );
  expect(ledger).toEqual([
    { type: 'charge', amount: 400, method: null, reason: 'Torn page' },
    { type: 'payment', amount: -150, method: 'cash', reason: '' },
    { type: 'waiver', amount: -250, method: null, reason: 'The binding was old' },
  ]);
});

test('holds are placed by staff, put into another order, fetched, and picked up', async ({ page }) => {
  const [, first, second] = await ourBorrowers(3);
  const copy = await onlyCopy();
  await signIn(page, 'librarian');
  await placeHold(page, first!.id, copy.titleId, copy.siteId);
  const secondHold = await placeHold(page, second!.id, copy.titleId, copy.siteId);

  await page.goto(`/titles/${copy.titleId}`);
  await page.getByRole('button', { name: 'Change the order' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: `Move ${second!.name} to the front` }).click();
  await dialog.getByRole('button', { name: 'Save the order' }).click();
  await expect(dialog).toBeHidden();
  const placeOf = async (patronId: string) =>
    (
      await rows<{ position: number }>(
        sharedDatabase(),
        'select position from hold where title_id = ? and patron_id = ? and closed_at is null',
        [copy.titleId, patronId],
      )
    )[0]?.position;
  await expect.poll(() => placeOf(second!.id)).toBe(1);
  expect(await placeOf(first!.id)).toBe(2);

  await page.goto('/holds/tasks?list=pull');
  await page.getByRole('button', { name: `Fetched: ${copy.barcode}` }).click();
  await expect(page.getByText(`On the hold shelf for ${second!.name}`)).toBeVisible();
  await expect(page.getByRole('button', { name: `Fetched: ${copy.barcode}` })).toBeHidden();

  const desk = new DeskPage(page);
  await desk.open();
  await desk.scan(second!.barcode);
  await expect(desk.patron(second!.name)).toBeVisible();
  await page.keyboard.press('Alt+h');
  await expect(page.getByRole('tabpanel')).toContainText(copy.title);
  await desk.scan(copy.barcode);
  await expect(desk.banner).toContainText('Out until');
  const [ended] = await rows(sharedDatabase(), 'select status from hold where id = ?', [secondHold]);
  expect(ended).toEqual({ status: 'fulfilled' });
  await expect.poll(() => placeOf(first!.id)).toBe(1);
});
