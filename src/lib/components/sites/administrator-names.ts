import { m } from '$lib/paraglide/messages.js';

/** The first administrator as it is typed. */
export type Administrator = { username: string; password: string; givenName: string; surname: string };

/** What the fields of the first administrator are called. */
export const ADMINISTRATOR_FIELD_NAMES: Readonly<Record<keyof Administrator, () => string>> = {
  givenName: () => m.settings_setup_given_name(),
  surname: () => m.settings_setup_surname(),
  username: () => m.settings_sign_in_username(),
  password: () => m.settings_sign_in_password(),
};
