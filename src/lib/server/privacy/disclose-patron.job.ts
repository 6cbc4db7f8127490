import { strToU8, zipSync } from 'fflate';
import { writeFile } from 'node:fs/promises';
import Papa from 'papaparse';
import * as v from 'valibot';
import { displayName } from '$lib/domain/patrons/display-name';
import { inLocale } from '../http/locale';
import { JobFailed, type JobOutcome, type JobRun } from '../jobs/handler';
import { photoOf } from '../patrons/photo-queries';
import { patronById } from '../patrons/queries';
import { readDistrict } from '../sites/read-district';
import { disclosurePage } from './disclosure-page';
import { disclosedSections, type DisclosedSection } from './disclosure-queries';

const Params = v.object({ patronId: v.string(), locale: v.picklist(['en', 'es']) });
const RESULT = 'disclosure.zip';

/** Sections that also come as a table of their own. */
const TABLES: readonly string[] = [
  'loans',
  'fines',
  'payments',
  'holds',
  'notes',
  'contacts',
  'fields',
  'audit',
];

/** Spreadsheets run what begins like a formula: such a cell is led by an apostrophe. */
const guarded = (cell: string | number | null) =>
  typeof cell === 'string' && /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;

const csvOf = ({ rows }: DisclosedSection) =>
  strToU8(
    `\ufeff${Papa.unparse(rows.map((row) => Object.fromEntries(Object.entries(row).map(([key, cell]) => [key, guarded(cell)]))))}\r\n`,
  );

/**
 * Puts everything that is kept about a person into one file: a page to read, the same as data, and tables. Hidden notes
 * are in it: they are kept about the person like any other.
 */
export default async function patronDisclosure(run: JobRun): Promise<JobOutcome> {
  const { patronId, locale } = v.parse(Params, run.params);
  const { database, clock, environment } = run.services;
  const row = await patronById(database.read, patronId);
  if (!row) throw new JobFailed('patron-gone');
  await run.report(0, 2);
  const [district, photo] = await Promise.all([
    readDistrict(database.read),
    photoOf(database.read, patronId),
  ]);
  const sections = await disclosedSections(database.readClient, patronId);
  await run.report(1, 2);
  const madeAt = new Date(clock.now()).toISOString();
  const about = {
    name: displayName(row) || row.username,
    district: district.name,
    currency: district.currency,
    madeOn: madeAt.slice(0, 10),
    locale,
    hasPhoto: photo !== undefined,
  };
  const data = {
    madeAt,
    currency: district.currency,
    ...Object.fromEntries(sections.map(({ key, rows }) => [key, key === 'record' ? rows[0] : rows])),
  };
  const page = inLocale(locale, environment.ORIGIN ?? 'http://localhost', () =>
    disclosurePage(sections, about),
  );
  const tables = sections.filter(({ key, rows }) => TABLES.includes(key) && rows.length > 0);
  const bytes = zipSync({
    'index.html': strToU8(page),
    'data.json': strToU8(`${JSON.stringify(data, null, 2)}\n`),
    ...Object.fromEntries(tables.map((section) => [`${section.key}.csv`, csvOf(section)])),
    ...(photo
      ? { 'photo.webp': [new Uint8Array(photo.bytes), { level: 0 }] as [Uint8Array, { level: 0 }] }
      : {}),
  });
  await writeFile(await run.resultPath(RESULT), bytes, { mode: 0o600 });
  const rows = sections.reduce((sum, section) => sum + section.rows.length, 0);
  return { summary: { rows }, resultName: RESULT };
}
