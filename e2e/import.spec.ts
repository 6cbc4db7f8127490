import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { ImportPage } from './pages/imports';
import { expectNoViolations } from './support/axe';
import { originOf, signIn } from './support/session';

/** A roster as schools send them: two headers of their own, and three lines that are wrong. */
const roster = (mark: string) =>
  [
    'Username,Given Name,Last word,Email,Strand',
    `ona.${mark},Ona,Zz${mark},ona@school.example,7`,
    `pia.${mark},Pia,Zz${mark},,8`,
    `quin.${mark},Quin,Zz${mark},quin at school,9`,
    `rob.${mark},Rob,Zz${mark},,9,one,too,many`,
    `ona.${mark},Other,Zz${mark},,7`,
  ].join('\r\n');

test('a new user imports a roster without reading help', async ({ page }) => {
  const mark = crypto.randomUUID().slice(0, 6);
  const file = { name: `roster-${mark}.csv`, content: roster(mark) };
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.method() !== 'GET' && request.url().includes('import')) sent.push(request.url());
  });
  await signIn(page, 'admin');
  const wizard = new ImportPage(page);
  await wizard.open();
  await expectNoViolations(page);

  await wizard.choose(file);
  await expect(wizard.problems).toContainText('Line 4, column Email');
  await expect(wizard.problems).toContainText('quin at school');
  await expect(wizard.problems).toContainText('Lines that would be refused: 2.');
  const listed = wizard.problems.getByRole('listitem');
  await expect(listed).toHaveCount(3);
  await wizard.problems.getByLabel('Show problems').selectOption({
    label: 'The line has more values than the file has columns. Is a comma missing its quotation marks? (1)',
  });
  await expect(listed).toContainText(['Line 5:']);

  await wizard.hold('Surname', 'Last word');
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await expect(wizard.meaningOf('Last word'), 'Escape puts it back').toHaveValue('');
  await wizard.hold('Surname', 'Last word');
  await page.mouse.up();
  await expect(wizard.said('Last word means Surname.')).toHaveCount(1);
  await expect(wizard.meaningOf('Last word')).toHaveValue('surname');
  await wizard.meaningOf('Strand').selectOption({ label: 'Cohort' });
  await page.getByLabel('Site of new people').selectOption({ index: 1 });
  await page.getByLabel('Name of the profile').fill(`Roster ${mark}`);
  expect(sent, 'nothing is sent by looking').toEqual([]);
  await page.getByRole('button', { name: 'Save as a profile' }).click();
  await expect(wizard.said('The profile is saved.')).toBeVisible();
  await expectNoViolations(page);

  await wizard.try.click();
  await expect(wizard.count('New')).toHaveText('3');
  await expect(wizard.count('Refused')).toHaveText('2');
  await wizard.show('Refused');
  await expect(wizard.people).toHaveText(['Line 5 is refused', 'Line 6 is refused']);
  await expectNoViolations(page);
  const waiting = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download the lines to repair' }).click();
  const repair = await readFile(await (await waiting).path(), 'utf8');
  expect(repair).toContain('quin at school');
  expect(repair).toContain('too');
  expect(repair).not.toContain('Pia');

  await wizard.apply.click();
  await expect(page.getByText('Applied', { exact: true })).toBeVisible();
  await page.getByRole('link', { name: 'Patrons', exact: true }).last().click();
  await page.getByRole('searchbox').first().fill(`pia.${mark}`);
  await expect(page.getByRole('link', { name: new RegExp(`Pia.*Zz${mark}|Zz${mark}.*Pia`) })).toBeVisible();

  await wizard.open();
  await wizard.choose(file);
  await page.getByLabel('Saved profile').selectOption({ label: `Roster ${mark}` });
  await expect(wizard.meaningOf('Last word')).toHaveValue('surname');
  await wizard.try.click();
  await expect(wizard.count('Unchanged')).toHaveText('3');
  await expect(wizard.count('New')).toHaveText('0');
  await expect(wizard.count('Changed')).toHaveText('0');
});

test('a machine with a token alone sends a file through the whole server, until the token is revoked', async ({
  page,
}) => {
  const mark = crypto.randomUUID().slice(0, 6);
  await signIn(page, 'admin');
  const headers = { origin: originOf(page) };
  const post = async (path: string, data: object) => {
    const key = { 'idempotency-key': crypto.randomUUID() };
    const answer = await page.request.post(`${headers.origin}/api/${path}`, {
      data,
      headers: { ...headers, ...key },
    });
    expect(answer.status()).toBe(201);
    return answer.json();
  };
  const profile = await post('import-profiles', {
    name: `Machine ${mark}`,
    settings: { mapping: null, options: { source: 'SIS', matchKey: 'username' } },
  });
  const token = await post(`imports/automatic/${profile.id}/tokens`, {
    name: 'Machine',
    expiresInDays: null,
  });
  /** As curl sends it: no page, so no origin and no cookie. */
  const send = async (authorization: Record<string, string>) => {
    const body = new FormData();
    body.set('file', new File([`Username,Surname\nmach.${mark},Zz${mark}\n`], 'patrons.csv'));
    const answer = await fetch(`${headers.origin}/api/imports/inbox`, {
      method: 'POST',
      body,
      headers: authorization,
    });
    return [answer.status, (await answer.json()).error?.code];
  };
  const bearer = { authorization: `Bearer ${token.secret}` };
  expect(await send(bearer)).toEqual([202, undefined]);
  expect(await send({}), 'a form of another site').toEqual([403, 'wrong-origin']);
  const revoked = await page.request.delete(
    `${headers.origin}/api/imports/automatic/${profile.id}/tokens/${token.id}`,
    { headers },
  );
  expect(revoked.ok()).toBe(true);
  expect(await send(bearer)).toEqual([401, 'import-token-revoked']);
});
