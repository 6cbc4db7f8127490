import { describe, expect, it } from 'vitest';
import { joinBundle } from './bundle';
import { readFolioUsers } from './folio-users';
import { lookupOf } from './lookup';
import type { SourceTable } from './source-table';

const site = lookupOf([{ id: 'north', names: ['NORTH', 'North School'] }]);
const options = { site, today: '2026-11-22' };
const table = (name: string, ...lines: string[]): SourceTable => ({
  name,
  rows: lines.map((line, i) => ({ cells: line.split(','), line: i + 1 })),
});

/** Each person of a set as an object of the columns that say something. */
function people(...files: SourceTable[]) {
  const joined = joinBundle(files, options);
  const header = joined?.rows[0]?.cells ?? [];
  return (joined?.rows.slice(1) ?? []).map(({ cells }) =>
    Object.fromEntries(header.map((name, i) => [name, cells[i] ?? '']).filter(([, cell]) => cell)),
  );
}
const codes = (...files: SourceTable[]) => joinBundle(files, options)?.notes.map(({ code }) => code);

const ORGS = table(
  'orgs.csv',
  'sourcedId,name,type,parentSourcedId',
  'o1,North School,school,',
  'o2,Science,department,o1',
  'o3,Elsewhere,school,',
);
const CLASSES = table('classes.csv', 'sourcedId,title,classType', 'c1,Maths,scheduled', 'c2,7B,homeroom');
const ENROLMENTS = table(
  'enrollments.csv',
  'classSourcedId,userSourcedId,role',
  'c1,u1,student',
  'c2,u1,student',
  'c2,u2,teacher',
);

describe('joinBundle', () => {
  it('joins OneRoster 1.1: site by the name of the organisation, form class by the homeroom', () => {
    const users = table(
      'a/b/USERS.csv',
      'sourcedId,role,username,orgSourcedIds,givenName,familyName,grades',
      'u1,student,ada,o1,Ada,Example,7',
      'u2,teacher,bo,o2,Bo,Sample,',
    );
    expect(people(users, ORGS, CLASSES, ENROLMENTS)).toEqual([
      expect.objectContaining({
        orgSourcedIds: 'North School',
        homeroom: '7B',
        grades: '7',
        role: 'student',
      }),
      expect.objectContaining({ orgSourcedIds: 'North School', teaching: 'yes', role: 'teacher' }),
    ]);
  });

  it('takes the roles of 1.2 from their own file: the main one that is in force, family last', () => {
    const users = table(
      'users.csv',
      'sourcedId,username,givenName,familyName,primaryOrgSourcedId',
      'u1,ada,Ada,Example,o3',
      'u2,bo,Bo,Sample,',
      'u3,cy,Cy,Made,',
    );
    const roles = table(
      'roles.csv',
      'userSourcedId,roleType,role,endDate,orgSourcedId,status',
      'u1,primary,guardian,,o1,',
      'u1,secondary,aide,,o2,',
      'u2,primary,student,2020-01-01,o1,',
      'u2,secondary,teacher,,o1,',
      'u3,primary,student,,o1,tobedeleted',
    );
    const relationships = table('relationships.csv', 'userSourcedId,relationshipUserSourcedId', 'u1,u3');
    expect(people(users, roles, ORGS, relationships)).toEqual([
      expect.objectContaining({ role: 'aide', orgSourcedIds: 'Elsewhere|North School' }),
      expect.objectContaining({ role: 'teacher' }),
      expect.objectContaining({ role: 'guardian' }),
    ]);
    expect(codes(users, roles, relationships)).toEqual(['files-read', 'files-unread', 'families-unread']);
  });

  it('knows a set of changes by its manifest or by its lines', () => {
    const lines = ['sourcedId,status,dateLastModified,username', 'u1,active,2026-01-01,ada'];
    expect(codes(table('users.csv', ...lines))).toContain('delta');
    const manifest = table('manifest.csv', 'propertyName,value', 'file.users,bulk');
    expect(codes(table('users.csv', ...lines), manifest)).not.toContain('delta');
    expect(joinBundle([table('users.csv', lines[0] ?? '')], options)?.isDelta).toBe(false);
  });

  it('joins School Data Sync 1 and Clever, one line for a student of several contacts', () => {
    const pupils = table(
      'students.csv',
      'School_id,Student_id,Student_number,First_name,Last_name,DOB,Contact_name',
      's1,1,77,Ada,Example,01/31/2014,A',
      's1,1,77,Ada,Example,01/31/2014,B',
      's9,2,,Bo,Sample,,',
    );
    const schools = table('schools.csv', 'School_id,School_name,School_number', 's1,North School,5');
    const sections = table(
      'sections.csv',
      'Section_id,Name,Course_name,Teacher_id',
      'x1,Algebra,Maths,9',
      'x2,Room 5,Homeroom,9',
    );
    const enrolments = table('enrollments.csv', 'Section_id,Student_id', 'x1,1', 'x2,1');
    const teachers = table('teachers.csv', 'School_id,Teacher_id,First_name,Last_name', 's1,9,Cy,Made');
    expect(people(pupils, schools, sections, enrolments, teachers)).toEqual([
      expect.objectContaining({
        'SIS ID': '1',
        'School SIS ID': 'North School',
        Homeroom: 'Room 5',
        'Student Number': '77',
      }),
      expect.objectContaining({ 'SIS ID': '2', 'School SIS ID': 's9', Role: 'student' }),
      expect.objectContaining({ 'SIS ID': '9', Role: 'teacher', Teaching: 'yes' }),
    ]);
    expect(joinBundle([pupils, schools], options)?.notes).toContainEqual({
      code: 'repeats-merged',
      count: 1,
    });
  });

  it('finds nobody in a set without people, and does not loop in organisations that are their own parents', () => {
    expect(joinBundle([ORGS, CLASSES], options)).toBeNull();
    expect(joinBundle([], options)).toBeNull();
    const loop = table('orgs.csv', 'sourcedId,name,parentSourcedId', 'o1,One,o2', 'o2,Two,o1');
    expect(people(table('users.csv', 'sourcedId,orgSourcedIds', 'u1,o1'), loop)[0]).toMatchObject({
      orgSourcedIds: 'One',
    });
  });
});

describe('readFolioUsers', () => {
  it('reads a body, a list and lines, and says which wishes are not obeyed', () => {
    const user = {
      username: 'ada',
      active: true,
      personal: { lastName: 'Example' },
      customFields: { year: '7' },
    };
    const body = { users: [user], deactivateMissingUsers: true, updateOnlyPresentFields: false };
    const read = readFolioUsers(JSON.stringify(body));
    expect(read?.rows[0]?.cells).toContain('customFields.year');
    expect(read?.rows[1]?.cells).toEqual(['', 'ada', '', 'true', '', 'Example', '', '', '', '', '', '', '7']);
    expect(read?.notes.map(({ code }) => code)).toEqual(['asks-to-disable-missing', 'asks-to-empty-blank']);
    expect(readFolioUsers(JSON.stringify([user]))?.rows).toHaveLength(2);
    expect(readFolioUsers(`${JSON.stringify(user)}\n\n${JSON.stringify(user)}\n`)?.rows[2]?.line).toBe(3);
  });

  it.each(['', '{', '[1', 'a,b', '{"a":1}\nnot json'])('takes %j for something else', (text) => {
    expect(readFolioUsers(text)).toBeNull();
  });
});
