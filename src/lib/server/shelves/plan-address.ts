import type { SitePlan } from '$lib/contracts/shelves';

/** Where a site's plan is shown from, and how large it is. */
export const planAnswer = (row: {
  siteId: string;
  imageId: string;
  width: number;
  height: number;
}): SitePlan => ({
  url: `/api/sites/${encodeURIComponent(row.siteId)}/plan?${new URLSearchParams({ v: row.imageId })}`,
  width: row.width,
  height: row.height,
});
