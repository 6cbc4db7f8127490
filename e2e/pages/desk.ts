import { expect, type Locator, type Page } from '@playwright/test';

/** The Desk as a person at it knows it. */
export class DeskPage {
  readonly line: Locator;
  readonly banner: Locator;
  readonly log: Locator;

  constructor(readonly page: Page) {
    this.line = page.getByRole('textbox', { name: 'Scan or type a card, a copy or a name' });
    this.banner = page.getByRole('status', { name: 'Last scan' });
    this.log = page.getByRole('region', { name: 'This session' });
  }

  async open(origin = ''): Promise<void> {
    await this.page.goto(`${origin}/desk`);
    await expect(this.line).toBeFocused();
  }

  /**
   * Enters a number or a name as one piece, ending with Enter; the scan line must have the focus by itself. Key by key
   * a busy machine would type as slowly as a hand.
   */
  async scan(text: string): Promise<void> {
    await expect(this.line).toBeFocused();
    await this.page.keyboard.insertText(text);
    await this.page.keyboard.press('Enter');
    await expect(this.line).toHaveValue('');
  }

  /** Moves the desk to another of the librarian's sites. */
  async standAt(site: string): Promise<void> {
    await this.page.getByLabel('Site', { exact: true }).selectOption({ label: site });
    await expect(this.line).toBeFocused();
  }

  /** Gives what goes out next a due day of its own: 'YYYY-MM-DD'. */
  async giveDueDay(day: string): Promise<void> {
    await this.page.keyboard.press('Alt+d');
    const field = this.page.getByLabel('Due day for what goes out next');
    await field.fill(day);
    await field.press('Enter');
    await expect(this.line).toBeFocused();
  }

  /** Goes there by the Tab key alone. */
  async tabTo(target: Locator): Promise<void> {
    for (let presses = 0; presses < 12; presses += 1) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      await this.page.keyboard.press('Tab');
    }
    await expect(target).toBeFocused();
  }

  patron(name: string): Locator {
    return this.page.getByRole('heading', { level: 2, name });
  }

  mode(name: 'Check out' | 'Check in' | 'Book drop'): Locator {
    return this.page.getByRole('radio', { name });
  }
}
