import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { percentile } from './client.mjs';

const NOBODY = 65_534;
const WEIGHTS = { title: 'A', author: 'B', subjects: 'C', series: 'C', publisher: 'D', summary: 'D' };

/** The folder of the server's programs, where PostgreSQL is installed. */
function findPrograms() {
  const places = [15, 16, 17, 18, 14].map((version) => `/usr/lib/postgresql/${version}/bin`);
  return ['/usr/local/bin', ...places].find((place) => existsSync(join(place, 'initdb')));
}

/** @param {string} text for COPY's text format */
const cell = (text) =>
  text
    .replaceAll('\\', '\\\\')
    .replaceAll('\t', ' ')
    .replaceAll(/[\n\r]/g, ' ');

/** Writes every title as a line. @param {any} client @param {string} path */
async function exportTitles(client, path) {
  const out = createWriteStream(path);
  for (let seq = 0; ;) {
    const { rows } = await client.execute({
      sql: `select t.seq, t.title, coalesce(t.author, ''), t.subjects, coalesce(t.series, ''), coalesce(t.publisher, ''),
        coalesce(t.summary, ''), t.form, coalesce(t.language, ''), coalesce(t.level, ''), coalesce(t.year, 0), t.popularity,
        (select group_concat('site' || replace(site_id, '-', ''), ' ') from title_site s where s.seq = t.seq),
        (select group_concat('site' || replace(site_id, '-', ''), ',') from title_site s where s.seq = t.seq and available > 0)
        from title t where t.seq > ? order by t.seq limit 20000`,
      args: [seq],
    });
    if (rows.length === 0) break;
    seq = Number(rows.at(-1)?.[0]);
    const lines = rows.map((/** @type {any} */ one) => {
      const subjects = /** @type {string[]} */ (JSON.parse(String(one[3])));
      const cells = Array.from({ length: 14 }, (_, i) => cell(String(one[i] ?? '')));
      cells[3] = cell(subjects.join(' ; '));
      cells[13] = `{${one[13] ?? ''}}`;
      return `${cells.join('\t')}\n`;
    });
    if (!out.write(lines.join(''))) await once(out, 'drain');
  }
  out.end();
  await once(out, 'close');
}

const TABLE = `create unlogged table raw (seq int, title text, author text, subjects text, series text, publisher text,
  summary text, form text, language text, level text, year int, popularity int, sites text, free text[]);`;
const vector = Object.entries(WEIGHTS)
  .map(([column, weight]) => `setweight(to_tsvector('simple', ${column}), '${weight}')`)
  .join(' || ');
const INDEX = `create table titles as select seq, form, language, level, year, popularity, free, string_to_array(subjects, ' ; ') as subjects,
  string_to_array(sites, ' ') as sites, ${vector} || to_tsvector('simple', coalesce(sites, '')) as words from raw;
  create index on titles using gin (words) with (fastupdate = off); create index on titles (popularity desc); vacuum analyze titles;`;

/** The same text as a query of PostgreSQL. @param {string} q @param {string} site */
function tsquery(q, site) {
  const quoted = /"([^"]+)"/.exec(q)?.[1];
  const text = (quoted ?? q).replaceAll("'", "''");
  const of = quoted === undefined ? 'plainto_tsquery' : 'phraseto_tsquery';
  return `(${of}('simple', '${text}') && 'site${site.replaceAll('-', '')}'::tsquery)`;
}

/** Total, facets and the first page: everything ranked, or the most popular 2,000. @param {string} query @param {boolean} bounded */
function statement(query, bounded) {
  const ranked = bounded
    ? `(select * from m order by popularity desc limit 2000) r order by ts_rank(r.words, ${query}) desc, popularity desc limit 20`
    : `m r order by ts_rank(r.words, ${query}) desc, popularity desc limit 20`;
  return `with m as materialized (select * from titles where words @@ ${query})
    select (select count(*) from m), (select json_agg(x) from (select form, count(*) from m group by form) x),
    (select json_agg(x) from (select language, count(*) from m group by language) x),
    (select json_agg(x) from (select level, count(*) from m group by level) x),
    (select json_agg(x) from (select year / 10, count(*) from m group by 1) x),
    (select json_agg(x) from (select s, count(*) from m, unnest(subjects) s group by s order by 2 desc limit 40) x),
    (select json_agg(x) from (select s, count(*) from m, unnest(sites) s group by s) x),
    (select count(*) from m where free <> '{}'), (select json_agg(x.seq) from (select r.seq from ${ranked}) x);`;
}

const SETTINGS = {
  shared_buffers: '2GB',
  work_mem: '256MB',
  maintenance_work_mem: '1GB',
  max_parallel_workers_per_gather: '1',
  fsync: 'off',
  jit: 'off',
  listen_addresses: '',
};

/** A new cluster in `folder`. PostgreSQL refuses to run as root. @param {string} bin @param {string} folder */
function startCluster(bin, folder) {
  const data = join(folder, 'data');
  const isRoot = process.getuid?.() === 0;
  const as = isRoot ? { uid: NOBODY, gid: NOBODY } : {};
  mkdirSync(data);
  if (isRoot) for (const path of [folder, data]) chownSync(path, NOBODY, NOBODY);
  chmodSync(folder, 0o755);
  const kind = ['--no-sync', '--locale=C.UTF-8', '-E', 'UTF8'];
  const made = spawnSync(join(bin, 'initdb'), ['-D', data, '-U', 'bench', ...kind], as);
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr}`);
  const given = Object.entries({ ...SETTINGS, unix_socket_directories: folder });
  const settings = given.flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return spawn(join(bin, 'postgres'), ['-D', data, ...settings], { ...as, stdio: 'ignore' });
}

/**
 * A server of its own in a folder of its own, for as long as `work` takes.
 * @param {string} bin @param {(psql: (sql: string) => string) => Promise<string[][]>} work
 */
async function withServer(bin, work) {
  const folder = mkdtempSync(join(tmpdir(), 'carrel-postgres-'));
  const server = startCluster(bin, folder);
  const asked = ['-h', folder, '-U', 'bench', '-d', 'postgres', '-XqAt', '-v', 'ON_ERROR_STOP=1'];
  const script = join(tmpdir(), `carrel-${process.pid}.sql`);
  const psql = (/** @type {string} */ sql) => {
    writeFileSync(script, sql);
    const done = spawnSync('psql', [...asked, '-f', script], { encoding: 'utf8', maxBuffer: 1 << 30 });
    if (done.status !== 0) throw new Error(`psql: ${done.stderr.slice(0, 400)}`);
    return done.stdout;
  };
  try {
    for (let i = 0; i < 100 && spawnSync('psql', [...asked, '-c', 'select 1']).status !== 0; i += 1)
      await new Promise((done) => setTimeout(done, 100));
    return await work(psql);
  } finally {
    server.kill('SIGINT');
    await once(server, 'exit');
    rmSync(folder, { recursive: true, force: true });
    rmSync(script, { force: true });
  }
}

/** Times as psql tells them, the first of each statement left out as a warm-up. @param {string} output */
const timesIn = (output) =>
  [...output.matchAll(/Time: ([\d.]+) ms/g)].map(([, time]) => Number(time)).filter((_, i) => i % 2 === 1);

/**
 * The same searches of the same titles in PostgreSQL, where it is installed: for each class the better of two ways.
 * @param {any} client of the catalogue @param {Record<string, string[]>} classes
 * @param {Record<string, number[]>} ours times of the same queries @param {string} site
 * @returns {Promise<string[][]>} rows of figures
 */
export async function benchPostgres(client, classes, ours, site) {
  const bin = findPrograms();
  if (!bin) return [['PostgreSQL', 'not installed', 'nothing to compare with']];
  const file = join(mkdtempSync(join(tmpdir(), 'carrel-titles-')), 'titles.tsv');
  await exportTitles(client, file);
  chmodSync(file, 0o644);
  return withServer(bin, async (psql) => {
    const began = performance.now();
    psql(`${TABLE}\n\\copy raw from '${file}'\n${INDEX}`);
    const rows = [
      ['PostgreSQL: written and indexed, s', ((performance.now() - began) / 1000).toFixed(1), ''],
    ];
    for (const [name, queries] of Object.entries(classes)) {
      const ways = [false, true].map((bounded) => {
        const asked = queries
          .map((q) => tsquery(q.replace(/^author:/, ''), site))
          .map((q) => statement(q, bounded));
        const sql = asked.flatMap((one) => [one, one]).join('\n');
        return timesIn(psql(`\\timing on\n\\o /dev/null\n${sql}`));
      });
      const [best = []] = ways.sort((a, b) => percentile(a, 0.95) - percentile(b, 0.95));
      const [theirs50, theirs95] = [percentile(best, 0.5), percentile(best, 0.95)];
      const ratio = theirs95 / percentile(ours[name] ?? [], 0.95);
      rows.push([
        `PostgreSQL: ${name}, p50 / p95 ms`,
        `${theirs50.toFixed(1)} / ${theirs95.toFixed(1)}`,
        `${ratio.toFixed(1)} times ours at p95`,
      ]);
    }
    rmSync(join(file, '..'), { recursive: true, force: true });
    return rows;
  });
}
