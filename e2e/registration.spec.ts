import { expect, test } from '@playwright/test';
import { RegistrationPage, type Newcomer } from './pages/patrons';
import { expectNoViolations } from './support/axe';
import { rows, sharedDatabase } from './support/records';
import { signIn } from './support/session';
import { viewports } from './support/viewports';

/** Barcodes that sort behind every other: other specs take the first borrowers of the list. */
const newcomers = (mark: string): Newcomer[] =>
  ['Una', 'Dora', 'Tria'].map((givenName, index) => ({
    username: `${givenName.toLowerCase()}.${mark}`,
    barcode: `zz ${mark} ${index}`,
    givenName,
    surname: 'Keyboard',
  }));

test('three patrons are registered in a row by keyboard alone', async ({ page }) => {
  const mark = crypto.randomUUID().slice(0, 6);
  const [first, second, third] = newcomers(mark) as [Newcomer, Newcomer, Newcomer];
  await signIn(page, 'admin');
  const form = new RegistrationPage(page);
  await form.open();

  await form.tabTo(form.username);
  await form.fill(first);
  await form.type('Form class', `K${mark}`);
  await form.tabTo(form.another);
  await page.keyboard.press('Space');
  await expect(form.another).toBeChecked();
  await form.tabTo(form.register, 'Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(form.said('Una Keyboard')).toBeVisible();
  await expect(form.username, 'the next one begins at the first field').toBeFocused();

  for (const next of [second, third]) {
    await expect(form.username).toHaveValue('');
    await expect(form.field('Surname')).toHaveValue('');
    await expect(form.field('Form class'), 'the class stays').toHaveValue(`K${mark}`);
    await form.fill(next);
    await page.keyboard.press('Enter');
    await expect(form.said(`${next.givenName} Keyboard`)).toBeVisible();
    await expect(form.username).toBeFocused();
  }
  await expectNoViolations(page);

  const registered = await rows<{ username: string; form_class: string }>(
    sharedDatabase(),
    `select p.username, p.form_class from patron p join form_class c
       on c.name = p.form_class and c.site_id = p.primary_site_id
     where p.username like ? order by p.created_at`,
    [`%.${mark}`],
  );
  expect(registered).toEqual(
    [first, second, third].map(({ username }) => ({ username, form_class: `K${mark}` })),
  );
});

test('somebody who is registered already is pointed out while they are typed, and nothing is blocked', async ({
  page,
}) => {
  await signIn(page, 'admin');
  const form = new RegistrationPage(page);
  await form.open();
  const [known] = await rows<{ given_name: string; surname: string }>(
    sharedDatabase(),
    "select given_name, surname from patron where username = 'student'",
  );
  await form.tabTo(form.username);
  await form.type('Given name', known?.given_name ?? '');
  await form.type('Surname', known?.surname ?? '');
  const warning = page.getByRole('status').filter({ hasText: 'Perhaps registered already' });
  await expect(warning).toBeVisible();
  await expect(warning.getByRole('link').first()).toBeVisible();
  await expect(form.register).toBeEnabled();
  await expectNoViolations(page);
});

test('contacts are added and taken out by keyboard, and each refusal says which one it is about', async ({
  page,
}) => {
  await signIn(page, 'admin');
  await page.goto('/patrons/new');
  const username = page.getByLabel('Username', { exact: true });
  await username.fill(`contacts.${crypto.randomUUID().slice(0, 6)}`);
  await page.getByLabel('Surname', { exact: true }).fill('Zz Contacts');
  const add = page.getByRole('button', { name: 'Add a contact' });
  const names = page.getByRole('group', { name: /^Contact \d$/ }).getByLabel('Name', { exact: true });
  await add.press('Enter');
  await expect(names.nth(0), 'writing goes on in it').toBeFocused();
  await page.keyboard.type('Demo Guardian');
  await add.press('Enter');
  await expect(names.nth(1)).toBeFocused();
  await page.getByLabel('E-mail', { exact: true }).nth(1).fill('no address');
  await page.getByRole('button', { name: 'Register', exact: true }).press('Enter');
  const summary = page.getByRole('alert').filter({ hasText: 'Please check these fields' });
  await expect(summary.getByRole('link')).toHaveText([
    'Contact 1, E-mail: This contact has neither email nor phone. Enter one of them, or remove the contact.',
    'Contact 2, Name: Fill this in.',
    'Contact 2, E-mail: This is not an email address that mail could reach.',
  ]);
  const remove = page.getByRole('button', { name: 'Remove this contact' });
  await remove.nth(0).press('Enter');
  await expect(names.nth(0), 'the next one has its place').toBeFocused();
  await expect(summary.getByRole('link').first()).toHaveText('Contact 1, Name: Fill this in.');
  await remove.press('Enter');
  await expect(summary).toHaveCount(0);
  await expect(add).toBeFocused();
});

test('what is wrong with the settings is named, and the names of next year are read in full on a phone', async ({
  page,
}) => {
  await page.setViewportSize(viewports.phone);
  await signIn(page, 'admin');
  await page.goto('/settings/district');
  await page.getByLabel('Days of a loan without a rule').fill('many');
  await page.getByLabel('Days that returned loans are kept').fill('few');
  await page.getByRole('button', { name: 'Save' }).click();
  const summary = page.getByRole('alert').filter({ hasText: 'Please check these fields' });
  await expect(summary.getByRole('link')).toHaveText([
    'Days of a loan without a rule: Enter a whole number.',
    'Days that returned loans are kept: Enter a whole number.',
  ]);
  await summary.getByRole('link').last().click();
  await expect(page.getByLabel('Days that returned loans are kept')).toBeFocused();
  await page.goto('/settings/rollover');
  const steps = page.getByRole('table').first().getByRole('textbox');
  const cut = (inputs: (HTMLElement | SVGElement)[]) =>
    inputs.filter((input) => input.scrollWidth > input.clientWidth).length;
  await expect(steps.first()).toBeVisible();
  expect(await steps.evaluateAll(cut)).toBe(0);
});

test('a refused form of rules, sites or search stations says which fields, and leads to them', async ({
  page,
}) => {
  await signIn(page, 'admin');
  const summary = page.getByRole('alert').filter({ hasText: 'Please check these fields' });
  const told = summary.getByRole('link');
  const save = page.getByRole('button', { name: 'Save', exact: true });

  await page.goto('/settings/rules');
  await page.getByRole('button', { name: 'Add a rule' }).click();
  const loanDays = page.getByRole('textbox', { name: 'Loan days', exact: true });
  await loanDays.fill('many');
  await page.getByRole('textbox', { name: 'Fine', exact: true }).fill('ten');
  await save.click();
  await expect(told).toHaveText([
    'Loan days: Enter a whole number.',
    'Fine: Enter an amount of money, such as 2.50.',
  ]);
  await expect(summary).toBeFocused();
  await told.first().click();
  await expect(loanDays).toBeFocused();
  await expect(loanDays).toHaveAccessibleDescription(/Enter a whole number\.$/);

  await page.goto('/settings/sites');
  await page.getByRole('button', { name: 'Add a site' }).click();
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(told.first()).toHaveText('Name: Fill this in.');
  await expect(told.nth(1)).toHaveText('Code: Fill this in.');
  await page.keyboard.press('Escape');
  await page.getByRole('row').getByRole('link').first().click();
  await page.getByRole('textbox', { name: 'Code' }).fill('');
  await page.getByRole('textbox', { name: 'Code' }).press('Enter');
  await expect(told).toHaveText(['Code: Fill this in.']);
  await told.click();
  await expect(page.getByRole('textbox', { name: 'Code' })).toBeFocused();

  await page.goto('/settings/stations/offer');
  const languages = page.getByRole('group', { name: 'Languages of the screen' });
  await expect(languages).toBeVisible();
  for (const box of await languages.getByRole('checkbox').all()) await box.uncheck();
  await page.getByLabel('Moving covers after').fill('5');
  await save.click();
  await expect(told).toHaveText(['Languages of the screen: Fill this in.', /^Moving covers after: ./]);
  await expect(languages.getByRole('checkbox').first()).toHaveAttribute('aria-invalid', 'true');
  await told.first().click();
  await expect(languages).toBeFocused();
  await expectNoViolations(page);
});
