import type { AccessLevelKey } from '$lib/domain/access/permission-shape';
import type { SiteCode } from './district';
import type { DemoName } from './names';
import type { DemoSignIn } from './types';

/** The password of the five sign-ins of the demo district; nobody else in it can sign in. */
export const DEMO_PASSWORD = 'carrel-demo';

const named = (givenName: string, surname: string): DemoName => {
  return { givenName, surname, middleName: null, preferredName: null };
};

interface FixedStaff {
  signIn: DemoSignIn;
  username: string;
  name: DemoName;
  teacher: boolean;
  levels: AccessLevelKey[];
}

export const SIGN_IN_STAFF: readonly FixedStaff[] = [
  {
    signIn: 'admin',
    username: 'admin',
    name: named('Quinn', 'Specimen'),
    teacher: false,
    levels: ['library-users', 'system-administrator'],
  },
  {
    signIn: 'librarian',
    username: 'librarian',
    name: named('Wren', 'Invented'),
    teacher: false,
    levels: ['library-users', 'librarian', 'can-override-blocks'],
  },
  {
    signIn: 'helper',
    username: 'helper',
    name: named('Kit', 'Makebelieve'),
    teacher: false,
    levels: ['library-users', 'library-circulation-only'],
  },
  {
    signIn: 'teacher',
    username: 'teacher',
    name: named('Femi', 'Fictional'),
    teacher: true,
    levels: ['library-users', 'teacher', 'self-service'],
  },
];

interface FixedStudent {
  signIn: DemoSignIn | null;
  username: string;
  name: DemoName;
  formClass: string;
  barcode: string;
}

/** Pupils that the guide, the pictures and the tests know by name. Their old cards keep spaces and zeros. */
export const FIXED_STUDENTS: readonly FixedStudent[] = [
  {
    signIn: 'student',
    username: 'student',
    name: named('Bo', 'Sample'),
    formClass: '9A',
    barcode: '0 0387 2',
  },
  {
    signIn: null,
    username: 'noor.placeholder',
    name: named('Noor', 'Placeholder'),
    formClass: '8B',
    barcode: '0 0412 7',
  },
  {
    signIn: null,
    username: 'ada.example',
    name: named('Ada', 'Example'),
    formClass: '4A',
    barcode: '0 0155 0',
  },
  {
    signIn: null,
    username: 'teo.testcase',
    name: named('Teo', 'Testcase'),
    formClass: '10B',
    barcode: 'MYS-0090',
  },
];

interface GenericAccount {
  signIn: DemoSignIn;
  username: string;
  publicSearch: boolean;
  sites: SiteCode[];
}

export const GENERIC_ACCOUNTS: readonly GenericAccount[] = [
  { signIn: 'kiosk', username: 'kiosk', publicSearch: false, sites: ['SEN'] },
  { signIn: 'public', username: 'public', publicSearch: true, sites: ['PRI', 'MID', 'SEN'] },
];
