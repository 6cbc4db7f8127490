import { expect, type Locator, type Page } from '@playwright/test';

export interface Newcomer {
  readonly username: string;
  readonly barcode: string;
  readonly givenName: string;
  readonly surname: string;
}

/** The registration form as somebody knows it who never touches the mouse. */
export class RegistrationPage {
  readonly username: Locator;
  readonly another: Locator;
  readonly register: Locator;

  constructor(readonly page: Page) {
    this.username = page.getByLabel('Username', { exact: true });
    this.another = page.getByRole('checkbox', { name: /^New input form/ });
    this.register = page.getByRole('button', { name: 'Register', exact: true });
  }

  async open(): Promise<void> {
    await this.page.goto('/patrons/new');
    await expect(this.register).toBeVisible();
  }

  field(label: string): Locator {
    return this.page.getByLabel(label, { exact: true });
  }

  /** Goes there by the Tab key alone; backwards with Shift. */
  async tabTo(target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    for (let presses = 0; presses < 80; presses += 1) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      await this.page.keyboard.press(key);
    }
    await expect(target).toBeFocused();
  }

  /** Goes to a field and types into it. */
  async type(label: string, text: string): Promise<void> {
    await this.tabTo(this.field(label));
    await this.page.keyboard.insertText(text);
  }

  /** Fills in who it is, in the order of the form; the username has the focus. */
  async fill({ username, barcode, givenName, surname }: Newcomer): Promise<void> {
    await this.page.keyboard.insertText(username);
    await this.type('Library barcode', barcode);
    await this.type('Given name', givenName);
    await this.type('Surname', surname);
  }

  /** The message that somebody is registered. */
  said(name: string): Locator {
    return this.page.getByRole('status').filter({ hasText: `${name} is registered.` });
  }
}
