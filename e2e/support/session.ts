import { expect, type Page } from '@playwright/test';

/** The sign-ins of the demo district. */
export type DemoUser = 'admin' | 'librarian' | 'helper' | 'teacher' | 'student';

const demoPassword = 'carrel-demo';

interface SignIn {
  username: DemoUser | (string & {});
  password?: string;
  /** Origin of the server when it is not the shared one. */
  origin?: string;
}

/** The origin that state-changing requests must name. */
export function originOf(page: Page, origin?: string): string {
  if (origin) return origin;
  const port = process.env['CARREL_E2E_PORT'];
  return page.url().startsWith('http') ? new URL(page.url()).origin : `http://localhost:${port}`;
}

/**
 * Signs in through the API; the cookie is then the page's. For the screen itself there is a spec of its own.
 * @throws when the server refuses
 */
export async function signIn(page: Page, who: DemoUser | SignIn): Promise<void> {
  const {
    username,
    password = demoPassword,
    origin: given,
  }: SignIn = typeof who === 'string' ? { username: who } : who;
  const origin = originOf(page, given);
  const response = await page.request.post(`${origin}/api/session`, {
    data: { username, password },
    headers: { origin, 'idempotency-key': crypto.randomUUID() },
  });
  expect(response.ok(), `sign-in of ${username}: ${response.status()}`).toBe(true);
}
