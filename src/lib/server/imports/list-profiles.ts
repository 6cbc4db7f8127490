import * as v from 'valibot';
import { useCase } from '../use-case';
import { patronProfiles, profileAnswer } from './profile-queries';

/** The saved ways to read patron files; they hold nobody's data, so everybody who imports sees all of them. */
export const listImportProfiles = useCase({
  name: 'list-import-profiles',
  permission: 'patrons.import',
  input: v.object({}),
  run: async ({ database }) => ({ items: (await patronProfiles(database.read)).map(profileAnswer) }),
});
