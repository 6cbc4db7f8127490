import { SMTPServer } from 'smtp-server';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestLibrary, type Client, type TestLibrary } from '../testing/library';
import { sendDueMail } from './send-mail';

let library: TestLibrary;
let desk: Client;
let server: SMTPServer;
let received: { to: string; text: string }[];

beforeEach(async () => {
  received = [];
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _session, done) =>
      done(
        address.startsWith('gone') ? Object.assign(new Error('no such person'), { responseCode: 550 }) : null,
      ),
    onData(stream, session, done) {
      let text = '';
      stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
      stream.on('end', () => {
        received.push({ to: session.envelope.rcptTo.map(({ address }) => address).join(), text });
        done();
      });
    },
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.server.address() as AddressInfo;
  library = await createTestLibrary({ environment: { SMTP_URL: `smtp://127.0.0.1:${port}` } });
  await library.build.patron({ username: 'admin', levels: ['library-users', 'system-administrator'] });
  desk = await library.signIn('admin');
});
afterEach(async () => {
  await library.end();
  await new Promise<void>((closed) => server.close(() => closed()));
});

/** A copy comes back for somebody with this address who waits for it. */
async function readyFor(email: string | null) {
  const copy = await library.build.copy({
    titleId: (await library.build.title({ title: 'The Ready Book' })).id,
  });
  const [reader, waiting] = [
    await library.build.patron(),
    await library.build.patron({ primaryEmail: email }),
  ];
  await desk.post('/circulation/checkouts', { patronBarcode: reader.barcode, copyBarcode: copy.barcode });
  await desk.post('/holds', { patronId: waiting.id, titleId: copy.titleId });
  await desk.post('/circulation/checkins', { copyBarcode: copy.barcode });
  return { copy, waiting };
}

describe('the outbox', () => {
  it('writes to whoever waits, once', async () => {
    await readyFor('reader@example.org');
    expect(await sendDueMail(library.services)).toEqual({ sent: 1, dropped: 0, failed: 0 });
    expect(await sendDueMail(library.services)).toEqual({ sent: 0, dropped: 0, failed: 0 });
    expect(received.map(({ to }) => to)).toEqual(['reader@example.org']);
    expect(received[0]?.text).toContain('The Ready Book');
  });

  it('does not send what is no longer true', async () => {
    const { copy, waiting } = await readyFor('reader@example.org');
    await desk.post('/circulation/checkouts', { patronBarcode: waiting.barcode, copyBarcode: copy.barcode });
    expect(await sendDueMail(library.services)).toEqual({ sent: 0, dropped: 1, failed: 0 });
    expect(received).toEqual([]);
  });

  it('keeps one bad address from stopping the others', async () => {
    await readyFor('gone@example.org');
    await readyFor('reader@example.org');
    expect(await sendDueMail(library.services)).toEqual({ sent: 1, dropped: 0, failed: 1 });
    const shown = await desk.get('/mail?status=failed');
    expect(shown.body.items).toMatchObject([
      { toAddress: 'gone@example.org', errorCode: 'address-refused', attempts: 1 },
    ]);
  });

  it('has nobody to write to where there is no address', async () => {
    await readyFor(null);
    expect((await desk.get('/mail')).body).toMatchObject({ total: 0, serverConfigured: true });
  });

  it('lets a letter be dropped before it is sent, and not after', async () => {
    await readyFor('reader@example.org');
    const [letter] = (await desk.get('/mail')).body.items;
    expect((await desk.delete(`/mail/${letter.id}`)).status).toBe(204);
    expect(await sendDueMail(library.services)).toEqual({ sent: 0, dropped: 0, failed: 0 });
    await readyFor('reader@example.org');
    await sendDueMail(library.services);
    const [sent] = (await desk.get('/mail?status=sent')).body.items;
    expect((await desk.delete(`/mail/${sent.id}`)).status).toBe(409);
  });
});
