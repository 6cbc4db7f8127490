import type { JoinOptions } from './bundle-oneroster';
import {
  grouped,
  isHomeroom,
  recordsOf,
  type JoinedTable,
  type SourceTable,
  type TableRecord,
  type TableRow,
} from './source-table';

const COLUMNS = [
  'SIS ID',
  'School SIS ID',
  'Role',
  'Username',
  'Password',
  'First Name',
  'Middle Name',
  'Last Name',
  'Email',
  'Student Number',
  'Grade',
  'Status',
  'Birthdate',
  'Homeroom',
  'Teaching',
] as const;

const ID = ['SIS ID', 'Student_id', 'Teacher_id', 'Staff_id'];
const SCHOOL = ['School SIS ID', 'School_id'];
const SECTION = ['Section SIS ID', 'Section_id'];

const first = (tables: ReadonlyMap<string, SourceTable>, ...names: string[]) =>
  recordsOf(names.map((name) => tables.get(name)).find((table) => table !== undefined));

interface SectionSet {
  readonly schools: ReadonlyMap<string, readonly TableRecord[]>;
  readonly sections: ReadonlyMap<string, readonly TableRecord[]>;
  readonly sectionsOf: ReadonlyMap<string, readonly TableRecord[]>;
  readonly teaching: ReadonlySet<string>;
  readonly options: JoinOptions;
}

function siteOf({ schools, options }: SectionSet, id: string): string {
  const school = schools.get(id)?.[0];
  const names = [
    id,
    school?.get('School Number', 'School_number') ?? '',
    school?.get('State ID', 'State_id') ?? '',
    school?.get('Name', 'School_name') ?? '',
  ].filter(Boolean);
  const known = names.find((name) => options.site(name) !== null);
  return (known ?? school?.get('Name', 'School_name')) || id;
}

/** The first section with a homeroom's word in its own or its course's name. */
function homeroomOf({ sections, sectionsOf }: SectionSet, id: string): string {
  for (const enrolment of sectionsOf.get(id) ?? []) {
    const section = sections.get(enrolment.get(...SECTION))?.[0];
    const name = section?.get('Section Name', 'Name') ?? '';
    if (section && isHomeroom('', `${name} ${section.get('Course Name', 'Course_name')}`)) return name;
  }
  return '';
}

function rowOf(set: SectionSet, person: TableRecord, role: 'student' | 'teacher' | 'staff'): TableRow {
  const id = person.get(...ID);
  const made: Partial<Record<(typeof COLUMNS)[number], string>> = {
    'SIS ID': id,
    'School SIS ID': siteOf(set, person.get(...SCHOOL)).replaceAll(/[|;,]/g, ' '),
    Role: role,
    Username: person.get('Username'),
    'First Name': person.get('First Name'),
    Email: person.get('Secondary Email', 'Student_email', 'Teacher_email', 'Staff_email', 'Email'),
    Birthdate: person.get('Birthdate', 'DOB'),
    Grade: role === 'student' ? person.get('Grade') : '',
    // A teacher's number is no library card.
    'Student Number': role === 'student' ? person.get('Student_number') : '',
    Homeroom: role === 'student' ? homeroomOf(set, id) : '',
    Teaching: set.teaching.has(id) && role !== 'student' ? 'yes' : '',
  };
  const cells = COLUMNS.map((column) => made[column] ?? person.get(column));
  return { cells, line: person.line, file: person.file };
}

/** Clever writes a line for each contact of a student: the first one speaks for the student. */
function withoutRepeats(people: readonly TableRecord[]): readonly TableRecord[] {
  const seen = new Set<string>();
  return people.filter((person) => {
    const id = person.get(...ID);
    if (id !== '' && seen.has(id)) return false;
    seen.add(id);
    return true;
  });
}

/** The files of School Data Sync 1 or of a Clever set (schools, sections, students, teachers, enrolments) as one table. */
export function joinSections(tables: ReadonlyMap<string, SourceTable>, options: JoinOptions): JoinedTable {
  const pupils = first(tables, 'student', 'students');
  const enrolments = first(tables, 'studentenrollment', 'enrollments');
  const sections = first(tables, 'section', 'sections');
  const set: SectionSet = {
    schools: grouped(first(tables, 'school', 'schools'), ...SCHOOL, 'SIS ID'),
    sections: grouped(sections, 'SIS ID', 'Section_id'),
    sectionsOf: grouped(enrolments, 'SIS ID', 'Student_id'),
    teaching: new Set([
      ...first(tables, 'teacherroster').map((line) => line.get('SIS ID')),
      ...sections.map((line) => line.get('Teacher_id')),
    ]),
    options,
  };
  const once = withoutRepeats(pupils);
  const rows = [
    ...once.map((person) => rowOf(set, person, 'student')),
    ...first(tables, 'teacher', 'teachers').map((person) => rowOf(set, person, 'teacher')),
    ...first(tables, 'staff').map((person) => rowOf(set, person, 'staff')),
  ];
  const repeats = pupils.length - once.length;
  return {
    rows: [{ cells: [...COLUMNS], line: 1 }, ...rows],
    notes: repeats > 0 ? [{ code: 'repeats-merged', count: repeats }] : [],
    isDelta: false,
  };
}
