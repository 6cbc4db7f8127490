import { chromium } from '@playwright/test';
import { systemChromium } from '../lib/chromium.mjs';
import { enrolStation, percentile } from './client.mjs';

/** A key is pressed so long after the one before, ms: somebody types fast. */
const PAUSE_MS = 120;

/**
 * From a key to the frame that shows another list: runs in the page. Keys after which the list stays as it was are not
 * counted.
 */
function watchTyping() {
  const field = document.querySelector('[role=combobox]');
  const list = document.querySelector('[role=listbox]');
  if (!field || !list) throw new Error('The page has no search field.');
  /** @type {number[]} */
  const times = [];
  let pressed = 0;
  field.addEventListener('input', (event) => (pressed = event.timeStamp), { capture: true });
  new MutationObserver(() => {
    const since = pressed;
    pressed = 0;
    const isOpen = list.getAttribute('hidden') === null;
    if (since > 0 && isOpen)
      // A task after the frame's own: the frame has been drawn.
      requestAnimationFrame(() => setTimeout(() => times.push(performance.now() - since)));
  }).observe(list, { childList: true, subtree: true, characterData: true, attributes: true });
  Object.assign(window, { typingTimes: times });
}

/**
 * Suggestions as somebody at a search station sees them, in a browser on this machine.
 * @param {string} url the server's origin @param {readonly string[]} texts what is typed, key by key
 * @returns {Promise<string[][]>} rows of figures
 */
export async function benchTypingSeen(url, texts) {
  const { cookie } = await enrolStation(url);
  const executablePath = systemChromium();
  const browser = await chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    args: ['--no-sandbox'],
  });
  try {
    const context = await browser.newContext({ serviceWorkers: 'block' });
    await context.addCookies(
      cookie.split('; ').map((pair) => {
        const [name = '', ...value] = pair.split('=');
        return { name, value: value.join('='), url };
      }),
    );
    const page = await context.newPage();
    await page.goto(`${url}/kiosk`, { waitUntil: 'networkidle' });
    await page.evaluate(watchTyping);
    const field = page.getByRole('combobox');
    for (const text of texts) {
      await field.fill('');
      await field.pressSequentially(text, { delay: PAUSE_MS });
    }
    await page.waitForTimeout(500);
    const times = /** @type {number[]} */ (await page.evaluate('typingTimes'));
    const spread = [0.5, 0.95, 0.99].map((share) => percentile(times, share).toFixed(0)).join(' / ');
    return [
      [
        'suggestions seen in the browser, p50 / p95 / p99 ms',
        spread,
        `${times.length} keys at a search station, each ${PAUSE_MS} ms after the one before, to the frame that shows them`,
      ],
    ];
  } finally {
    await browser.close();
  }
}
