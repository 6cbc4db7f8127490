import { describe, expect, it } from 'vitest';
import { OnlineDesk } from './online-desk';

const ACTOR = {
  kind: 'patron',
  patronId: 'staff',
  name: 'Staff',
  siteIds: ['north', 'south'],
  permissions: ['circulation.checkOut', 'patrons.viewLibraryOut'],
};
const PERSON = { id: 'p1', name: 'Ada', username: 'ada', barcode: 'CARD', formClass: null, cohort: null };
const COPY = {
  barcode: '100',
  title: { id: 't1', title: 'Momo', author: null, kind: 'book', language: 'ger' },
};

interface Asked {
  method: string;
  path: string;
  body: unknown;
}

/** A library that knows one card (`CARD`) and one copy (`100`), and writes down what it was asked. */
async function opened(missing: readonly string[] = []) {
  const asked: Asked[] = [];
  const answers: Record<string, unknown> = {
    '/api/session': { actor: ACTOR },
    '/api/patrons/p1/blocks?siteId=south': { items: [{ code: 'too-many-lost' }], total: 1 },
    '/api/patrons/p1': { ...PERSON, libraryGroupIds: [], photoId: null },
  };
  const lookedUp = (text: unknown) => ({
    patron: text === 'CARD' ? answers['/api/patrons/p1'] : null,
    copy: text === '100' ? COPY : null,
  });
  const fetcher = async (input: RequestInfo | URL, init?: RequestInit) => {
    const path = String(input);
    const body: unknown = init?.body ? JSON.parse(String(init.body)) : undefined;
    asked.push({ method: init?.method ?? 'GET', path, body });
    if (missing.includes(path)) return Response.json({ error: { code: 'not-found' } }, { status: 404 });
    const { text } = (body ?? {}) as { text?: string };
    return Response.json(text ? lookedUp(text) : (answers[path] ?? { items: [], total: 0 }));
  };
  const desk = new OnlineDesk(fetcher as typeof fetch);
  await desk.open();
  asked.length = 0;
  return { desk, asked };
}

describe('a scan at the desk', () => {
  it('is one request, which never asks for what is not there', async () => {
    const { desk, asked } = await opened();
    expect(await desk.find('100', 'south')).toEqual({ kind: 'copy', barcode: '100', title: COPY.title });
    expect(await desk.find('nobody at all', 'south')).toEqual({ kind: 'nothing' });
    expect(asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /api/circulation/lookups',
      'POST /api/circulation/lookups',
    ]);
    expect(asked[0]?.body).toEqual({ text: '100' });
  });

  it("asks for a patron's blocks at the desk's site", async () => {
    const { desk, asked } = await opened();
    const found = await desk.find('CARD', 'south');
    expect(found).toMatchObject({
      kind: 'patron',
      patron: { id: 'p1', blocks: [{ code: 'too-many-lost' }] },
    });
    await desk.patron('p1', 'north');
    expect(asked.map(({ path }) => path).filter((path) => path.includes('blocks'))).toEqual([
      '/api/patrons/p1/blocks?siteId=south',
      '/api/patrons/p1/blocks?siteId=north',
    ]);
  });

  it("goes on where another site's patron is not this desk's to see in full", async () => {
    const { desk } = await opened(['/api/patrons/p1/loans']);
    const found = await desk.find('CARD', 'south');
    expect(found.kind === 'patron' && found.patron.loans).toBeUndefined();
    expect(found).toMatchObject({ kind: 'patron' });
  });
});
