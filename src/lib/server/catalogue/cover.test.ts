import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEnrolment } from '../kiosk/enrol-station';
import { SYSTEM } from '../actor';
import { clientWith, createTestLibrary, type Client, type TestLibrary } from '../testing/library';
import { perform } from '../use-case';

const ORIGIN = 'http://library.test';

let library: TestLibrary;
let librarian: Client;
let pupil: Client;
let south: Client;

beforeAll(async () => {
  library = await createTestLibrary();
  const { build, services } = library;
  await build.patron({ username: 'librarian', levels: ['library-users', 'librarian'] });
  await build.patron({ username: 'pupil' });
  librarian = await library.signIn('librarian');
  pupil = await library.signIn('pupil');
  const { id } = await build.patron({
    kind: 'generic',
    username: 'south-station',
    barcode: null,
    groups: [],
    levels: [],
    sites: ['south'],
  });
  const station = { genericPatronId: id, name: 'South' };
  const { code } = await perform(services, { actor: SYSTEM, requestId: 'test' }, createEnrolment, station);
  const { headers } = await library.nobody.post('/kiosk/session', { code });
  south = clientWith(library, (headers.getSetCookie()[0] ?? '').split(';')[0] ?? '');
});
afterAll(() => library.end());

async function ask(who: Client, path: string, init: RequestInit = {}) {
  const headers = { origin: ORIGIN, cookie: who.cookie, ...(init.headers as Record<string, string>) };
  const response = await library.api.fetch(new Request(`${ORIGIN}${path}`, { ...init, headers }));
  return {
    status: response.status,
    headers: response.headers,
    bytes: Buffer.from(await response.arrayBuffer()),
  };
}
const at = (id: string) => `/api/catalogue/titles/${id}/cover`;
const put = (id: string, bytes: Uint8Array, who = librarian) =>
  ask(who, at(id), { method: 'PUT', body: new Uint8Array(bytes), headers: { 'content-type': 'image/jpeg' } });
const urlOf = (answer: { bytes: Buffer }): string => JSON.parse(answer.bytes.toString()).coverUrl;

const plain = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#336699' } });

/** Every pixel its own colour: nothing is harder to make small. */
const noise = () => {
  const raw = Buffer.alloc(600 * 900 * 3, 0);
  for (let i = 0, x = 7; i < raw.length; i++) raw[i] = (x = (x * 16807) % 2147483647) & 255;
  return sharp(raw, { raw: { width: 600, height: 900, channels: 3 } });
};

describe('the picture of a title', () => {
  it('is kept upright in two small sizes, with nothing in it but the picture', async () => {
    const { titleId } = await library.build.copy();
    const sent = await plain(900, 600)
      .withExif({ IFD0: { Artist: 'Secret Camera' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const url = urlOf(await put(titleId, sent));
    const large = await ask(librarian, url);
    expect(large.headers.get('cache-control')).toMatch(/^private, max-age=\d+$/);
    expect(await sharp(large.bytes).metadata()).toMatchObject({ format: 'webp', width: 400, height: 600 });
    const small = await ask(librarian, url.replace('size=large', 'size=small'));
    expect(await sharp(small.bytes).metadata()).toMatchObject({ format: 'webp', width: 160, height: 240 });
    for (const { bytes } of [large, small]) {
      expect((await sharp(bytes).metadata()).exif).toBeUndefined();
      expect(bytes.includes('Secret Camera')).toBe(false);
    }
    expect((await ask(librarian, at(titleId))).headers.get('cache-control')).toBe('private, no-store');
    expect((await pupil.get(`/catalogue/titles/${titleId}`)).body.coverUrl).toBe(url);
    const items = (await pupil.get('/catalogue/new')).body.arrivals;
    expect(items[0].coverUrl).toBe(url.replace('size=large', 'size=small'));
  });

  it('takes no more than 60 kB, however much is in it', async () => {
    const { titleId } = await library.build.copy();
    expect((await put(titleId, await noise().jpeg({ quality: 95 }).toBuffer())).status).toBe(200);
    const { rows } = await library.services.database.readClient.execute({
      sql: 'select length(bytes) as n from title_cover where title_id = ?',
      args: [titleId],
    });
    expect(Number(rows[0]?.['n'])).toBeLessThanOrEqual(60 * 1024);
  });

  it('has a new address when it is replaced, and none when it is removed', async () => {
    const { titleId } = await library.build.copy();
    const first = urlOf(await put(titleId, await plain(30, 40).png().toBuffer()));
    const second = urlOf(await put(titleId, await plain(40, 30).png().toBuffer()));
    expect(second).not.toBe(first);
    expect((await librarian.delete(`/catalogue/titles/${titleId}/cover`)).status).toBe(204);
    expect((await librarian.delete(`/catalogue/titles/${titleId}/cover`)).status).toBe(404);
    expect((await ask(librarian, second)).status).toBe(404);
    expect((await pupil.get(`/catalogue/titles/${titleId}`)).body.coverUrl).toBeUndefined();
  });

  it('refuses what is no picture, naming the field', async () => {
    const { titleId } = await library.build.copy();
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"/>';
    for (const [bytes, code] of [
      [Buffer.from(svg), 'picture-type'],
      [Buffer.alloc(0), 'picture-missing'],
      [(await plain(300, 300).jpeg().toBuffer()).subarray(0, 60), 'picture-broken'],
    ] as const) {
      const answer = await put(titleId, bytes);
      expect([answer.status, JSON.parse(answer.bytes.toString()).error.fields[0]]).toMatchObject([
        422,
        { path: 'cover', code },
      ]);
    }
  });
});

describe('who sees and changes it', () => {
  it('follows the rule of the title itself: its sites and its suppression', async () => {
    const north = await library.build.copy();
    const hidden = await library.build.copy({
      titleId: (await library.build.title({ suppressed: true })).id,
      ownerSiteId: 'south',
    });
    const open = await library.build.copy({ ownerSiteId: 'south' });
    const gone = await library.build.copy({ ownerSiteId: 'south', status: 'withdrawn' });
    const picture = await plain(30, 40).png().toBuffer();
    for (const { titleId } of [north, hidden, open, gone])
      expect((await put(titleId, picture)).status).toBe(200);
    const seen = async (who: Client) =>
      Promise.all(
        [north, hidden, open, gone].map(async ({ titleId }) => {
          const [picture, page] = [
            await ask(who, at(titleId)),
            await who.get(`/catalogue/titles/${titleId}`),
          ];
          expect(picture.status).toBe(page.status);
          return picture.status;
        }),
      );
    expect(await seen(south)).toEqual([404, 404, 200, 404]);
    expect(await seen(pupil)).toEqual([200, 404, 200, 200]);
    expect(await seen(librarian)).toEqual([200, 200, 200, 200]);
    expect((await put(open.titleId, picture, pupil)).status).toBe(403);
    expect((await put('nothing', picture)).status).toBe(404);
    expect((await ask(library.nobody, at(open.titleId))).status).toBe(401);
  });
});
