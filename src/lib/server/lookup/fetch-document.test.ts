import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { fetchDocument } from './fetch-document';

/** A source that takes the question and then keeps its asker waiting. */
const SILENT: Record<string, RequestListener> = {
  'says nothing': () => undefined,
  'says nothing after its headers': (_, response) => response.writeHead(200).flushHeaders(),
  'stops in the middle': (_, response) => response.write('<searchRetrieveResponse>'),
};

it.each(Object.entries(SILENT))('gives a source up that %s', async (_, listener) => {
  const server = createServer(listener);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  try {
    await expect(fetchDocument(url, { ownNetwork: true, limitMs: 30 })).rejects.toMatchObject({
      why: 'too-slow',
    });
  } finally {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  }
});
