import { Zip, ZipDeflate } from 'fflate';
import type { FileHandle } from 'node:fs/promises';
import {
  classRow,
  courseRow,
  enrollmentRow,
  manifestCells,
  oneRosterCells,
  oneRosterFiles,
  oneRosterHeader,
  orgRows,
  roleRows,
  rosterClassOf,
  rosterRoleOf,
  sessionRow,
  userRow,
  type OneRosterFile,
  type OneRosterRow,
  type OneRosterVersion,
  type RosterClass,
  type RosterSession,
} from '$lib/domain/exports/oneroster';
import type { ExportPatron, WrittenNames } from '$lib/domain/exports/patron-columns';
import { literalCell } from '$lib/domain/shared/csv-cell';
import type { Pages } from './export-pages';
import { linesText } from './write-table';

export interface RosterFacts {
  version: OneRosterVersion;
  names: WrittenNames;
  district: { id: string; name: string };
  sites: readonly { id: string; code: string; name: string }[];
  session: RosterSession;
  /** Form classes that have a teacher. */
  taught: readonly (RosterClass & { teacherId: string | null })[];
  /** What the files are dated, ms. */
  now: number;
}

/** A zip that is written as it grows: what is packed goes to the file, only packed parts of later files wait. */
class Bundle {
  readonly #zip: Zip;
  readonly #files = new Map<string, ZipDeflate>();
  #packed: Uint8Array[] = [];
  #failure: Error | null = null;
  readonly #file: FileHandle;
  readonly #now: number;

  constructor(file: FileHandle, now: number) {
    this.#file = file;
    this.#now = now;
    this.#zip = new Zip((error, chunk) => {
      this.#failure ??= error;
      this.#packed.push(chunk);
    });
  }

  add(name: string, cells: readonly (readonly string[])[]): void {
    const entry = new ZipDeflate(`${name}.csv`);
    entry.mtime = this.#now;
    this.#zip.add(entry);
    this.#files.set(name, entry);
    entry.push(Buffer.from(linesText(cells)));
  }

  write(name: string, lines: readonly (readonly string[])[]): void {
    if (lines.length > 0) this.#files.get(name)?.push(Buffer.from(`\r\n${linesText(lines)}`));
  }

  close(name: string): void {
    this.#files.get(name)?.push(new Uint8Array(), true);
  }

  async flush(): Promise<void> {
    if (this.#failure) throw this.#failure;
    const packed = Buffer.concat(this.#packed.splice(0));
    if (packed.length > 0) await this.#file.write(packed);
  }

  async end(): Promise<void> {
    this.#zip.end();
    await this.flush();
  }
}

/** What is counted on the way: people taken, people whom the format has no role for, classes that were met. */
interface Roster {
  people: number;
  leftOut: number;
  classes: Map<string, RosterClass>;
}

const keyOf = ({ siteId, name }: RosterClass) => JSON.stringify([siteId, name]);

function enrollmentsOf(patron: ExportPatron, facts: RosterFacts, roster: Roster): OneRosterRow[] {
  const own = rosterClassOf(patron);
  const taught = facts.taught.filter(({ teacherId }) => teacherId === patron.id);
  for (const of of own ? [own, ...taught] : taught) roster.classes.set(keyOf(of), of);
  return [
    ...(own ? [enrollmentRow(patron, 'student', own, facts.names)] : []),
    ...taught.map((of) => enrollmentRow(patron, 'teacher', of, facts.names)),
  ];
}

type CellsOf = (name: OneRosterFile, rows: readonly OneRosterRow[]) => string[][];

/** What stands in a bundle whoever is in it. */
function writeFrame(bundle: Bundle, { version, names, ...facts }: RosterFacts, cells: CellsOf) {
  bundle.add('manifest', manifestCells(version));
  bundle.close('manifest');
  for (const name of oneRosterFiles(version)) bundle.add(name, [oneRosterHeader(version, name)]);
  bundle.write('orgs', cells('orgs', orgRows(facts.district, facts.sites, names)));
  bundle.write('academicSessions', cells('academicSessions', [sessionRow(facts.session)]));
  bundle.write('courses', cells('courses', [courseRow(facts.district)]));
  for (const name of ['orgs', 'academicSessions', 'courses']) bundle.close(name);
}

/** Writes a OneRoster bundle of whole lists. @returns how many people are in it, and how many it has no role for */
export async function writeRoster(
  file: FileHandle,
  pages: Pages,
  facts: RosterFacts,
): Promise<{ people: number; leftOut: number }> {
  const { version, names } = facts;
  const bundle = new Bundle(file, facts.now);
  const roster: Roster = { people: 0, leftOut: 0, classes: new Map() };
  const cells: CellsOf = (name, rows) => {
    const header = oneRosterHeader(version, name);
    return rows.map((row) => oneRosterCells(header, row).map(literalCell));
  };
  writeFrame(bundle, facts, cells);
  for await (const page of pages) {
    const known = page.flatMap((patron) => {
      const role = rosterRoleOf(patron);
      return role ? [{ patron, role }] : [];
    });
    roster.people += known.length;
    roster.leftOut += page.length - known.length;
    const each = (rowsOf: (patron: ExportPatron, role: string) => OneRosterRow[]) =>
      known.flatMap(({ patron, role }) => rowsOf(patron, role));
    bundle.write(
      'users',
      cells(
        'users',
        each((patron, role) => [userRow(patron, role, names)]),
      ),
    );
    bundle.write(
      'roles',
      cells(
        'roles',
        each((patron, role) => roleRows(patron, role, names)),
      ),
    );
    bundle.write(
      'enrollments',
      cells(
        'enrollments',
        each((patron) => enrollmentsOf(patron, facts, roster)),
      ),
    );
    await bundle.flush();
  }
  bundle.write(
    'classes',
    cells(
      'classes',
      [...roster.classes.values()].map((of) => classRow(of, names)),
    ),
  );
  for (const name of ['users', 'roles', 'enrollments', 'classes']) bundle.close(name);
  await bundle.end();
  return { people: roster.people, leftOut: roster.leftOut };
}
