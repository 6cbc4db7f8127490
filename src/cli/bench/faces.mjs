import { gzipSync } from 'node:zlib';
import { chromium } from '@playwright/test';
import { systemChromium } from '../lib/chromium.mjs';
import { enrolStation, signIn } from './client.mjs';

/** First load of each face in kB (1000 bytes), gzipped, before the scanner is opened. */
const faces = [
  { name: 'Kiosk', path: '/kiosk', become: enrolStation, budget: 90 },
  { name: 'Mine', path: '/mine', become: (/** @type {string} */ url) => signIn(url, 'student'), budget: 120 },
  {
    name: 'Desk',
    path: '/desk',
    become: (/** @type {string} */ url) => signIn(url, 'librarian'),
    budget: 200,
  },
];

/**
 * What a browser really fetches to show the face the first time: every script, whether preloaded, imported
 * or imported later by the page itself. The service worker is off: it fetches for the next visit.
 * @param {import('@playwright/test').Browser} browser
 * @param {string} url
 * @param {typeof faces[number]} face
 */
async function firstLoad(browser, url, { path, become }) {
  const context = await browser.newContext({ serviceWorkers: 'block' });
  const { cookie } = await become(url);
  const cookies = cookie.split('; ').map((pair) => {
    const [name = '', ...value] = pair.split('=');
    return { name, value: value.join('='), url };
  });
  await context.addCookies(cookies);
  const page = await context.newPage();
  /** @type {Map<string, Promise<number>>} */
  const scripts = new Map();
  page.on('response', (response) => {
    const type = response.headers()['content-type'] ?? '';
    if (/javascript/.test(type) && response.ok())
      scripts.set(
        response.url(),
        response.body().then((body) => gzipSync(body, { level: 9 }).length),
      );
  });
  await page.goto(`${url}${path}`, { waitUntil: 'networkidle' });
  // What is fetched from now on is for the next page.
  page.removeAllListeners('response');
  const sizes = await Promise.all([...scripts].map(async ([file, size]) => ({ file, size: await size })));
  const landed = new URL(page.url()).pathname;
  await context.close();
  return { sizes: sizes.sort((a, b) => b.size - a.size), landed };
}

/**
 * @param {string} url
 * @returns {Promise<string[][]>} rows of figures
 */
export async function benchFaces(url) {
  const executablePath = systemChromium();
  const browser = await chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    args: ['--no-sandbox'],
  });
  const rows = [];
  try {
    for (const face of faces) {
      const { sizes, landed } = await firstLoad(browser, url, face);
      const kilobytes = sizes.reduce((sum, { size }) => sum + size, 0) / 1000;
      const verdict = kilobytes <= face.budget ? 'within' : 'OVER';
      const moved = landed === face.path ? '' : `, landed on ${landed}`;
      rows.push([
        `${face.name} first load, kB gz`,
        kilobytes.toFixed(1),
        `${verdict} ${face.budget} kB; ${sizes.length} files${moved}`,
      ]);
      if (kilobytes > face.budget)
        for (const { file, size } of sizes.slice(0, 5))
          rows.push([
            `  ${new URL(file).pathname.split('/').slice(-2).join('/')}`,
            (size / 1000).toFixed(1),
            '',
          ]);
    }
  } finally {
    await browser.close();
  }
  return rows;
}
