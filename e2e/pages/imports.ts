import { expect, type Page } from '@playwright/test';

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
