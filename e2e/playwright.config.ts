import { defineConfig } from '@playwright/test';
import { systemChromium } from '../src/cli/lib/chromium.mjs';
import { freePort } from '../src/cli/lib/server-process.mjs';

// Workers read this file again: they inherit the port that the first reading chose.
const port = (process.env['CARREL_E2E_PORT'] ??= String(await freePort()));
const executablePath = systemChromium();

/** Debian's Chromium as root in a container, without its calls home. */
export const chromiumArgs = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: '../test-results',
  globalSetup: './support/global-setup.ts',
  workers: 2,
  fullyParallel: false,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    baseURL: `http://localhost:${port}`,
    browserName: 'chromium',
    locale: 'en-AU',
    timezoneId: 'Australia/Sydney',
    viewport: { width: 1366, height: 768 },
    screenshot: 'only-on-failure',
    trace: process.env['CARREL_TRACE'] ? 'retain-on-failure' : 'off',
    launchOptions: { ...(executablePath ? { executablePath } : {}), args: chromiumArgs },
  },
});
