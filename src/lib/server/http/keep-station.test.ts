import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { credentialHash } from '../auth/identify';
import { device } from '../db/schema/auth';
import { statement } from '../db/statement';
import { createTestLibrary, type TestLibrary } from '../testing/library';
import { strays } from './keep-station';

let library: TestLibrary;
const cookies: Record<string, string> = { nobody: '', unknown: 'carrel_device=nothing' };

beforeAll(async () => {
  library = await createTestLibrary();
  const { id } = await library.build.patron({ kind: 'generic', username: 'station', levels: [] });
  await library.build.patron({ username: 'reader' });
  const made = { id: 'd', name: 'D', createdAt: 0, genericPatronId: id };
  await library.build.write([
    statement(
      library.services.database.read
        .insert(device)
        .values({ ...made, kind: 'kiosk', credentialHash: credentialHash('secret') }),
    ),
  ]);
  cookies['station'] = 'locale=en; carrel_device=secret';
  cookies['reader'] = (await library.signIn('reader')).cookie;
});
afterAll(() => library.end());

describe('an address typed at a station', () => {
  it.each([
    ['station', '/desk', 'navigate', true],
    ['station', '/', 'navigate', true],
    ['station', '/api/docs', 'navigate', true],
    ['station', '/kiosked', 'navigate', true],
    ['station', '/kiosk/search?q=sea', 'navigate', false],
    ['station', '/api/catalogue/search', 'cors', false],
    ['nobody', '/desk', 'navigate', false],
    ['unknown', '/desk', 'navigate', false],
    ['reader', '/desk', 'navigate', false],
  ])('%s at %s (%s): sent back %s', async (who, path, mode, back) => {
    const headers = { 'sec-fetch-mode': mode, cookie: cookies[who] ?? '' };
    const request = new Request(`http://library.test${path}`, { headers });
    expect(await strays(async () => library.services, request)).toBe(back);
  });
});
