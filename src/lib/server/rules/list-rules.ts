import * as v from 'valibot';
import type { CirculationRule } from '$lib/contracts/rules';
import { useCase } from '../use-case';
import { allCirculationTypes, allLibraryGroups, allRules } from './queries';

const listed = <T>(items: T[]) => ({ items, total: items.length });

/** The circulation matrix, row by row. */
export const listRules = useCase({
  name: 'list-circulation-rules',
  permission: ['rules.manage', 'circulation.checkOut'],
  input: v.object({}),
  run: async (context) =>
    listed((await allRules(context.database.read)).map(({ rev: _rev, ...row }) => row as CirculationRule)),
});

/** Library groups with how many patrons each has. */
export const listLibraryGroups = useCase({
  name: 'list-library-groups',
  permission: ['rules.manage', 'patrons.edit', 'circulation.checkOut'],
  input: v.object({}),
  run: async (context) => listed(await allLibraryGroups(context.database.read)),
});

/** Circulation types: what kinds of copies the rules tell apart. */
export const listCirculationTypes = useCase({
  name: 'list-circulation-types',
  permission: ['rules.manage', 'catalogue.edit', 'circulation.checkOut'],
  input: v.object({}),
  run: async (context) => listed(await allCirculationTypes(context.database.read)),
});
