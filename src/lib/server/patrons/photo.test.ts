import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PHOTO_PROBLEMS } from '$lib/domain/patrons/photo';
import { fieldText, hasFieldText } from '$lib/words/field-text';
import { createTestLibrary, type Client, type TestLibrary } from '../testing/library';

const ORIGIN = 'http://library.test';

let library: TestLibrary;
let librarian: Client;
let helper: Client;
let pupil: Client;
let id: string;

beforeAll(async () => {
  library = await createTestLibrary();
  const { build } = library;
  await build.patron({ username: 'librarian', levels: ['library-users', 'librarian', 'site-administrator'] });
  await build.patron({ username: 'helper', levels: ['library-users', 'library-circulation-only'] });
  await build.patron({ username: 'pupil' });
  librarian = await library.signIn('librarian');
  helper = await library.signIn('helper');
  pupil = await library.signIn('pupil');
});
afterAll(() => library.end());
beforeEach(async () => {
  ({ id } = await library.build.patron());
});

const picture = (width = 900, height = 600, background = '#336699') =>
  sharp({ create: { width, height, channels: 3, background } });

async function ask(who: Client, path: string, method = 'GET', body?: BodyInit, type?: string) {
  const headers = { origin: ORIGIN, cookie: who.cookie, ...(type ? { 'content-type': type } : {}) };
  const init = { method, headers, ...(body === undefined ? {} : { body }) };
  const response = await library.api.fetch(new Request(`${ORIGIN}/api/patrons/${path}`, init));
  const bytes = Buffer.from(await response.arrayBuffer());
  const isJson = response.headers.get('content-type')?.includes('json');
  return {
    status: response.status,
    headers: response.headers,
    bytes,
    body: isJson ? JSON.parse(bytes.toString()) : undefined,
  };
}

const bodyOf = (bytes: Uint8Array) => new Uint8Array(bytes);
const put = (bytes: Uint8Array, type = 'image/jpeg', who = librarian, patronId = id) =>
  ask(who, `${patronId}/photo`, 'PUT', bodyOf(bytes), type);
const putForm = (bytes: Uint8Array, part = 'photo') => {
  const form = new FormData();
  form.set(part, new Blob([bodyOf(bytes)], { type: 'image/jpeg' }), 'ada.jpg');
  return ask(librarian, `${id}/photo`, 'PUT', form);
};
const jpeg = () => picture().jpeg().toBuffer();
const refusal = ({ status, body }: Awaited<ReturnType<typeof ask>>) => [
  status,
  body?.error.fields?.[0]?.path,
  body?.error.fields?.[0]?.code,
];

describe("a patron's photo", () => {
  it('is kept upright, square and small, with nothing in it but the picture', async () => {
    const sent = await picture(900, 600)
      .withExif({ IFD0: { Artist: 'Secret Camera' }, IFD3: { GPSLatitudeRef: 'S' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    expect((await sharp(sent).metadata()).exif).toBeDefined();
    const { status, body } = await put(sent);
    expect(status).toBe(200);
    const { bytes, headers } = await ask(librarian, `${id}/photo`);
    expect(headers.get('content-type')).toBe('image/webp');
    const kept = await sharp(bytes).metadata();
    expect(kept).toMatchObject({ format: 'webp', width: 512, height: 512 });
    expect([kept.exif, kept.orientation, kept.icc, kept.xmp]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(bytes.includes('Secret Camera')).toBe(false);
    expect((await librarian.get(`/patrons/${id}`)).body.photoId).toBe(body.photoId);
  });

  it('is kept as a portrait where that was chosen', async () => {
    const kept = async (sent: Buffer, shape: string) => {
      const { status } = await ask(
        librarian,
        `${id}/photo?shape=${shape}`,
        'PUT',
        bodyOf(sent),
        'image/jpeg',
      );
      if (status !== 200) return status;
      const { width, height } = await sharp((await ask(librarian, `${id}/photo`)).bytes).metadata();
      return [width, height];
    };
    expect(await kept(await picture(768, 1024).jpeg().toBuffer(), 'portrait')).toEqual([384, 512]);
    const lying = await picture(400, 300).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    expect(await kept(lying, 'portrait')).toEqual([300, 400]);
    expect(await kept(await picture(300, 300).jpeg().toBuffer(), 'portrait')).toEqual([225, 300]);
    expect(await kept(lying, 'square')).toEqual([300, 300]);
    expect(await kept(lying, 'round')).toBe(422);
  });

  it('comes as the body itself or in a form, and never grows', async () => {
    const small = await picture(120, 90).png().toBuffer();
    for (const answer of [await put(small, 'image/png'), await putForm(small), await putForm(small, 'file')])
      expect(answer.status).toBe(200);
    const { bytes } = await ask(librarian, `${id}/photo`);
    expect(await sharp(bytes).metadata()).toMatchObject({ width: 90, height: 90 });
  });

  it('is kept by a browser only under its own id, and by nothing in between', async () => {
    const { photoId } = (await put(await jpeg())).body;
    const cached = async (query: string) =>
      (await ask(librarian, `${id}/photo${query}`)).headers.get('cache-control');
    expect(await cached('')).toBe('private, no-store');
    expect(await cached('?v=another')).toBe('private, no-store');
    expect(await cached(`?v=${photoId}`)).toMatch(/^private, max-age=\d+$/);
  });

  it('gives way to the next one, of which alone something is kept', async () => {
    const first = (await put(await jpeg())).body.photoId;
    const second = (await put(await picture(600, 900, '#993333').jpeg().toBuffer())).body.photoId;
    expect(second).not.toBe(first);
    const { rows } = await library.services.database.readClient.execute({
      sql: 'select id from patron_photo where patron_id = ?',
      args: [id],
    });
    expect(rows.map((row) => row['id'])).toEqual([second]);
    const { data } = await sharp((await ask(librarian, `${id}/photo`)).bytes)
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect(data[0]).toBeGreaterThan(120);
  });

  it('is removed for good, once', async () => {
    await put(await jpeg());
    expect((await ask(librarian, `${id}/photo`, 'DELETE')).status).toBe(204);
    expect((await ask(librarian, `${id}/photo`)).status).toBe(404);
    expect((await librarian.get(`/patrons/${id}`)).body.photoId).toBeNull();
    expect((await ask(librarian, `${id}/photo`, 'DELETE')).status).toBe(404);
  });

  it('goes with its patron', async () => {
    await put(await jpeg());
    expect((await ask(librarian, id, 'DELETE')).status).toBe(204);
    const { rows } = await library.services.database.readClient.execute({
      sql: 'select count(*) from patron_photo where patron_id = ?',
      args: [id],
    });
    expect(Number(rows[0]?.[0])).toBe(0);
  });

  it('is in the audit, without the picture or its address', async () => {
    const { photoId } = (await put(await jpeg())).body;
    await ask(librarian, `${id}/photo`, 'DELETE');
    const { rows } = await library.services.database.readClient.execute({
      sql: 'select use_case, details from audit where subject_id = ? order by at, id',
      args: [id],
    });
    expect(rows.map((row) => row['use_case'])).toEqual(['set-patron-photo', 'remove-patron-photo']);
    expect(JSON.stringify(rows)).not.toContain(photoId);
  });

  it('answers the same key with the same photo', async () => {
    const bytes = bodyOf(await jpeg());
    const headers = { origin: ORIGIN, cookie: librarian.cookie, 'idempotency-key': `photo-${id}` };
    const send = async (body: Uint8Array<ArrayBuffer>) => {
      const init = { method: 'PUT', headers: { ...headers, 'content-type': 'image/jpeg' }, body };
      return library.api.fetch(new Request(`${ORIGIN}/api/patrons/${id}/photo`, init));
    };
    const [first, again] = [await (await send(bytes)).json(), await (await send(bytes)).json()];
    expect(again).toEqual(first);
    expect((await send(bodyOf(await picture(50, 50).jpeg().toBuffer()))).status).toBe(422);
  });
});

describe('who sees and changes a photo', () => {
  it('those who may see the patron, and edit them', async () => {
    await put(await jpeg());
    expect((await ask(helper, `${id}/photo`)).status).toBe(200);
    expect((await ask(pupil, `${id}/photo`)).status).toBe(403);
    expect((await ask(library.nobody, `${id}/photo`)).status).toBe(401);
    for (const who of [helper, pupil]) {
      expect((await put(await jpeg(), 'image/jpeg', who)).status).toBe(403);
      expect((await ask(who, `${id}/photo`, 'DELETE')).status).toBe(403);
    }
  });

  it("looks like none for another site's patron, also by the card", async () => {
    const { id: foreign } = await library.build.patron({ sites: ['south'], barcode: `F-${id}` });
    expect((await put(await jpeg(), 'image/jpeg', librarian, foreign)).status).toBe(404);
    await library.build.patron({
      username: `south-${id}`,
      levels: ['library-users', 'librarian', 'site-administrator'],
      sites: ['south'],
    });
    const south = await library.signIn(`south-${id}`);
    expect((await put(await jpeg(), 'image/jpeg', south, foreign)).status).toBe(200);
    expect((await ask(librarian, `${foreign}/photo`)).status).toBe(404);
    expect((await ask(librarian, `${foreign}/photo`, 'DELETE')).status).toBe(404);
    const scanned = (await helper.post('/circulation/lookups', { text: `F-${id}` })).body.patron;
    expect([scanned.id, scanned.photoId]).toEqual([foreign, null]);
  });
});

describe('what is no photo', () => {
  it.each([
    ['a text', Buffer.from('hello'), 'image/jpeg'],
    [
      'a drawing that could load others',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
      'image/svg+xml',
    ],
    ['an animation', Buffer.from('GIF89a\x01\x00\x01\x00'), 'image/gif'],
  ])('refuses %s', async (_, bytes, type) => {
    expect(refusal(await put(bytes, type))).toEqual([422, 'photo', 'photo-type']);
    expect(refusal(await putForm(bytes))).toEqual([422, 'photo', 'photo-type']);
  });

  it('refuses a picture that is cut off', async () => {
    const whole = await picture().jpeg().toBuffer();
    expect(refusal(await put(whole.subarray(0, whole.length / 2)))).toEqual([422, 'photo', 'photo-broken']);
    expect(refusal(await put(whole.subarray(0, 20)))).toEqual([422, 'photo', 'photo-broken']);
  });

  it('refuses a small file that unpacks to too many pixels', async () => {
    const bomb = await picture(9000, 9000).png({ compressionLevel: 9 }).toBuffer();
    expect(bomb.length).toBeLessThan(1024 * 1024);
    expect(refusal(await put(bomb, 'image/png'))).toEqual([422, 'photo', 'photo-pixels']);
  });

  it('refuses more than 8 MB, in a form too', async () => {
    const heavy = Buffer.concat([await jpeg(), Buffer.alloc(8 * 1024 * 1024)]);
    expect(refusal(await put(heavy))).toEqual([413, 'photo', 'photo-too-large']);
    expect(refusal(await putForm(heavy))).toEqual([413, 'photo', 'photo-too-large']);
    const heavier = Buffer.concat([heavy, Buffer.alloc(1024 * 1024)]);
    expect(refusal(await putForm(heavier))).toEqual([413, 'photo', 'photo-too-large']);
  });

  it('refuses nothing at all, and other kinds of body', async () => {
    expect(refusal(await put(Buffer.alloc(0)))).toEqual([422, 'photo', 'photo-missing']);
    expect(refusal(await ask(librarian, `${id}/photo`, 'PUT', '{}', 'application/json'))).toEqual([
      422,
      'photo',
      'photo-missing',
    ]);
    expect((await ask(librarian, `${id}/photo`, 'PUT', 'x', 'text/plain')).status).toBe(415);
    const broken = await ask(librarian, `${id}/photo`, 'PUT', 'x', 'multipart/form-data; boundary=y');
    expect(broken.status).toBe(400);
  });

  it('refuses a photo for nobody', async () => {
    const generic = await library.build.patron({ kind: 'generic', levels: [], groups: [], barcode: null });
    expect(refusal(await put(await jpeg(), 'image/jpeg', librarian, generic.id))).toEqual([
      422,
      'photo',
      'generic-photo',
    ]);
  });

  it.each(PHOTO_PROBLEMS)('has words for %s', (code) => {
    expect(hasFieldText(code)).toBe(true);
    expect(fieldText(code)).not.toBe(fieldText('no-such-code'));
  });
});
