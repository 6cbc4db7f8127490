import { signIn } from './client.mjs';

const people = 50_000;
const header = 'Username,Library Barcode,Given Name,Surname,Primary Email,Form Class';

/** Invented people: 1 % bad addresses, 200 barcodes twice, 50 broken lines. */
function roster() {
  const lines = Array.from({ length: people }, (_, i) => {
    const barcode = i % 250 === 3 ? 'B0000000' : `B${String(i + 1).padStart(7, '0')}`;
    const email = i % 100 === 5 ? 'no address' : `bench.${i}@school.example`;
    const extra = i % 1000 === 7 ? ',one,too,many' : '';
    return `bench.${i},${barcode},Kit,Makebelieve ${i},${email},${7 + (i % 6)}A${extra}`;
  });
  return [header, ...lines].join('\n');
}

/** @param {number} ms */
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * A file of 50,000 people: the dry run, the import, the same file again. Meanwhile the server is asked for its health
 * without a pause: its longest answer is what a desk may have waited.
 * @param {string} url
 * @returns {Promise<string[][]>} rows of figures
 */
export async function benchPatronImport(url) {
  const client = await signIn(url, 'admin');
  const file = new Blob([roster()]);
  const run = async (
    /** @type {string} */ name,
    /** @type {boolean} */ dryRun,
    /** @type {number} */ budget,
  ) => {
    const form = new FormData();
    form.set('file', file, 'bench.csv');
    form.set('options', JSON.stringify({ confirmed: true }));
    const started = performance.now();
    const response = await fetch(`${url}/api/patrons/imports${dryRun ? '?dryRun=true' : ''}`, {
      method: 'POST',
      body: form,
      headers: { origin: url, cookie: client.cookie },
    });
    const { id } = await response.json();
    let longest = 0;
    for (;;) {
      const asked = performance.now();
      await fetch(`${url}/api/health`);
      longest = Math.max(longest, performance.now() - asked);
      const job = await client.get(`/api/patrons/imports/${id}`);
      if (job.status !== 'queued' && job.status !== 'running') {
        const seconds = (performance.now() - started) / 1000;
        const sum = job.summary ?? {};
        const verdict = job.status === 'done' && seconds <= budget ? 'within' : 'OVER';
        const counts = `${sum.new} new, ${sum.changed} changed, ${sum.refused} refused`;
        return [
          `${name}, s`,
          seconds.toFixed(1),
          `${verdict} ${budget} s; ${counts}; longest answer meanwhile ${longest.toFixed(0)} ms`,
        ];
      }
      await sleep(20);
    }
  };
  return [
    await run('50,000 patrons, dry run', true, 10),
    await run('50,000 patrons, import', false, 20),
    await run('50,000 patrons again', false, 10),
  ];
}
