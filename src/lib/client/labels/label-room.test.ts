import { describe, expect, it } from 'vitest';
import { LabelRoom, type LabelStart } from './label-room.svelte';

function room(start: LabelStart = {}) {
  const asked: { url: string; body: unknown }[] = [];
  const answer = { items: [{ barcode: 'K-1' }], unknown: ['K-9'], withoutBarcode: 2, more: false };
  const fetcher: typeof fetch = async (url, init) => {
    asked.push({ url: String(url), body: JSON.parse(String(init?.body)) });
    return Response.json(answer);
  };
  return { asked, made: new LabelRoom(start, () => 'offline', fetcher) };
}

describe('what is to be printed', () => {
  it('begins with what the page was opened for', () => {
    expect(room().made.sources).toEqual(['barcodes', 'since']);
    expect(room({ titleId: 't' }).made.source).toBe('title');
    expect(room({ jobId: 'j' }).made.source).toBe('job');
    const { made } = room({ people: { ids: ['p'] }, kind: 'spine' });
    expect([made.kind, made.source]).toEqual(['card', 'chosen']);
  });

  it('asks in the body, never in the address', async () => {
    const { asked, made } = room({ kind: 'card' });
    made.source = 'barcodes';
    made.barcodes = ' K-1 \r\n\nK-9';
    expect(await made.make()).toBe(true);
    made.source = 'class';
    made.formClass = 'north|7|A';
    await made.make();
    expect(asked.map(({ body }) => body)).toEqual([
      { target: { barcodes: ['K-1', 'K-9'] } },
      { target: { site: 'north', formClass: '7|A' } },
    ]);
    expect(asked.every(({ url }) => url.endsWith('/api/labels/cards'))).toBe(true);
    expect([made.cards.length, made.unknown, made.withoutBarcode]).toEqual([1, ['K-9'], 2]);
  });

  it('keeps labels between spine and barcode, and forgets them for cards', async () => {
    const { made } = room({ titleId: 't' });
    await made.make();
    made.choose('barcode');
    expect(made.labels.length).toBe(1);
    made.choose('card');
    expect([made.labels.length, made.source]).toEqual([0, 'class']);
  });
});
