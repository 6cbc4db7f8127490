import { describe, expect, it } from 'vitest';
import { BLANK_PATRON, type Patron } from '../patrons/patron';
import { diffPatrons, type DiffOptions } from './diff-patrons';
import type { ImportValues } from './import-fields';

const options: DiffOptions = {
  matchBy: 'adminSystemId',
  scopeSiteIds: null,
  passwords: 'always',
  stopPercent: 100,
  disableAbsentOf: null,
  defaults: { siteIds: ['s1'], libraryGroupIds: [], accessLevelIds: ['library-users'] },
  grantableLevelIds: new Set(),
  matchFields: ['primaryEmail'],
};

const stored = (id: string, over: Partial<Patron> = {}): Patron => ({
  ...BLANK_PATRON,
  ...{ id, username: `user.${id}`, adminSystemId: id, surname: 'Example', primaryEmail: `${id}@school.test` },
  ...{ photoId: null, source: null, siteIds: ['s1'], primarySiteId: 's1' },
  ...over,
});

function read(
  values: Partial<ImportValues>,
  patron: Patron | null,
  over: Partial<DiffOptions> = {},
  password: string | null = null,
) {
  const line = {
    line: 2,
    values: { adminSystemId: '1', surname: 'Example', ...values },
    password,
    problems: [],
  };
  const [person] = diffPatrons([line], patron ? [patron] : [], { ...options, ...over }).people;
  const problems = person?.problems.map(({ code, field, refuses }) => `${field} ${code} ${refuses}`);
  return {
    problems,
    marked: person?.after?.singleSignOn,
    email: person?.after?.primaryEmail,
    setsPassword: person?.setsPassword,
    status: person?.status,
  };
}

describe('a file that says who signs in by single sign-on', () => {
  it.each([
    ['marks whom a provider knows', { singleSignOn: true }, stored('1'), {}, true, []],
    ['takes the mark off', { singleSignOn: false }, stored('1', { singleSignOn: true }), {}, false, []],
    ['leaves the mark where it says nothing', {}, stored('1', { singleSignOn: true }), {}, true, []],
    [
      'marks nobody without a provider',
      { singleSignOn: true },
      stored('1'),
      { matchFields: [] },
      false,
      ['singleSignOn single-sign-on-off field'],
    ],
    [
      'marks nobody whom no provider would know',
      { singleSignOn: true },
      stored('1', { primaryEmail: null }),
      {},
      false,
      ['singleSignOn single-sign-on-unmatched field'],
    ],
    ['marks somebody new', { singleSignOn: true, primaryEmail: 'a@school.test' }, null, {}, true, []],
    [
      'leaves whom it may not touch',
      { singleSignOn: true },
      stored('1'),
      { protectedIds: new Set(['1']) },
      false,
      ['singleSignOn sign-in-protected field'],
    ],
    [
      'changes nothing for who may not edit sign-ins',
      { singleSignOn: true },
      stored('1'),
      { keepsLogins: true },
      false,
      ['singleSignOn logins-not-yours field'],
    ],
    [
      'leaves the last administrator a password',
      { singleSignOn: true },
      stored('1'),
      { administratorIds: new Set(['1']) },
      false,
      ['singleSignOn last-administrator field'],
    ],
  ])('%s', (_, values, patron, over, marked, problems) => {
    expect(read(values, patron, over)).toMatchObject({ marked, problems });
  });

  it('gives them no password, and says so', () => {
    const note = ['password single-sign-on-password note'];
    const marked = stored('1', { singleSignOn: true });
    expect(read({}, marked, {}, 'a-password')).toMatchObject({
      setsPassword: false,
      status: 'unchanged',
      problems: note,
    });
    expect(read({ singleSignOn: true, primaryEmail: 'a@b.test' }, null, {}, 'a-password')).toMatchObject({
      setsPassword: false,
      problems: note,
    });
    expect(read({}, stored('1'), {}, 'a-password')).toMatchObject({ setsPassword: true, problems: [] });
  });

  it('does not move what a provider goes by to make a protected account somebody else\u2019s', () => {
    const protectedIds = new Set(['1']);
    const moves = { primaryEmail: 'mine@school.test' };
    expect(read(moves, stored('1'), { protectedIds })).toMatchObject({
      email: '1@school.test',
      problems: ['primaryEmail sign-in-protected field'],
    });
    expect(read(moves, stored('1'), { protectedIds, matchFields: [] })).toMatchObject({
      email: 'mine@school.test',
      problems: [],
    });
  });
});
