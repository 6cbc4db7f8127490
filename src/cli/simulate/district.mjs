import { inParallel } from '../bench/client.mjs';
import { HOLIDAYS, TERMS } from './calendar.mjs';
import { jobsAtRest } from './server.mjs';

/** @typedef {import('./world.mjs').World} World */

export const ADMINISTRATOR = { username: 'head', password: 'simulated-year' };

const SITES = [
  { code: 'EAST', name: 'East School', timeZone: 'America/New_York', loanDays: null, closed: [] },
  {
    code: 'WEST',
    name: 'West School',
    timeZone: 'America/Los_Angeles',
    loanDays: null,
    closed: [
      { from: '2026-11-02', to: '2026-11-03', name: 'Moving the shelves' },
      { from: '2027-02-08', to: '2027-02-12', name: 'Ski week' },
    ],
  },
  {
    code: 'DESERT',
    name: 'Desert School',
    timeZone: 'America/Phoenix',
    loanDays: 7,
    closed: [{ from: '2026-11-10', to: '2026-11-11', name: 'Repairs' }],
  },
];

/** @param {World} world @param {string} method @param {string} path @param {object | FormData} body */
async function made({ desk, random }, method, path, body) {
  const { status, body: answer } = await desk.send(method, path, body, random.uuid());
  if (status >= 300) throw new Error(`${method} ${path}: ${status} ${JSON.stringify(answer)}`);
  return answer;
}

/** The first run: district, first site, first administrator; then the other sites. @param {World} world */
async function addSites(world) {
  const token = /^ {2}.*?([\w-]{12})\s*$/m.exec(world.host.log().split('/setup')[1] ?? '')?.[1];
  const sites = SITES.map(({ loanDays: _days, closed: _closed, ...site }) => ({
    ...site,
    openDays: [1, 2, 3, 4, 5],
  }));
  await made(world, 'POST', '/api/setup', {
    token,
    districtName: 'Simulated District',
    currency: 'USD',
    site: sites[0],
    administrator: { ...ADMINISTRATOR, givenName: 'Head', surname: 'Librarian' },
  });
  for (const site of sites.slice(1)) await made(world, 'POST', '/api/sites', site);
  const ids = new Map((await world.rows('select id, code from site')).map(({ id, code }) => [code, id]));
  world.sites = SITES.map((site) => ({ ...site, id: ids.get(site.code) }));
  const [head] = await world.rows('select id from patron where username = ?', [ADMINISTRATOR.username]);
  const siteIds = world.sites.map(({ id }) => id);
  await made(world, 'PATCH', `/api/patrons/${head?.['id']}`, { siteIds });
}

/** @param {World} world */
async function addCalendar(world) {
  const first = world.sites[0]?.id;
  const shape = (/** @type {import('./calendar.mjs').Range} */ { from, to }) => ({ fromOn: from, toOn: to });
  for (const range of HOLIDAYS)
    await made(world, 'POST', `/api/sites/${first}/closed`, {
      ...shape(range),
      reason: range.name,
      everySite: true,
    });
  for (const term of TERMS)
    await made(world, 'POST', `/api/sites/${first}/terms`, {
      ...shape(term),
      name: term.name,
      everySite: true,
    });
  for (const site of world.sites)
    for (const range of site.closed)
      await made(world, 'POST', `/api/sites/${site.id}/closed`, { ...shape(range), reason: range.name });
}

/** The matrix that `world.mjs` reckons with. @param {World} world @returns {Promise<string>} the id of short loans */
async function addRules(world) {
  const pupils = await made(world, 'POST', '/api/library-groups', { name: 'Pupils', forStudents: true });
  const short = await made(world, 'POST', '/api/circulation-types', { name: 'Short loan' });
  const [staff] = await world.rows("select id from library_group where name = 'Staff'");
  const everybody = {
    ...{
      loanDays: 14,
      endOfTerm: true,
      renewals: 2,
      maxOut: 5,
      maxOverdue: 4,
      maxBalance: 2000,
      maxHolds: 3,
    },
    ...{ holdShelfDays: 5, holdPendingDays: 60, fineRate: 10, fineUnit: 'day', fineCap: 300, graceDays: 1 },
    ...{ lostPrice: 1500, processingFee: 200, renewWhenHeld: false },
  };
  const ownOfStaff = { loanDays: 28, renewals: 5, maxOut: 20, maxOverdue: -1, maxBalance: -1, fineRate: 0 };
  await made(world, 'POST', '/api/circulation-rules', { settings: everybody });
  await made(world, 'POST', '/api/circulation-rules', {
    libraryGroupId: staff?.['id'],
    settings: ownOfStaff,
  });
  await made(world, 'POST', '/api/circulation-rules', {
    circulationTypeId: short.id,
    settings: { loanDays: 3, renewals: 1 },
  });
  for (const { id: siteId, loanDays } of world.sites)
    if (loanDays !== null)
      await made(world, 'POST', '/api/circulation-rules', { siteId, settings: { loanDays } });
  if (!pupils.id) throw new Error('The pupils have no group.');
  return short.id;
}

/** Every twelfth is a member of staff; some leave before the year is over. @param {World} world @param {number} wanted */
async function addPatrons(world, wanted) {
  const people = Array.from({ length: wanted }, (_, i) => ({
    barcode: `P${String(i + 1).padStart(6, '0')}`,
    staff: i % 12 === 7,
    until: i % 20 === 3 ? (i % 40 === 3 ? '2026-11-20' : '2027-03-12') : null,
    site: world.sites[i % world.sites.length],
  }));
  const lines = people.map(
    ({ barcode, staff, site }, i) =>
      `user.${i},${barcode},Kit,Makebelieve ${i},${staff ? 'no' : 'yes'},${staff ? 'yes' : 'no'},${staff ? 'Staff' : 'Pupils'},${site?.code}`,
  );
  const header = 'Username,Library Barcode,Given Name,Surname,Student,Staff Member,Library Group,Sites';
  const form = new FormData();
  form.set('file', new Blob([[header, ...lines].join('\n')]), 'patrons.csv');
  form.set('options', JSON.stringify({ confirmed: true, dateOrder: 'dmy' }));
  const job = await made(world, 'POST', '/api/patrons/imports', form);
  await jobsAtRest(world);
  const { status, summary } = await world.desk.get(`/api/patrons/imports/${job.id}`);
  if (status !== 'done' || summary.new !== wanted)
    throw new Error(`The patrons were not imported: ${status} ${JSON.stringify(summary)}`);
  const stored = await world.rows('select id, barcode from patron where barcode is not null');
  const ids = new Map(stored.map(({ id, barcode }) => [barcode, id]));
  world.patrons = people.flatMap(({ site, ...patron }) =>
    site ? [{ ...patron, site, id: ids.get(patron.barcode) }] : [],
  );
  // No import sets a last day: that is done by hand.
  for (const { id, until } of world.patrons)
    if (until !== null) await made(world, 'PATCH', `/api/patrons/${id}`, { until });
}

/** Two copies a title, some of them at different sites; every tenth title is lent for a short time only. @param {World} world @param {number} wanted @param {string} shortType */
async function addTitles(world, wanted, shortType) {
  /** @type {import('./world.mjs').Title[]} */
  const titles = Array.from({ length: wanted }, (_, i) => ({
    ...{ id: '', name: `Invented Book ${String(i + 1).padStart(5, '0')}`, short: i % 10 === 4, copies: [] },
  }));
  await inParallel([...titles.entries()], 8, async ([i, title]) => {
    title.id = (await made(world, 'POST', '/api/catalogue/titles', { title: title.name })).id;
    for (const [n, owner] of [world.sites[i % 3], world.sites[(i + (i % 2)) % 3]].entries()) {
      if (!owner) continue;
      const barcode = `C${String(i * 2 + n + 1).padStart(6, '0')}`;
      const { id } = await made(world, 'POST', `/api/catalogue/titles/${title.id}/copies`, {
        ...{ barcode, siteId: owner.id },
        ...(title.short ? { circulationTypeId: shortType } : {}),
        ...(i % 4 === 0 ? {} : { price: { amount: 1000 + (i % 7) * 250, currency: 'USD' } }),
      });
      title.copies.push({ id, barcode, title, owner, status: 'available', loan: null });
    }
  });
  world.titles = titles;
  world.copies = titles.flatMap(({ copies }) => copies);
}

/**
 * A district of three sites in three time zones, made through the API as a first run does.
 * @param {World} world @param {number} patrons how many
 */
export async function makeDistrict(world, patrons) {
  await addSites(world);
  await addCalendar(world);
  const short = await addRules(world);
  await addPatrons(world, patrons);
  await addTitles(world, Math.max(20, Math.round(patrons * 0.9)), short);
  await jobsAtRest(world);
}
