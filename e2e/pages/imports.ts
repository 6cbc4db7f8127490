import { expect, type Locator, type Page } from '@playwright/test';

export interface GivenFile {
  readonly name: string;
  readonly content: string | Buffer;
}

const asUpload = ({ name, content }: GivenFile) => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(content),
});

/** Titles of a file into the catalogue: first the dry run, then for good. */
export async function importTitles(page: Page, file: GivenFile, site: string): Promise<void> {
  await page.goto('/titles/import');
  await page.getByLabel('File', { exact: true }).setInputFiles(asUpload(file));
  await page.getByLabel('Site of the copies').selectOption({ label: site });
  await page.getByRole('button', { name: 'Start the dry run' }).click();
  const dry = page.getByRole('region', { name: file.name });
  await expect(dry).toContainText('nothing is changed yet');
  await dry.getByRole('button', { name: 'Import for real' }).click();
  await expect(page.getByRole('link', { name: 'See the newest titles' })).toBeVisible();
}

/** People of a file: the columns as they were recognised, what would change, then for good. */
export async function importPatrons(page: Page, file: GivenFile, site: string): Promise<void> {
  await page.goto('/patrons/import');
  await page.getByRole('button', { name: 'Choose a patron file' }).setInputFiles(asUpload(file));
  await expect(page.getByText('written by Concord Infiniti')).toBeVisible();
  await page.getByLabel('Site of new people').selectOption({ label: site });
  await page.getByRole('button', { name: 'See what would change' }).click();
  await expect(page.getByText('Dry run: nothing is changed yet')).toBeVisible();
  await page.getByRole('button', { name: /^Apply/ }).click();
  await expect(page.getByText('Applied', { exact: true })).toBeVisible();
}

/** The wizard as somebody sees it who has never imported anything. */
export class ImportPage {
  readonly problems: Locator;
  readonly try: Locator;
  readonly apply: Locator;

  constructor(readonly page: Page) {
    this.problems = page.getByRole('region', { name: 'Problems in the file' });
    this.try = page.getByRole('button', { name: 'See what would change' });
    this.apply = page.getByRole('button', { name: /^Apply/ });
  }

  /** From the list of patrons, where people look for it. */
  async open(): Promise<void> {
    await this.page.goto('/patrons');
    await this.page.getByRole('link', { name: 'Import', exact: true }).click();
    await expect(this.page.getByRole('heading', { level: 1, name: 'Import patrons' })).toBeVisible();
  }

  async choose(file: GivenFile): Promise<void> {
    await this.page.getByRole('button', { name: 'Choose a patron file' }).setInputFiles(asUpload(file));
    await expect(this.problems.getByText(/^Lines: /)).toBeVisible();
  }

  /** The list of meanings of one column. */
  meaningOf(column: string): Locator {
    return this.page.getByRole('combobox', { name: column, exact: true });
  }

  /** Takes a field that no column fills yet into the hand and holds it over a column. */
  async hold(field: string, column: string): Promise<void> {
    const header = this.page.getByRole('rowheader', { name: column, exact: true });
    // Near an end of the window the page would scroll along under a field that is held.
    await header.evaluate((cell) => cell.scrollIntoView({ block: 'center' }));
    await this.page
      .getByRole('region', { name: 'Fields without a column' })
      .getByText(field, { exact: true })
      .hover();
    await this.page.mouse.down();
    await header.hover();
    await expect(this.said(`${field} is picked up.`)).toHaveCount(1);
  }

  /** Shows the changes of one status only. */
  async show(status: string): Promise<void> {
    await this.page.getByRole('group', { name: 'Show' }).getByText(status, { exact: true }).click();
  }

  /** The people of the file as they are listed. */
  get people(): Locator {
    return this.page.locator('.changes').getByRole('heading');
  }

  /** What is read out. */
  said(text: string): Locator {
    return this.page.getByRole('status').filter({ hasText: text });
  }

  /** One of the counts above the changes. */
  count(status: string): Locator {
    return this.page
      .locator('.tally > div')
      .filter({ has: this.page.getByText(status, { exact: true }) })
      .locator('dd');
  }
}
