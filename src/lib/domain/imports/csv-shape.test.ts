import { describe, expect, it } from 'vitest';
import { detectCsvShape, normalizeHeader } from './csv-shape';
import { PRESETS } from './presets';

const meaning = (...headers: string[]) => {
  const { mapping } = detectCsvShape(headers);
  return Object.fromEntries(mapping.names.map((name, index) => [name, mapping.fields[index]]));
};

describe('normalizeHeader', () => {
  it.each([
    ['\ufeffSite Short Name', 'siteshortname'],
    ['site_short_name', 'siteshortname'],
    ['SiteShortName ', 'siteshortname'],
    ['Apellido (1º)', 'apellido1o'],
    ['"', ''],
  ])('%j is %j', (header, normal) => {
    expect(normalizeHeader(header)).toBe(normal);
  });
});

describe('detectCsvShape', () => {
  it.each([
    ['infiniti', ['Username', 'Password', 'Library Barcode', 'Given Name', 'Surname', 'Form Class', 'Until']],
    ['destiny', ['Barcode', 'SiteShortName', 'DistrictID', 'LastName', 'FirstName', 'PatronType', 'Status']],
    ['destiny', ['Site Short Name', 'Barcode', 'District ID', 'Last Name', 'First Name']],
    ['koha', ['cardnumber', 'surname', 'firstname', 'branchcode', 'categorycode', 'patron_attributes']],
    ['oneroster', ['sourcedId', 'status', 'enabledUser', 'role', 'username', 'givenName', 'familyName']],
    ['clever', ['School_id', 'Student_id', 'Student_number', 'Last_name', 'First_name', 'Grade', 'DOB']],
    ['slims', ['member_id', 'member_name', 'gender', 'member_type_name', 'mpasswd']],
  ])('recognises %s', (preset, headers) => {
    const shape = detectCsvShape(headers);
    expect(shape.preset).toBe(preset);
    expect(shape.hasHeader).toBe(true);
    expect(shape.doubledHeaders).toEqual([]);
  });

  it('recognises each preset by its own columns and no other', () => {
    expect(PRESETS.map((preset) => detectCsvShape(Object.keys(preset.columns)).preset)).toEqual(
      PRESETS.map((preset) => preset.id),
    );
  });

  it('understands headers that a school wrote by hand', () => {
    expect(meaning('First name', 'Last name', 'Class', 'Shoe size')).toEqual({
      'First name': 'givenName',
      'Last name': 'surname',
      Class: 'formClass',
      'Shoe size': null,
    });
  });

  it('never reads hashed passwords or a PIN', () => {
    expect(meaning('member_id', 'member_name', 'mpasswd', 'pin')).toMatchObject({ mpasswd: null, pin: null });
  });

  it('reads a doubled column once and says so', () => {
    const shape = detectCsvShape([
      'Username',
      'Surname',
      'Admin System Id',
      'Email',
      'Primary Email',
      'Surname',
    ]);
    expect(shape.doubledHeaders).toEqual(['Primary Email', 'Surname']);
    expect(shape.mapping.fields.filter((field) => field === 'surname')).toHaveLength(1);
  });

  it.each([[['Grade', 'Adams']], [['0012', 'Ana', 'Pérez']], [['']], [[]], [['constructor', 'toString']]])(
    'sees that %j is no header',
    (row) => {
      const shape = detectCsvShape(row);
      expect(shape.hasHeader).toBe(false);
      expect(shape.mapping.fields).toEqual(row.map(() => null));
      expect(shape.mapping.names).toEqual(row.map((_, index) => `#${index + 1}`));
    },
  );

  it('names a column without a header by its number', () => {
    expect(meaning('Username', 'Surname', '')).toHaveProperty('#3', null);
  });
});
