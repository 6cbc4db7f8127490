import { joinOneRoster, type JoinOptions } from './bundle-oneroster';
import { joinSections } from './bundle-sections';
import { baseName, type JoinedTable, type SourceTable } from './source-table';

const ONEROSTER_FILES = ['manifest', 'users', 'orgs', 'roles', 'classes', 'enrollments', 'demographics'];
const SECTION_FILES = [
  ...['school', 'schools', 'section', 'sections', 'student', 'students', 'staff', 'enrollments'],
  ...['studentenrollment', 'teacher', 'teachers', 'teacherroster'],
];

const has = (tables: ReadonlyMap<string, SourceTable>, ...names: string[]) =>
  names.some((name) => tables.has(name));

/**
 * Makes one table of people out of a set of files: OneRoster and School Data Sync 2.1 by their `users`, School Data Sync
 * 1 and Clever by their students and teachers. Folders in the names say nothing.
 * @returns null for a set without people
 */
export function joinBundle(files: readonly SourceTable[], options: JoinOptions): JoinedTable | null {
  const tables = new Map<string, SourceTable>();
  for (const file of files) if (!tables.has(baseName(file.name))) tables.set(baseName(file.name), file);
  const isOneRoster = has(tables, 'users');
  if (!isOneRoster && !has(tables, 'student', 'students', 'teacher', 'teachers')) return null;
  const read = isOneRoster ? ONEROSTER_FILES : SECTION_FILES;
  const joined = isOneRoster ? joinOneRoster(tables, options) : joinSections(tables, options);
  const known = files.map(({ name }) => baseName(name));
  const named = (isRead: boolean) => known.filter((name) => read.includes(name) === isRead);
  const unread = named(false);
  return {
    ...joined,
    notes: [
      { code: 'files-read', names: named(true) },
      ...(unread.length > 0 ? [{ code: 'files-unread' as const, names: unread }] : []),
      ...joined.notes,
    ],
  };
}
