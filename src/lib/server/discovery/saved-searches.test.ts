import { afterAll, beforeAll, expect, it } from 'vitest';
import { disclosedSections } from '../privacy/disclosure-queries';
import { createTestLibrary, type Client, type TestLibrary } from '../testing/library';

let library: TestLibrary;
let ada: Client;
let bo: Client;

beforeAll(async () => {
  library = await createTestLibrary();
  await library.build.patron({ username: 'ada' });
  await library.build.patron({ username: 'bo' });
  [ada, bo] = [await library.signIn('ada'), await library.signIn('bo')];
});
afterAll(() => library.end());

it('is kept under a name for its owner alone, renamed and deleted', async () => {
  const made = await ada.post('/me/searches', {
    name: '  Dragons ',
    params: 'q=dragon&page=4&sort=nonsense&kind=book&evil=1',
  });
  expect([made.status, Object.keys(made.body)]).toEqual([201, ['id']]);
  const { id } = made.body;
  expect((await ada.get('/me/searches')).body.items).toMatchObject([
    { id, name: 'Dragons', params: 'q=dragon&kind=book' },
  ]);
  expect((await bo.get('/me/searches')).body).toEqual({ items: [], total: 0 });
  for (const answer of [
    await bo.patch(`/me/searches/${id}`, { name: 'Mine' }),
    await bo.delete(`/me/searches/${id}`),
  ])
    expect(answer.status).toBe(404);
  expect((await ada.patch(`/me/searches/${id}`, { name: ' ' })).status).toBe(422);
  expect((await ada.patch(`/me/searches/${id}`, { name: 'Wyverns' })).body).toEqual({ id });
  expect((await ada.get('/me/searches')).body.items[0].name).toBe('Wyverns');
  expect((await ada.delete(`/me/searches/${id}`)).status).toBe(204);
  expect((await ada.get('/me/searches')).body.total).toBe(0);
  expect((await library.nobody.get('/me/searches')).status).toBe(401);
});

it('is kept once for one key, fifty times at most, and leaves nothing of itself in the kept answers', async () => {
  const key = { 'Idempotency-Key': 'the-same-key' };
  const wanted = { name: 'Unicorns', params: 'q=unicorn' };
  const [first, again] = [
    await ada.post('/me/searches', wanted, key),
    await ada.post('/me/searches', wanted, key),
  ];
  expect(again.body).toEqual(first.body);
  for (let n = 1; n < 50; n++) await ada.post('/me/searches', { name: `Search ${n}`, params: `q=${n}` });
  expect((await ada.get('/me/searches')).body.total).toBe(50);
  const over = await ada.post('/me/searches', wanted);
  expect([over.status, over.body.error.fields[0].code]).toEqual([422, 'too-many-searches']);
  const { rows } = await library.services.database.read.$client.execute(
    'select answer || (select group_concat(details) from audit) from idempotency',
  );
  expect(JSON.stringify(rows)).not.toMatch(/unicorn/i);
});

it('is part of what is disclosed to its owner, and goes with the record; a widget goes with its account', async () => {
  await library.build.patron({ username: 'admin', levels: ['library-users', 'system-administrator'] });
  const admin = await library.signIn('admin');
  const eve = await library.build.patron({ username: 'eve' });
  await (await library.signIn('eve')).post('/me/searches', { name: 'Foxes', params: 'q=fox' });
  const { $client } = library.services.database.read;
  const sections = await disclosedSections($client, eve.id);
  expect(sections.find(({ key }) => key === 'searches')?.rows).toMatchObject([
    { name: 'Foxes', value: 'q=fox' },
  ]);
  const account = await library.build.patron({ kind: 'generic', username: 'box', levels: [], groups: [] });
  const made = await admin.post('/widgets', {
    ...{ name: 'Box', genericPatronId: account.id, origins: ['https://school.example'] },
    theme: { accent: '#14513f', scheme: 'auto', corner: 'soft', placeholder: '' },
  });
  expect(made.status).toBe(201);
  for (const { id } of [eve, account]) expect((await admin.delete(`/patrons/${id}`)).status).toBe(204);
  const { rows } = await $client.execute({
    sql: 'select (select count(*) from saved_search where patron_id = ?), (select count(*) from widget)',
    args: [eve.id],
  });
  expect([rows[0]?.[0], rows[0]?.[1]].map(Number)).toEqual([0, 0]);
});
