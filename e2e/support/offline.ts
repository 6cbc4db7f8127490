import { expect, type Page } from '@playwright/test';

/** Waits until the code of a face is on the device, and loads the page anew, from there on with its worker. */
export async function installFace(page: Page, face: 'desk' | 'mine' | 'kiosk'): Promise<void> {
  const missing = () =>
    page.evaluate(async (name) => {
      const registration = await navigator.serviceWorker.getRegistration();
      if (!registration?.active) return -1;
      const lists = (await (await fetch('/offline-files.json')).json()) as Record<string, string[]>;
      const files = [...(lists['common'] ?? []), ...(lists[name] ?? [])];
      const kept = await Promise.all(files.map((file) => caches.match(file)));
      return kept.filter((one) => one === undefined).length;
    }, face);
  await expect.poll(missing, { timeout: 30_000, message: `${face} is being kept` }).toBe(0);
  await page.reload();
  expect(await page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
}

/** Waits until the device holds the copy of a site, from which the desk can go on alone. */
export async function snapshotTaken(page: Page, siteId: string): Promise<void> {
  const taken = () =>
    page.evaluate(
      () =>
        new Promise<string>((resolve, reject) => {
          const opening = indexedDB.open('carrel-offline');
          opening.onerror = () => reject(new Error(opening.error?.message));
          opening.onsuccess = () => {
            const asking = opening.result.transaction('meta').objectStore('meta').get('snapshot');
            asking.onsuccess = () => {
              opening.result.close();
              resolve((asking.result as { siteId: string } | undefined)?.siteId ?? '');
            };
          };
        }),
    );
  await expect
    .poll(taken, { timeout: 30_000, message: 'the copy of the site is on the device' })
    .toBe(siteId);
}
