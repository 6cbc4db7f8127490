import { expect, type Page } from '@playwright/test';

/** Waits until the code of a face is on the device, and loads the page anew, from there on with its worker. */
export async function installFace(page: Page, face: 'desk' | 'mine'): Promise<void> {
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

/** How many rows a table of the device's own store has. */
export function storedRows(page: Page, table: string): Promise<number> {
  return page.evaluate(
    (name) =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('carrel-offline');
        opening.onerror = () => reject(new Error(opening.error?.message));
        opening.onsuccess = () => {
          const store = opening.result;
          if (!store.objectStoreNames.contains(name)) return resolve(0);
          const counting = store.transaction(name).objectStore(name).count();
          counting.onsuccess = () => {
            store.close();
            resolve(counting.result);
          };
        };
      }),
    table,
  );
}

/** Waits until the device holds copies and patrons enough to go on alone. */
export async function snapshotTaken(page: Page, atLeast = { patrons: 1, copies: 1 }): Promise<void> {
  await expect
    .poll(() => storedRows(page, 'patrons'), { timeout: 30_000 })
    .toBeGreaterThanOrEqual(atLeast.patrons);
  await expect
    .poll(() => storedRows(page, 'copies'), { timeout: 30_000 })
    .toBeGreaterThanOrEqual(atLeast.copies);
}
