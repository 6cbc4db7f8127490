/** Small and seeded: the same district every time. @param {number} seed */
function createRandom(seed) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = (/** @type {number} */ limit) => Math.floor(next() * limit);
  return { next, below, one: (/** @type {readonly string[]} */ of) => of[below(of.length)] ?? '' };
}

const GIVEN =
  'Ada Ben Clara Dmitri Elif Farah Goran Hana Ines Jonas Kemal Lucia Mina Noor Oscar Priya Quentin Rosa Stefan Tuan Uma Viktor Wanda Ximena Yusuf Zoe Amara Bruno Chiara Declan'.split(
    ' ',
  );
const STARTS =
  'Ander Bern Castel Dragu Eriks Ferre Gonza Hart Ivan Jahn Kowal Linden Moro Nguy Okon Petro Quin Rasmus Sant Thorn Ulric Valen Whit Xav Yama Zimm'.split(
    ' ',
  );
const ENDS = 'son berg ski etti off er hill mann ov wood ström ez ham ley ard en ini dottir'.split(' ');
const SITES = ['north', 'south', 'east', 'west', 'hills'];
const GROUPS = ['pupils', 'teachers', 'seniors', 'boarders'];
const NOW = Date.parse('2026-03-01T23:00:00Z');
const DAY = 86_400_000;

/** @param {ReturnType<typeof createRandom>} random @param {number} index */
function person(random, index) {
  const student = random.next() < 0.88;
  const year = 1 + random.below(12);
  const site = SITES[random.below(SITES.length)] ?? 'north';
  const surname = `${random.one(STARTS)}${random.one(ENDS)}`;
  const givenName = random.one(GIVEN);
  const username = `${givenName.slice(0, 2)}${surname.slice(0, 6)}${index}`.toLowerCase();
  return {
    id: `p${String(index).padStart(7, '0')}-7000-8000-${String(index).padStart(12, '0')}`,
    username,
    barcode: random.next() < 0.02 ? null : `2${String(1_000_000 + index)}`,
    adminSystemId: `SIS${index}`,
    givenName,
    middleName: random.next() < 0.3 ? random.one(GIVEN) : '',
    preferredName: '',
    surname,
    primaryEmail: random.next() < 0.003 ? 'family@maple.example' : `${username}@maple.example`,
    birthYear: student ? 2020 - year : 1960 + random.below(40),
    enabled: random.next() < 0.99,
    student,
    until: random.next() < 0.03 ? '2025-12-20' : student ? `${2026 + 12 - year}-12-20` : null,
    cohort: student ? `Year ${year}` : null,
    formClass: student ? `${year}${String.fromCharCode(65 + random.below(26))}` : null,
    lastSignInAt: random.next() < 0.5 ? NOW - random.below(100) * DAY : null,
    leftOn: random.next() < 0.01 ? '2025-12-20' : null,
    sites: random.next() < 0.04 ? [...new Set([site, SITES[0] ?? site])] : [site],
    group: student ? (year > 10 ? 'seniors' : 'pupils') : 'teachers',
    boarder: random.next() < 0.001,
  };
}

/** Rows of one table, several hundred in each statement. */
function inserter(/** @type {any} */ client, /** @type {string} */ table, /** @type {string[]} */ columns) {
  /** @type {any[][]} */
  let waiting = [];
  const flush = async () => {
    if (waiting.length === 0) return;
    const row = `(${columns.map(() => '?').join(',')})`;
    const sql = `insert into ${table} (${columns.join(',')}) values ${waiting.map(() => row).join(',')}`;
    await client.execute({ sql, args: waiting.flat() });
    waiting = [];
  };
  const add = async (/** @type {any[]} */ values) => {
    if (waiting.push(values) >= 400) await flush();
  };
  return { add, flush };
}

/**
 * Fills a migrated database that has a district with invented patrons, open loans, fines and blocks.
 * @param {any} client libSQL client that may write
 * @param {{ patronSearchKey: (p: any) => string, patronSortKey: (p: any) => string }} keys the product's own rules
 * @param {{ patrons: number, loans: number, fines: number, blocks: number }} wanted
 */
export async function fillPatrons(client, keys, wanted) {
  const random = createRandom(7);
  await client.execute('pragma foreign_keys = off');
  await client.execute('pragma synchronous = off');
  for (const id of SITES)
    await client.execute({
      sql: `insert or ignore into site (id, code, name, time_zone, open_days) values (?, ?, ?, 'Australia/Melbourne', '[1,2,3,4,5]')`,
      args: [id, id.toUpperCase(), `${id} school`],
    });
  for (const id of GROUPS)
    await client.execute({
      sql: 'insert or ignore into library_group (id, name) values (?, ?)',
      args: [id, id],
    });
  const patrons = inserter(
    client,
    'patron',
    'id kind username username_key barcode admin_system_id given_name middle_name surname primary_email birth_year enabled student until cohort form_class primary_site_id last_sign_in_at left_on search_key sort_key created_at updated_at rev'.split(
      ' ',
    ),
  );
  const sites = inserter(client, 'patron_site', ['patron_id', 'site_id']);
  const groups = inserter(client, 'patron_library_group', ['patron_id', 'library_group_id']);
  for (let i = 0; i < wanted.patrons; i += 1) {
    const p = person(random, i);
    await patrons.add([
      p.id,
      'personal',
      p.username,
      p.username,
      p.barcode,
      p.adminSystemId,
      p.givenName,
      p.middleName,
      p.surname,
      p.primaryEmail,
      p.birthYear,
      Number(p.enabled),
      Number(p.student),
      p.until,
      p.cohort,
      p.formClass,
      p.sites[0] ?? null,
      p.lastSignInAt,
      p.leftOn,
      keys.patronSearchKey(p),
      keys.patronSortKey(p),
      NOW,
      NOW,
      i + 1,
    ]);
    for (const site of p.sites) await sites.add([p.id, site]);
    for (const group of p.boarder ? [p.group, 'boarders'] : [p.group]) await groups.add([p.id, group]);
  }
  await patrons.flush();
  await sites.flush();
  await groups.flush();
  await fillStanding(client, random, wanted);
}

/** @param {any} client @param {ReturnType<typeof createRandom>} random @param {any} wanted */
async function fillStanding(client, random, wanted) {
  const someone = () => {
    const index = String(random.below(wanted.patrons));
    return `p${index.padStart(7, '0')}-7000-8000-${index.padStart(12, '0')}`;
  };
  await client.execute(`insert or ignore into circulation_type (id, name) values ('bench', 'Bench')`);
  await client.execute({
    sql: `insert into title (id, title, created_at, updated_at) values ('bench', 'A Title', ?, ?)`,
    args: [NOW, NOW],
  });
  const copies = inserter(
    client,
    'copy',
    'id title_id barcode owner_site_id at_site_id circulation_type_id status_changed_at created_at'.split(
      ' ',
    ),
  );
  const loans = inserter(
    client,
    'loan',
    'id copy_id title_id patron_id site_id status checked_out_at due_at due_on'.split(' '),
  );
  for (let i = 0; i < wanted.loans; i += 1)
    await copies.add([`c${i}`, 'bench', `C${i}`, 'north', 'north', 'bench', NOW, NOW]);
  await copies.flush();
  for (let i = 0; i < wanted.loans; i += 1) {
    const dueAt = NOW + (random.below(35) - 7) * DAY;
    await loans.add([`l${i}`, `c${i}`, 'bench', someone(), 'north', 'open', NOW, dueAt, '2026-03-10']);
  }
  await loans.flush();
  const fines = inserter(client, 'fine', 'id patron_id kind created_at'.split(' '));
  const entries = inserter(client, 'fine_entry', 'id fine_id patron_id type amount at'.split(' '));
  for (let i = 0; i < wanted.fines; i += 1) {
    const patronId = someone();
    await fines.add([`f${i}`, patronId, 'manual', NOW]);
    await entries.add([`e${i}`, `f${i}`, patronId, 'charge', 10 + random.below(900), NOW]);
  }
  await fines.flush();
  await entries.flush();
  const blocks = inserter(client, 'patron_block', 'id patron_id reason created_at'.split(' '));
  for (let i = 0; i < wanted.blocks; i += 1) await blocks.add([`b${i}`, someone(), 'talk', NOW]);
  await blocks.flush();
}
