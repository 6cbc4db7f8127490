import { createClient } from '@libsql/client';
import { expect, test } from '@playwright/test';
import { randomUUID } from 'node:crypto';
import { startServer, type RunningServer } from './support/server';

interface Burst {
  server: RunningServer;
  cookie: string;
  pairs: { patron: string; copy: string; key: string }[];
}

async function pairsOf(databaseUrl: string, wanted: number) {
  const client = createClient({ url: databaseUrl });
  const patrons = await client.execute(
    `select barcode from patron where kind = 'personal' and enabled = 1 and until is null and barcode is not null limit ${wanted}`,
  );
  const copies = await client.execute(`select barcode from copy where status = 'available' limit ${wanted}`);
  client.close();
  return patrons.rows.map((row, index) => ({
    patron: String(row['barcode']),
    copy: String(copies.rows[index]?.['barcode']),
    key: randomUUID(),
  }));
}

async function signedIn(url: string): Promise<string> {
  const answer = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { origin: url, 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'librarian', password: 'carrel-demo' }),
  });
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

/** Sends one checkout; the id of its loan once the server has acknowledged it. */
async function checkOut(
  { server, cookie }: Burst,
  pair: Burst['pairs'][number],
): Promise<string | undefined> {
  try {
    const answer = await fetch(`${server.url}/api/circulation/checkouts`, {
      method: 'POST',
      headers: {
        origin: server.url,
        cookie,
        'content-type': 'application/json',
        'idempotency-key': pair.key,
      },
      body: JSON.stringify({ patronBarcode: pair.patron, copyBarcode: pair.copy }),
    });
    if (answer.status !== 201) return undefined;
    return ((await answer.json()) as { loan: { id: string } }).loan.id;
  } catch {
    return undefined;
  }
}

async function loansById(databaseUrl: string, ids: string[]) {
  const client = createClient({ url: databaseUrl });
  const marks = ids.map(() => '?').join(', ');
  const found = await client.execute({ sql: `select id from loan where id in (${marks})`, args: ids });
  const doubled = await client.execute(
    'select copy_id from loan where returned_at is null group by copy_id having count(*) > 1',
  );
  client.close();
  return { found: found.rows.length, doubled: doubled.rows.length };
}

test('a power cut in a burst of 200 checkouts loses nothing that was acknowledged and doubles nothing', async () => {
  test.setTimeout(120_000);
  const server = await startServer();
  const pairs = await pairsOf(server.databaseUrl, 200);
  const burst: Burst = { server, cookie: await signedIn(server.url), pairs };
  const acknowledged: string[] = [];
  let cut: Promise<void> | undefined;
  await Promise.all(
    pairs.map(async (pair) => {
      const id = await checkOut(burst, pair);
      if (id) acknowledged.push(id);
      if (acknowledged.length >= 60) cut ??= server.kill9();
    }),
  );
  await cut;
  expect(acknowledged.length).toBeGreaterThanOrEqual(60);
  expect(acknowledged.length).toBeLessThan(200);

  const again = await startServer({ dataDir: server.dataDir });
  try {
    expect(await loansById(again.databaseUrl, acknowledged)).toEqual({
      found: acknowledged.length,
      doubled: 0,
    });
    // Sending everything once more under the same keys gives the first answers and no second loan.
    const after: Burst = { ...burst, server: again, cookie: await signedIn(again.url) };
    const repeated = await Promise.all(pairs.map((pair) => checkOut(after, pair)));
    expect(repeated).toEqual(expect.arrayContaining(acknowledged));
    expect((await loansById(again.databaseUrl, acknowledged)).doubled).toBe(0);
  } finally {
    await again.stop();
  }
});
