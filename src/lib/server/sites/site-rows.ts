import type { Site } from '$lib/contracts/sites';
import type { site } from '../db/schema/sites';

/** A stored site as the API shows it. The table keeps the hours as JSON; only validated ones are ever written. */
export const siteAnswer = ({
  rev: _rev,
  kiosk: _kiosk,
  hours,
  ...shown
}: typeof site.$inferSelect): Site => ({
  ...shown,
  hours: hours as Site['hours'],
});
