import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestLibrary, type Client, type TestLibrary } from '../testing/library';

let library: TestLibrary;
let librarian: Client;
let other: Client;

beforeAll(async () => {
  library = await createTestLibrary({ runJobs: true });
  const { build } = library;
  const levels = ['library-users' as const, 'librarian' as const, 'site-administrator' as const];
  await build.patron({ username: 'librarian', levels });
  await build.patron({ username: 'other', levels: levels.slice(0, 2) });
  librarian = await library.signIn('librarian');
  other = await library.signIn('other');
});
afterAll(() => library.end());

interface Summary {
  changed: number;
  unchanged: number;
  refused: number;
  undone: number;
  notUndone: number;
  refusals: { line: number; barcode: string; code: string }[];
}

async function over(id: string): Promise<Summary> {
  for (;;) {
    const { body } = await librarian.get(`/jobs/${id}`);
    if (body.status === 'done') return body.summary;
    if (body.status === 'failed') throw new Error(body.errorCode);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
async function batch(target: object, edit: object, dryRun = false) {
  const { body, status } = await librarian.post('/copy-batches', { target, edit, dryRun });
  expect([status, body.error]).toEqual([202, undefined]);
  return { id: body.id as string, summary: await over(body.id) };
}
const copyOf = async (barcode: string) => (await librarian.get(`/copies/${barcode}`)).body;

describe('a batch of copies', () => {
  it('says what it would do, does it, lists what stays, and is undone as one', async () => {
    const { build } = library;
    const { titleId } = await build.copy({ barcode: 'B-1', shelf: 'Old' });
    await build.copy({ barcode: 'B-2', shelf: 'New', titleId });
    const lent = await build.copy({ barcode: 'B-3', titleId, status: 'on-loan' });
    const { id: patronId } = await build.patron();
    await build.loan({ copyId: lent.id, titleId, patronId });
    const target = { barcodes: ['B-3', 'nothing', 'B-1', 'B-2', 'B-1'] };
    const edit = { shelf: 'New', status: 'withdrawn', price: 1250 };
    const refusals = [
      { line: 1, barcode: 'B-3', code: 'copy-in-use' },
      { line: 2, barcode: 'nothing', code: 'barcode-unknown' },
    ];
    const rehearsed = await batch(target, edit, true);
    expect(rehearsed.summary).toMatchObject({ changed: 2, unchanged: 0, refused: 2, refusals });
    expect((await copyOf('B-1')).shelf).toBe('Old');

    const { id, summary } = await batch(target, edit);
    expect(summary).toMatchObject({ changed: 2, unchanged: 0, refused: 2, refusals });
    expect(await copyOf('B-1')).toMatchObject({ shelf: 'New', status: 'withdrawn', price: { amount: 1250 } });
    expect(await copyOf('B-3')).toMatchObject({ shelf: null, status: 'on-loan', price: null });
    const file = await librarian.get(`/jobs/${id}/result`);
    expect(file.body).toContain('nothing');
    expect((await batch(target, edit)).summary).toMatchObject({ changed: 0, unchanged: 2 });

    const listed = (await librarian.get('/copy-batches')).body.items;
    expect(listed).toMatchObject([
      { id, copies: 2, undoRefusal: null, fields: ['shelf', 'price', 'status'] },
    ]);
    expect((await other.get('/copy-batches')).body.items).toEqual([]);
    expect((await other.post(`/copy-batches/${id}/undo`)).status).toBe(404);

    await librarian.patch('/copies/B-2', { price: { amount: 1, currency: 'AUD' } });
    const undo = await librarian.post(`/copy-batches/${id}/undo`);
    expect(await over(undo.body.id)).toMatchObject({
      undone: 1,
      notUndone: 1,
      refusals: [{ barcode: 'B-2', code: 'changed-since' }],
    });
    expect(await copyOf('B-1')).toMatchObject({ shelf: 'Old', status: 'available', price: null });
    expect(await copyOf('B-2')).toMatchObject({ price: { amount: 1 }, status: 'withdrawn' });
    const again = await librarian.post(`/copy-batches/${id}/undo`);
    expect(again.body.error.fields[0].code).toBe('already-undone');
  });

  it('takes the copies of a search, at one site or all, or a stretch of shelves', async () => {
    const { body } = await librarian.post('/catalogue/titles', { title: 'Quokka tales' });
    const add = (barcode: string, siteId: string, callNumber: string) =>
      librarian.post(`/catalogue/titles/${body.id}/copies`, { barcode, siteId, callNumber });
    await add('Q-1', 'north', '599.2 QUO');
    await add('Q-2', 'south', '599.2 QUO');
    await add('Q-3', 'north', '601 QUO');
    const changed = async (target: object) =>
      (await batch(target, { condition: 'seen' }, true)).summary.changed;
    expect(await changed({ search: 'q=quokka' })).toBe(3);
    expect(await changed({ search: 'q=quokka', siteId: 'south' })).toBe(1);
    expect(await changed({ search: 'q=nothingofthis' })).toBe(0);
    expect(await changed({ titleIds: [body.id, 'gone', body.id] })).toBe(3);
    expect(
      (await librarian.post('/copy-batches', { target: { titleIds: [] }, edit: { shelf: 'x' } })).status,
    ).toBe(422);
    expect(await changed({ siteId: 'north', callNumberFrom: '599', callNumberTo: '600' })).toBe(1);
    expect(await changed({ siteId: 'north', callNumberFrom: '599.2', callNumberTo: '601' })).toBe(2);
    expect(await changed({ siteId: 'north', callNumberFrom: '602', callNumberTo: '599' })).toBe(0);
    const wrong = await librarian.post('/copy-batches', {
      target: { search: 'sort=colour' },
      edit: { shelf: 'x' },
    });
    expect([wrong.status, wrong.body.error.fields[0].path]).toEqual([422, 'target']);
  });

  it('does not withdraw what somebody waits for or owes for', async () => {
    const { build, services } = library;
    const wanted = await build.copy({ barcode: 'W-1' });
    const owed = await build.copy({ barcode: 'W-2' });
    const { id: patronId } = await build.patron();
    const { id: loanId } = await build.loan({
      copyId: owed.id,
      titleId: owed.titleId,
      patronId,
      status: 'returned',
      returnedAt: services.clock.now(),
    });
    await build.write([
      {
        sql: `insert into hold (id, title_id, copy_id, patron_id, pickup_site_id, status, position, placed_at)
              values ('h', ?, ?, ?, 'north', 'pending', 1, 1)`,
        args: [wanted.titleId, wanted.id, patronId],
      },
      {
        sql: `insert into fine (id, patron_id, loan_id, kind, created_at) values ('f', ?, ?, 'damaged', 1)`,
        args: [patronId, loanId],
      },
      {
        sql: `insert into fine_entry (id, fine_id, patron_id, type, amount, at) values ('e', 'f', ?, 'charge', 100, 1)`,
        args: [patronId],
      },
    ]);
    const { summary } = await batch({ copyIds: [wanted.id, owed.id] }, { status: 'withdrawn' });
    expect(summary.refusals.map(({ barcode, code }) => [barcode, code])).toEqual([
      ['W-1', 'copy-waited-for'],
      ['W-2', 'copy-owed'],
    ]);
    expect(
      (await batch({ titleId: owed.titleId }, { siteId: 'south', condition: 'worn' })).summary.changed,
    ).toBe(1);
    expect(await copyOf('W-2')).toMatchObject({ siteId: 'south', atSiteId: 'south', condition: 'worn' });
  });

  it('deletes for good what was never lent, and lists every reason for the rest', async () => {
    const { build } = library;
    const { titleId } = await build.copy({ barcode: 'G-1' });
    await build.copy({ barcode: 'G-2', titleId });
    const lent = await build.copy({ barcode: 'G-3', titleId, status: 'on-loan' });
    await build.copy({ barcode: 'G-4', titleId, status: 'in-transit' });
    const { id: patronId } = await build.patron();
    await build.loan({ copyId: lent.id, titleId, patronId });
    const remove = async (body: object) => {
      const queued = await librarian.post('/copy-batches/deletions', body);
      return over(queued.body.id);
    };
    const target = { barcodes: ['G-1', 'G-3', 'G-4', 'nothing'] };
    const told = await remove({ target, dryRun: true });
    expect(told).toMatchObject({
      changed: 1,
      refused: 3,
      refusals: [
        { line: 2, barcode: 'G-3', code: 'copy-on-loan' },
        { line: 2, barcode: 'G-3', code: 'copy-history' },
        { line: 3, barcode: 'G-4', code: 'copy-in-transit' },
        { line: 4, barcode: 'nothing', code: 'barcode-unknown' },
      ],
    });
    expect(await copyOf('G-1')).toMatchObject({ barcode: 'G-1' });
    expect(await remove({ target })).toEqual({ ...told, dryRun: false });
    expect((await librarian.get('/copies/G-1')).status).toBe(404);
    expect(await remove({ target: { barcodes: ['G-1'] } })).toMatchObject({ changed: 0, refused: 1 });
    expect((await librarian.get('/copy-batches')).body.items).toHaveLength(2);

    const codes = (answer: { body: { error: { fields: { code: string }[] } } }) =>
      answer.body.error.fields.map(({ code }) => code);
    const kept = await librarian.delete('/copies/G-3');
    expect([kept.status, codes(kept)]).toEqual([422, ['copy-on-loan', 'copy-history']]);
    expect(codes(await librarian.delete(`/catalogue/titles/${titleId}`))).toEqual([
      'title-has-copies',
      'title-has-loans',
    ]);
    expect((await librarian.delete('/copies/G-2')).status).toBe(204);
    expect((await librarian.delete('/copies/G-2')).status).toBe(404);
    const empty = await librarian.post('/catalogue/titles', { title: 'Entered by mistake' });
    expect((await librarian.delete(`/catalogue/titles/${empty.body.id}`)).status).toBe(204);
    expect((await librarian.get(`/catalogue/titles/${empty.body.id}`)).status).toBe(404);
    expect((await librarian.get('/catalogue/search?q=mistake')).body.total).toBe(0);
  });

  it.each([
    [{ target: { titleId: 'x' }, edit: {} }, 'edit', 'required'],
    [{ target: { titleId: 'x' }, edit: { fundId: 'x' } }, 'edit.fundId', 'unknown'],
    [{ target: { titleId: 'x' }, edit: { siteId: 'x' } }, 'edit.siteId', 'unknown'],
    [{ target: { titleId: 'x' }, edit: { price: -1 } }, 'edit.price', 'min-value'],
    [{ target: { barcodes: [] }, edit: { shelf: 'x' } }, 'target.barcodes', 'required'],
  ])('refuses %o', async (body, path, code) => {
    const answer = await librarian.post('/copy-batches', body);
    expect([answer.status, answer.body.error.fields[0].path, answer.body.error.fields[0].code]).toEqual([
      422,
      path,
      code,
    ]);
  });
});
