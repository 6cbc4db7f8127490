import { m } from '$lib/paraglide/messages.js';
import { ownAddress, printLines } from '../console';
import type { Services } from '../services';
import { theDistrict } from '../sites/queries';
import { setupToken } from './set-up';

/** Prints the one-time word of the first run on the console while the database has no district. */
export async function announceSetup(services: Services): Promise<void> {
  if (await theDistrict(services.database.read)) return;
  printLines([
    '',
    m.notices_setup_needed(),
    '',
    `  ${ownAddress(services.environment)}/setup`,
    `  ${m.notices_setup_token({ token: setupToken(services) })}`,
    '',
  ]);
}
