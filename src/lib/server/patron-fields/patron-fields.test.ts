import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { patronChange } from '../db/schema/patron-changes';
import { createTestLibrary, type Client, type TestLibrary } from '../testing/library';

let library: TestLibrary;
let admin: Client;
let clerk: Client;

beforeAll(async () => {
  library = await createTestLibrary({ runJobs: true });
  const levels = ['library-users', 'system-administrator'] as const;
  await library.build.patron({
    username: 'admin',
    student: false,
    levels: [...levels],
    sites: ['north', 'south'],
  });
  await library.build.patron({ username: 'helper', levels: ['library-users', 'library-circulation-only'] });
  [admin, clerk] = await Promise.all([library.signIn('admin'), library.signIn('helper')]);
});
afterAll(() => library.end());

const codes = ({
  body,
}: {
  body: { error?: { fields?: { path: string; code: string; value?: string }[] } };
}) =>
  (body.error?.fields ?? []).map(({ path, code, value }) => [path, code, value].filter(Boolean).join(': '));

const define = async (over: Record<string, unknown>) => {
  const made = await admin.post('/patron-fields', { type: 'text', ...over });
  expect([made.status, codes(made)]).toEqual([201, []]);
  return made.body as { id: string; position: number };
};
let numbered = 0;
const register = async (over: Record<string, unknown> = {}) => {
  const made = await admin.post('/patrons', {
    username: `person${++numbered}`,
    surname: 'Sample',
    student: true,
    ...over,
  });
  expect(made.status).toBe(201);
  return made.body as { id: string; username: string; fields: Record<string, string> };
};
const found = async (q: string) => {
  const { body } = await admin.get(`/patrons?q=${encodeURIComponent(q)}`);
  return body.items.map((row: { username: string }) => row.username) as string[];
};
const storedKey = async (id: string) =>
  (
    await library.services.database.read.$client.execute({
      sql: 'select search_key from patron where id = ?',
      args: [id],
    })
  ).rows[0]?.search_key;
async function finished(path: string) {
  for (;;) {
    const { body } = await admin.get(path);
    if (body.status === 'done' || body.status === 'failed') return body;
    await new Promise((done) => setTimeout(done, 5));
  }
}

describe('definitions', () => {
  it('are added, changed, put in order and seen by whoever works with patrons', async () => {
    const one = await define({ name: ' Bus  route ' });
    const two = await define({ name: 'Locker', type: 'number', unique: true });
    expect((await clerk.get('/patron-fields')).body.items).toMatchObject([
      {
        name: 'Bus route',
        type: 'text',
        choices: [],
        unique: false,
        searchable: false,
        position: one.position,
      },
      { name: 'Locker', type: 'number', unique: true },
    ]);
    expect((await clerk.post('/patron-fields', { name: 'Mine', type: 'text' })).status).toBe(403);
    const order = await admin.put('/patron-fields/order', { ids: [two.id, one.id] });
    expect(order.body.items.map(({ id, position }: never) => [id, position])).toEqual([
      [two.id, 1],
      [one.id, 2],
    ]);
    expect(codes(await admin.put('/patron-fields/order', { ids: [two.id, two.id] }))).toEqual([
      'ids: field-order',
    ]);
    expect((await admin.patch(`/patron-fields/${one.id}`, { name: 'Bus' })).body).toMatchObject({
      name: 'Bus',
    });
    expect(codes(await admin.patch(`/patron-fields/${one.id}`, { name: 'LOCKER' }))).toEqual(['name: taken']);
    expect((await admin.patch('/patron-fields/none', { name: 'x' })).status).toBe(404);
    for (const { id } of [one, two]) expect((await admin.delete(`/patron-fields/${id}`)).status).toBe(204);
  });

  it('says everything that is wrong with one at once', async () => {
    const answer = await admin.post('/patron-fields', { name: ' ', type: 'choice', unique: true });
    expect([answer.status, codes(answer)]).toEqual([
      422,
      ['name: required', 'choices: field-choices-missing', 'unique: field-unique-type'],
    ]);
    expect(answer.body.error.fields.every(({ message }: { message: string }) => message.length > 10)).toBe(
      true,
    );
  });
});

describe('values', () => {
  it('are stored in one written form, change alone, and are refused with everything else', async () => {
    const date = await define({ name: 'Joined', type: 'date' });
    const bus = await define({ name: 'Route', type: 'choice', choices: ['North', 'South'] });
    const made = await register({ fields: { [date.id]: '28/2/2026', [bus.id]: 'NORTH' } });
    expect(made.fields).toEqual({ [date.id]: '2026-02-28', [bus.id]: 'North' });
    const changed = await admin.patch(`/patrons/${made.id}`, { fields: { [bus.id]: ' ' }, cohort: 'Y8' });
    expect(changed.body).toMatchObject({ cohort: 'Y8', fields: { [date.id]: '2026-02-28' } });
    const refused = await admin.patch(`/patrons/${made.id}`, {
      username: 'two words',
      fields: { [date.id]: 'soon', [bus.id]: 'West', none: 'x' },
    });
    expect([refused.status, codes(refused).map((line) => line.replace(/: two words/, ''))]).toEqual([
      422,
      [
        'username: username-shape',
        `fields.${date.id}: day`,
        `fields.${bus.id}: field-choice`,
        'fields.none: unknown',
      ],
    ]);
    expect((await admin.get(`/patrons/${made.id}`)).body.fields).toEqual({ [date.id]: '2026-02-28' });
    expect((await clerk.get(`/patrons/${made.id}`)).body.fields).toBeUndefined();
    const trail = await admin.get(`/audit?subject=${made.id}`);
    expect(JSON.stringify(trail.body)).toContain(`field:${bus.id}`);
    expect(JSON.stringify(trail.body)).not.toMatch(/2026-02-28|North/);
    expect(codes(await admin.patch(`/patron-fields/${bus.id}`, { choices: ['South'] }))).toEqual([]);
    await admin.patch(`/patrons/${made.id}`, { fields: { [bus.id]: 'South' } });
    expect(codes(await admin.patch(`/patron-fields/${bus.id}`, { choices: ['North'] }))).toEqual([
      'choices: field-choice-in-use: 1',
    ]);
    const generic = { kind: 'generic', username: 'station', siteIds: ['north'] };
    expect(codes(await admin.post('/patrons', { ...generic, fields: { [bus.id]: 'South' } }))).toEqual([
      `fields.${bus.id}: generic-fields`,
    ]);
  });

  it('are kept apart where they are unique, also when two people claim one at once', async () => {
    const locker = await define({ name: 'Locker', unique: true });
    const [ana, bo] = [await register({ fields: { [locker.id]: 'A 1' } }), await register()];
    expect(codes(await admin.patch(`/patrons/${bo.id}`, { fields: { [locker.id]: 'a 1' } }))).toEqual([
      `fields.${locker.id}: taken`,
    ]);
    expect((await admin.patch(`/patrons/${ana.id}`, { fields: { [locker.id]: 'a 1' } })).status).toBe(200);
    const both = [ana, bo].map(({ id }) => admin.patch(`/patrons/${id}`, { fields: { [locker.id]: 'B 2' } }));
    expect((await Promise.all(both)).map(({ status }) => status).sort()).toEqual([200, 422]);
  });

  it('must be different before a field becomes unique, and stay so from then on', async () => {
    const house = await define({ name: 'House' });
    const [one, two] = [
      await register({ fields: { [house.id]: 'Red' } }),
      await register({ fields: { [house.id]: 'RED' } }),
    ];
    const path = `/patron-fields/${house.id}`;
    expect(codes(await admin.patch(path, { unique: true }))).toEqual(['unique: field-values-shared: 2']);
    await admin.patch(`/patrons/${two.id}`, { fields: { [house.id]: 'Blue' } });
    expect((await admin.patch(path, { unique: true })).status).toBe(200);
    const claim = () => admin.patch(`/patrons/${one.id}`, { fields: { [house.id]: 'blue' } });
    expect((await claim()).status).toBe(422);
    expect((await admin.patch(path, { unique: false })).status).toBe(200);
    expect((await claim()).status).toBe(200);
  });

  it('go with their field only when their number is confirmed', async () => {
    const shoe = await define({ name: 'Shoe', type: 'number', searchable: true });
    const one = await register({ fields: { [shoe.id]: '4271' } });
    expect((await admin.get('/patron-fields?counts=true')).body.items.at(-1)).toMatchObject({ patrons: 1 });
    expect(codes(await admin.delete(`/patron-fields/${shoe.id}`))).toEqual(['losing: field-values-lost: 1']);
    expect((await admin.delete(`/patron-fields/${shoe.id}?losing=1`)).status).toBe(204);
    expect((await admin.get(`/patrons/${one.id}`)).body.fields).toEqual({});
    expect(await found('4271')).toEqual([]);
  });
});

describe('search', () => {
  it('finds patrons by searchable values through every change of theirs and of the field', async () => {
    const band = await define({ name: 'Band', searchable: true });
    const one = await register({ surname: 'Trumpet', fields: { [band.id]: 'Café Quintet' } });
    expect(await found('cafe quint')).toEqual([one.username]);
    await admin.patch(`/patrons/${one.id}`, { cohort: 'Y9' });
    expect(await found('quintet')).toEqual([one.username]);
    await admin.patch(`/patron-fields/${band.id}`, { searchable: false });
    expect(await found('quintet')).toEqual([]);
    await admin.patch(`/patrons/${one.id}`, { surname: 'Tuba' });
    expect(await found('quintet')).toEqual([]);
    await admin.patch(`/patron-fields/${band.id}`, { searchable: true });
    expect(await found('quintet tuba')).toEqual([one.username]);
    await admin.patch(`/patrons/${one.id}`, { fields: { [band.id]: null } });
    expect([await found('quintet'), await found('tuba')]).toEqual([[], [one.username]]);
  });

  it('is renewed by a job, which leaves those alone who are right', async () => {
    const drill = await define({ name: 'Drill', searchable: true });
    const one = await register({ fields: { [drill.id]: 'Zulu' } });
    const right = await storedKey(one.id);
    await library.build.write([
      { sql: "update patron set search_key = 'wrong' where id = ?", args: [one.id] },
    ]);
    const { default: rebuild } = await import('./rebuild-search-keys.job');
    const done = await rebuild({ services: library.services, report: async () => undefined } as never);
    expect([done.summary, await storedKey(one.id)]).toEqual([{ changed: 1 }, right]);
  });
});

describe('moving a field', () => {
  it('says what would happen, does exactly that, and keeps the old values in its result', async () => {
    const from = await define({ name: 'Old locker' });
    const to = await define({ name: 'New locker', type: 'number', unique: true, searchable: true });
    const give = (source: string, target?: string, siteId = 'south') =>
      register({
        siteIds: [siteId],
        fields: { [from.id]: source, ...(target ? { [to.id]: target } : {}) },
      });
    const [moved, second, refused, same, kept, elsewhere] = [
      await give('0771'),
      await give('771'),
      await give('none'),
      await give('772', '772'),
      await give('773', '774'),
      await give('779', undefined, 'north'),
    ];
    const json = { from: `field:${from.id}`, to: `field:${to.id}`, siteId: 'south' };
    const preview = (await admin.post('/patron-fields/moves/preview', json)).body;
    expect(preview).toMatchObject({ patrons: 5, moved: 1, same: 1, kept: 1, overwritten: 0, refused: 2 });
    expect(
      preview.reasons.sort((a: { code: string }, b: { code: string }) => (a.code < b.code ? -1 : 1)),
    ).toEqual([
      { code: 'field-number', patrons: 1 },
      { code: 'taken', patrons: 1 },
    ]);
    const queued = await admin.post('/patron-fields/moves', { ...json, conflicts: 'overwrite' });
    expect(queued.status).toBe(202);
    const job = await finished(`/patron-fields/moves/${queued.body.id}`);
    expect(job).toMatchObject({
      status: 'done',
      summary: { moved: 1, same: 1, kept: 0, overwritten: 1, refused: 2 },
    });
    const valuesOf = async ({ id }: { id: string }) => {
      const { fields } = (await admin.get(`/patrons/${id}`)).body;
      return [fields[from.id] ?? null, fields[to.id] ?? null];
    };
    expect(await Promise.all([moved, second, refused, same, kept, elsewhere].map(valuesOf))).toEqual([
      [null, '771'],
      ['771', null],
      ['none', null],
      [null, '772'],
      [null, '773'],
      ['779', null],
    ]);
    expect(await found('773')).toEqual([kept.username]);
    const result = (await admin.get(`/patron-fields/moves/${queued.body.id}/result`)).body as string;
    expect(result).toContain(`${kept.username},,773,774,773,`);
    expect(result.trim().split('\r\n')).toHaveLength(6);
    expect((await clerk.get(`/patron-fields/moves/${queued.body.id}`)).status).toBe(403);

    await admin.patch(`/patrons/${moved.id}`, { fields: { [to.id]: '1' } });
    const undo = await admin.post(`/patrons/batch/changes/${queued.body.id}/undo`);
    expect(await finished(`/patrons/batch/jobs/${undo.body.id}`)).toMatchObject({
      status: 'done',
      summary: { undone: 3, notUndone: 0 },
    });
    expect(await Promise.all([moved, same, kept].map(valuesOf))).toEqual([
      ['0771', '1'],
      ['772', '772'],
      ['773', '774'],
    ]);
    expect([await found('773'), await found('774')]).toEqual([[], [kept.username]]);
    expect((await admin.delete(`/patron-fields/${from.id}?losing=6`)).status).toBe(204);
    const { read } = library.services.database;
    const remembered = await read.select().from(patronChange);
    expect(JSON.stringify(remembered)).not.toContain(from.id);
  });

  it('copies between built-in fields and the district’s, and refuses ends that are none', async () => {
    const house = await define({ name: 'House copy' });
    const one = await register({ cohort: 'Rowan', siteIds: ['south'] });
    const json = { from: 'cohort', to: `field:${house.id}`, copy: true };
    const { body } = await admin.post('/patron-fields/moves', json);
    expect((await finished(`/patron-fields/moves/${body.id}`)).status).toBe('done');
    expect((await admin.get(`/patrons/${one.id}`)).body).toMatchObject({
      cohort: 'Rowan',
      fields: { [house.id]: 'Rowan' },
    });
    const back = await admin.post('/patron-fields/moves', { from: `field:${house.id}`, to: 'middleName' });
    await finished(`/patron-fields/moves/${back.body.id}`);
    expect((await admin.get(`/patrons/${one.id}`)).body).toMatchObject({ middleName: 'Rowan', fields: {} });
    const undo = await admin.post(`/patrons/batch/changes/${back.body.id}/undo`);
    await finished(`/patrons/batch/jobs/${undo.body.id}`);
    expect((await admin.get(`/patrons/${one.id}`)).body).toMatchObject({
      middleName: '',
      fields: { [house.id]: 'Rowan' },
    });
    const refused = async (over: object) =>
      codes(await admin.post('/patron-fields/moves', { ...json, ...over }));
    expect([
      await refused({ to: 'cohort' }),
      await refused({ to: 'field:none' }),
      await refused({ from: 'surname' }),
      await refused({ siteId: 'east' }),
    ]).toEqual([['to: field-same'], ['to: unknown'], ['from: field-unknown'], ['siteId: unknown']]);
  });
});
