import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { queueDaily } from '../jobs/daily';
import { indexVersionStatement, isIndexOutdated } from '../search/index-version';
import { createTestLibrary, type Client, type TestLibrary } from '../testing/library';

let library: TestLibrary;
let cataloguer: Client;

beforeAll(async () => {
  library = await createTestLibrary({ runJobs: true });
  await library.build.patron({ username: 'cataloguer', levels: ['library-users', 'librarian'] });
  await library.build.patron({ username: 'student' });
  cataloguer = await library.signIn('cataloguer');
});
afterAll(() => library.end());

const found = async (q: string) => (await cataloguer.get(`/catalogue/search?q=${q}`)).body.total;

async function finished(id: string) {
  for (let i = 0; i < 1_000; i++) {
    const { body } = await library.services.database.readClient
      .execute({ sql: 'select status, summary from job where id = ?', args: [id] })
      .then(({ rows }) => ({ body: rows[0] }));
    if (!['queued', 'running'].includes(String(body?.[0]))) return body;
    await new Promise((done) => setTimeout(done, 25));
  }
  throw new Error('the job did not end');
}

describe('making the title index anew', () => {
  it('finds titles by what they say now, whatever the index was told', async () => {
    const { id } = await library.build.title({ title: 'A Lost Harbour' });
    await library.build.copy({ titleId: id });
    await library.build.write([
      { sql: `update title set title = 'A Found Anchor' where id = ?`, args: [id] },
    ]);
    expect([await found('harbour'), await found('anchor')]).toEqual([1, 0]);
    const { status, body } = await cataloguer.post('/catalogue/reindex');
    expect(status).toBe(202);
    const job = await finished(body.id);
    expect(job?.[0]).toBe('done');
    expect(JSON.parse(String(job?.[1]))).toEqual({ titles: 1 });
    expect([await found('harbour'), await found('anchor')]).toEqual([0, 1]);
  });

  it('is done by itself after an update that looks at other texts, and once', async () => {
    const { database } = library.services;
    const jobs = async () => {
      await queueDaily(library.services);
      const { rows } = await database.readClient.execute(
        "select id from job where kind = 'catalogue-reindex' and created_by is null",
      );
      return rows.map(({ id }) => String(id));
    };
    await library.build.write([indexVersionStatement()]);
    expect(await jobs()).toEqual([]);
    await library.build.write([{ sql: "update counter set value = 1 where name = 'title-index'", args: [] }]);
    const [job = '', ...others] = await jobs();
    expect((await finished(job))?.[0]).toBe('done');
    expect(others).toEqual([]);
    expect(await isIndexOutdated(database.readClient)).toBe(false);
  });

  it('is for those who set up the catalogue', async () => {
    const student = await library.signIn('student');
    expect((await student.post('/catalogue/reindex')).status).toBe(403);
  });
});
