import { expect, type Locator, type Page } from '@playwright/test';

/** The Desk as a person at it knows it. */
export class DeskPage {
  readonly line: Locator;

  constructor(readonly page: Page) {
    this.line = page.getByRole('textbox', { name: 'Scan or type a card, a copy or a name' });
  }

  async open(origin = ''): Promise<void> {
    await this.page.goto(`${origin}/desk`);
    await expect(this.line).toBeFocused();
  }
}
