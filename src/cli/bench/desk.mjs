import { chromium } from '@playwright/test';
import { systemChromium } from '../lib/chromium.mjs';
import { lendablePairs } from './circulation.mjs';
import { percentile, signIn } from './client.mjs';

const scans = 40;

/** Runs in the page: measures from the key that ends a scan to the frame that shows its confirmation. */
function watchConfirmations() {
  let entered = 0;
  document.addEventListener(
    'keydown',
    (event) => {
      if (event.key === 'Enter') entered = performance.now();
    },
    true,
  );
  const banner = document.querySelector('[role=status][aria-label="Last scan"]');
  if (!banner) throw new Error('The desk has no banner.');
  new MutationObserver(() => {
    if (entered === 0) return;
    const began = entered;
    entered = 0;
    requestAnimationFrame(() => performance.measure('scan', { start: began, end: performance.now() }));
  }).observe(banner, { childList: true, subtree: true, characterData: true });
}

/**
 * One scan by keyboard, as a scanner types it.
 * @param {import('@playwright/test').Page} page @param {string} text
 * @returns {Promise<number>} ms from Enter to the confirmation on the screen
 */
async function scan(page, text) {
  const before = await page.evaluate(() => performance.getEntriesByName('scan').length);
  await page.keyboard.insertText(text);
  await page.keyboard.press('Enter');
  await page.waitForFunction((count) => performance.getEntriesByName('scan').length > count, before);
  return page.evaluate(() => performance.getEntriesByName('scan').at(-1)?.duration ?? Number.NaN);
}

/** @param {import('@playwright/test').Page} page @param {{ patronBarcode: string, copyBarcode: string }[]} pairs */
async function playScans(page, pairs) {
  /** @type {Record<'card' | 'checkout' | 'check-in', number[]>} */
  const times = { card: [], checkout: [], 'check-in': [] };
  for (const { patronBarcode, copyBarcode } of pairs) {
    times.card.push(await scan(page, patronBarcode));
    times.checkout.push(await scan(page, copyBarcode));
    await page.keyboard.press('Escape');
    times['check-in'].push(await scan(page, copyBarcode));
  }
  return times;
}

/**
 * Scan to confirmation at the Desk, by keyboard alone, in a real browser.
 * @param {string} url
 * @returns {Promise<string[][]>} rows of figures
 */
export async function benchDesk(url) {
  const client = await signIn(url, 'librarian');
  const pairs = (await lendablePairs(client)).slice(0, scans);
  const executablePath = systemChromium();
  const browser = await chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    args: ['--no-sandbox'],
  });
  try {
    const context = await browser.newContext({ locale: 'en-AU' });
    const [name = '', ...value] = client.cookie.split('=');
    await context.addCookies([{ name, value: value.join('='), url }]);
    const page = await context.newPage();
    await page.goto(`${url}/desk`, { waitUntil: 'networkidle' });
    await page.evaluate(watchConfirmations);
    const times = await playScans(page, pairs);
    return Object.entries(times).map(([kind, ms]) => [
      `desk, ${kind}: scan to confirmation, ms`,
      percentile(ms, 0.5).toFixed(0),
      `p95 ${percentile(ms, 0.95).toFixed(0)} ms, ${ms.length} scans by keyboard`,
    ]);
  } finally {
    await browser.close();
  }
}
