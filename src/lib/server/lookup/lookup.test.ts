import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestLibrary, type Client, type TestLibrary } from '../testing/library';
import { isPrivateAddress } from './private-addresses';

let library: TestLibrary;
let admin: Client;
let servers: Server[] = [];
beforeEach(async () => {
  library = await createTestLibrary();
  await library.build.patron({ username: 'admin', levels: ['library-users', 'system-administrator'] });
  admin = await library.signIn('admin');
});
afterEach(async () => {
  for (const server of servers) {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  }
  servers = [];
  await library.end();
});

const ISBN = '9780064404990';
const answer = (title: string, isbn = ISBN) =>
  `<searchRetrieveResponse xmlns="http://www.loc.gov/zing/srw/"><records><record><recordData>
   <record xmlns="http://www.loc.gov/MARC21/slim"><leader>00000nam a2200000 a 4500</leader>
   <datafield tag="020" ind1=" " ind2=" "><subfield code="a">${isbn}</subfield></datafield>
   <datafield tag="245" ind1="1" ind2="0"><subfield code="a">${title}</subfield></datafield>
   <datafield tag="952" ind1=" " ind2=" "><subfield code="p">THEIRS</subfield></datafield></record>
   </recordData></record></records></searchRetrieveResponse>`;

/** A server on this machine. @returns its address */
async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const source = async (url: string, more: object = {}) =>
  (
    await admin.post('/catalogue/lookup/sources', {
      name: url,
      url,
      enabled: true,
      settings: { ownNetwork: true },
      ...more,
    })
  ).body.id as string;
const lookUp = async (isbn = ISBN) => (await admin.get(`/catalogue/lookup?isbn=${isbn}`)).body;
const outcomes = async () => (await lookUp()).tried.map(({ outcome }: { outcome: string }) => outcome);

describe('looking up an ISBN', () => {
  it('asks the sources in order until one has the book, and offers its record without copies', async () => {
    const asked: string[] = [];
    const nothing = await serve((request, response) => response.end('<searchRetrieveResponse/>'));
    const other = await serve((request, response) => response.end(answer('Another book', '9780394800165')));
    const found = await serve((request, response) => {
      asked.push(request.url ?? '');
      response.end(answer('The book'));
    });
    await source(found, { position: 3 });
    await source(nothing, { position: 1 });
    await source(other, { position: 2 });
    await source(found, { position: 4, enabled: false });
    const told = await lookUp('0-06-440499-4');
    expect(told).toMatchObject({ isbn: ISBN, own: null, found: { title: 'The book', source: found } });
    expect(told.tried.map(({ outcome }: { outcome: string }) => outcome)).toEqual([
      'nothing',
      'nothing',
      'found',
    ]);
    expect(told.found.record.fields.map(({ tag }: { tag: string }) => tag)).toEqual(['020', '245']);
    expect(asked).toEqual([
      `/?version=1.1&operation=searchRetrieve&query=bath.isbn%3D${ISBN}&maximumRecords=5&recordSchema=marcxml`,
    ]);
    const { body } = await admin.post('/catalogue/titles/marc', { record: told.found.record });
    expect((await lookUp()).own).toEqual({ id: body.id, title: 'The book' });
  });

  it('is off until somebody sets it up, and refuses a wrong number', async () => {
    expect(await lookUp()).toEqual({ isbn: ISBN, own: null, found: null, tried: [] });
    const wrong = await admin.get('/catalogue/lookup?isbn=9780064404991');
    expect([wrong.status, wrong.body.error.fields[0]]).toMatchObject([422, { path: 'isbn', code: 'isbn' }]);
  });

  it('asks nobody on private networks unless that is allowed, nor where another host is pointed to', async () => {
    let reached = 0;
    const inside = await serve((request, response) => {
      reached += 1;
      response.end(answer('Secret'));
    });
    const port = new URL(inside).port;
    for (const url of [
      inside,
      `http://localhost:${port}`,
      `http://[::1]:${port}`,
      `http://2130706433:${port}`,
    ])
      await source(url, { settings: {} });
    expect(await outcomes()).toEqual(['refused', 'refused', 'refused', 'refused']);
    const elsewhere = await serve((request, response) => {
      response.writeHead(302, { location: `http://localhost:${port}/` }).end();
    });
    await source(elsewhere, { name: 'zz' });
    expect((await outcomes()).at(-1)).toBe('refused');
    expect(reached).toBe(0);
  });

  it('goes on when a source fails, gives no end, or answers nonsense', async () => {
    const broken = await serve((request, response) => response.writeHead(500).end());
    const endless = await serve((request, response) => {
      response.on('error', () => undefined);
      const more = () =>
        void (response.write('x'.repeat(1_000_000)) ? setImmediate(more) : response.once('drain', more));
      more();
    });
    const nonsense = await serve((request, response) => response.end('no xml'));
    const moved = await serve((request, response) =>
      request.url === '/there'
        ? response.end(answer('Moved'))
        : response.writeHead(301, { location: '/there' }).end(),
    );
    for (const [position, url] of ['http://127.0.0.1:1', broken, endless, nonsense, moved].entries())
      await source(url, { position });
    expect(await outcomes()).toEqual(['failed', 'failed', 'failed', 'nothing', 'found']);
  });

  it('keeps sources as they are set up, and only addresses of the web', async () => {
    const id = await source('https://sru.test/db?x=1', {
      name: 'National library',
      enabled: false,
      settings: {},
    });
    const [kept] = (await admin.get('/catalogue/lookup/sources')).body.items;
    expect(kept).toMatchObject({
      id,
      enabled: false,
      settings: { version: '1.1', isbnIndex: 'bath.isbn', ownNetwork: false },
    });
    const { id: _id, ...change } = { ...kept, name: 'Ours' };
    expect((await admin.patch(`/catalogue/lookup/sources/${id}`, change)).status).toBe(200);
    expect((await admin.patch(`/catalogue/lookup/sources/${id}`, change)).status).toBe(409);
    for (const url of ['file:///etc/passwd', 'ftp://x.test', 'https://me:pw@x.test', 'x'])
      expect((await admin.post('/catalogue/lookup/sources', { name: 'x', url })).status).toBe(422);
    expect((await admin.delete(`/catalogue/lookup/sources/${id}`)).status).toBe(204);
  });

  it.each([
    ['10.1.2.3', true],
    ['172.31.0.1', true],
    ['172.32.0.1', false],
    ['169.254.169.254', true],
    ['8.8.8.8', false],
    ['::1', true],
    ['::ffff:10.0.0.1', true],
    ['64:ff9b::a00:1', true],
    ['fd00::1', true],
    ['fe80::1', true],
    ['2002:a00:1::', true],
    ['2606:4700::1111', false],
    ['nonsense', true],
  ])('%s is private: %s', (address, isPrivate) => {
    expect(isPrivateAddress(address)).toBe(isPrivate);
  });
});
