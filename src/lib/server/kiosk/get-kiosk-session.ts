import * as v from 'valibot';
import type { KioskSession } from '$lib/contracts/kiosk';
import { useCase } from '../use-case';
import { askingStation } from './find-station';
import { sessionOfStation } from './station-session';

/**
 * What this station is: its name, the sites it may see, when it resets and what it offers.
 * @throws AppError not-signed-in for any other browser.
 */
export const getKioskSession = useCase({
  name: 'get-kiosk-session',
  permission: 'catalogue.search',
  input: v.object({}),
  run: async (context): Promise<KioskSession> => sessionOfStation(context, await askingStation(context)),
});
