import { eq } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import {
  NewCirculationType,
  NewLibraryGroup,
  NewRule,
  RuleChangeById,
  type CirculationRule,
} from '$lib/contracts/rules';
import { ById } from '$lib/contracts/shared';
import { invalidField, notFound } from '../app-error';
import { circulationType } from '../db/schema/catalogue';
import { circulationRule } from '../db/schema/circulation';
import { libraryGroup } from '../db/schema/patrons';
import { nextRev, statement } from '../db/statement';
import { siteById } from '../sites/queries';
import { useCase, type Context } from '../use-case';
import { allCirculationTypes, allLibraryGroups, nextRuleNumber, ruleById, ruleOfScope } from './queries';

async function checkScope(
  context: Context,
  scope: { siteId: string | null; libraryGroupId: string | null; circulationTypeId: string | null },
) {
  const { read } = context.database;
  if (scope.siteId && !(await siteById(read, scope.siteId)))
    throw invalidField('siteId', 'unknown', scope.siteId);
  const groups = await allLibraryGroups(read);
  if (scope.libraryGroupId && !groups.some((group) => group.id === scope.libraryGroupId)) {
    throw invalidField('libraryGroupId', 'unknown', scope.libraryGroupId);
  }
  const types = await allCirculationTypes(read);
  if (scope.circulationTypeId && !types.some((type) => type.id === scope.circulationTypeId)) {
    throw invalidField('circulationTypeId', 'unknown', scope.circulationTypeId);
  }
}

/** Adds a row to the circulation matrix. @throws AppError invalid for an unknown scope, or a scope that has a row. */
export const addRule = useCase({
  name: 'add-circulation-rule',
  permission: 'rules.manage',
  input: NewRule,
  run: (context, wanted): Promise<CirculationRule> =>
    context.change(async () => {
      const { read } = context.database;
      const scope = {
        siteId: wanted.siteId ?? null,
        libraryGroupId: wanted.libraryGroupId ?? null,
        circulationTypeId: wanted.circulationTypeId ?? null,
      };
      await checkScope(context, scope);
      const existing = await ruleOfScope(read, scope);
      if (existing) throw invalidField('siteId', 'scope-taken', String(existing.number));
      const row = { id: uuid(), number: await nextRuleNumber(read), ...scope, settings: wanted.settings };
      return {
        statements: [statement(read.insert(circulationRule).values({ ...row, rev: nextRev }))],
        audit: { subjectType: 'circulation-rule', subjectId: row.id, details: row },
        answer: row,
      };
    }),
});

/** Replaces the settings of a row. @throws AppError not-found. */
export const changeRule = useCase({
  name: 'change-circulation-rule',
  permission: 'rules.manage',
  input: RuleChangeById,
  run: (context, wanted): Promise<CirculationRule> =>
    context.change(async () => {
      const { read } = context.database;
      const row = await ruleById(read, wanted.id);
      if (!row) throw notFound();
      const { rev, ...kept } = row;
      const update = read.update(circulationRule).set({ settings: wanted.settings, rev: nextRev });
      return {
        guards: [{ table: 'circulation_rule', id: row.id, rev }],
        statements: [statement(update.where(eq(circulationRule.id, row.id)))],
        audit: {
          subjectType: 'circulation-rule',
          subjectId: row.id,
          details: { before: row.settings, after: wanted.settings },
        },
        answer: { ...kept, settings: wanted.settings },
      };
    }),
});

/** Takes a row out of the matrix; broader rows then speak for its scope. @throws AppError not-found. */
export const removeRule = useCase({
  name: 'remove-circulation-rule',
  permission: 'rules.manage',
  input: ById,
  run: (context, { id }): Promise<null> =>
    context.change(async () => {
      const { read } = context.database;
      const row = await ruleById(read, id);
      if (!row) throw notFound();
      return {
        guards: [{ table: 'circulation_rule', id, rev: row.rev }],
        statements: [statement(read.delete(circulationRule).where(eq(circulationRule.id, id)))],
        audit: {
          subjectType: 'circulation-rule',
          subjectId: id,
          details: { number: row.number, settings: row.settings },
        },
        answer: null,
      };
    }),
});

const sameName = (name: string) => (row: { name: string }) => row.name.toLowerCase() === name.toLowerCase();

/** Makes a library group. @throws AppError invalid for a taken name. */
export const addLibraryGroup = useCase({
  name: 'add-library-group',
  permission: 'rules.manage',
  input: NewLibraryGroup,
  run: (context, wanted) =>
    context.change(async () => {
      const { read } = context.database;
      if ((await allLibraryGroups(read)).some(sameName(wanted.name)))
        throw invalidField('name', 'taken', wanted.name);
      const row = { id: uuid(), ...wanted };
      return {
        statements: [statement(read.insert(libraryGroup).values({ ...row, rev: nextRev }))],
        audit: { subjectType: 'library-group', subjectId: row.id },
        answer: { ...row, patrons: 0 },
      };
    }),
});

/** Makes a circulation type. @throws AppError invalid for a taken name. */
export const addCirculationType = useCase({
  name: 'add-circulation-type',
  permission: 'rules.manage',
  input: NewCirculationType,
  run: (context, wanted) =>
    context.change(async () => {
      const { read } = context.database;
      if ((await allCirculationTypes(read)).some(sameName(wanted.name)))
        throw invalidField('name', 'taken', wanted.name);
      const row = { id: uuid(), name: wanted.name };
      return {
        statements: [statement(read.insert(circulationType).values({ ...row, rev: nextRev }))],
        audit: { subjectType: 'circulation-type', subjectId: row.id },
        answer: row,
      };
    }),
});
