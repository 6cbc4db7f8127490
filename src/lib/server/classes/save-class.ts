import { v7 as uuid } from 'uuid';
import { FormClassChangeById, NewFormClass, type FormClass } from '$lib/contracts/form-classes';
import { ById } from '$lib/contracts/shared';
import { invalidField, notFound } from '../app-error';
import type { Guard } from '../db/write';
import { siteById } from '../sites/queries';
import { useCase, type Context } from '../use-case';
import { assertSiteInScope } from './list-classes';
import {
  classesOf,
  deleteClass,
  formClassById,
  insertClass,
  isStaffOf,
  moveToClass,
  pupilsOf,
  updateClass,
} from './queries';

const sameName = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/**
 * @param isItself tells the class that is being named from the others
 * @throws AppError invalid: another class of the site has this name, made or carried by pupils
 */
async function checkNameFree(
  context: Context,
  siteId: string,
  name: string,
  isItself: (row: FormClass) => boolean,
) {
  const others = (await classesOf(context.database.read, [siteId])).filter((row) => !isItself(row));
  if (others.some((row) => sameName(row.name, name))) throw invalidField('name', 'taken', name);
}

/** @throws AppError invalid: only staff of the site teach its classes. */
async function checkTeacher(context: Context, siteId: string, teacherId: string | null | undefined) {
  if (teacherId && !(await isStaffOf(context.database.read, siteId, teacherId)))
    throw invalidField('teacherId', 'teacher-not-staff');
}

async function storedClass(context: Context, siteId: string, id: string): Promise<FormClass> {
  const found = (await classesOf(context.database.read, [siteId])).find((row) => row.id === id);
  if (!found) throw notFound();
  return found;
}

/** A class with its row; of a site that is the actor's. @throws AppError not-found */
async function loadClass(context: Context, id: string) {
  const row = await formClassById(context.database.read, id);
  if (!row) throw notFound();
  assertSiteInScope(context, row.siteId);
  return row;
}

/**
 * Makes a form class; one that pupils carry already becomes known with them in it.
 * @throws AppError not-found for a foreign site; invalid for a taken name or a teacher who is not staff there
 */
export const addFormClass = useCase({
  name: 'add-form-class',
  permission: 'patrons.update',
  input: NewFormClass,
  async run(context, { siteId, name, teacherId }): Promise<FormClass> {
    const { read } = context.database;
    assertSiteInScope(context, siteId);
    const { id } = await context.change(async () => {
      if (!(await siteById(read, siteId))) throw invalidField('siteId', 'unknown', siteId);
      await checkNameFree(context, siteId, name, (other) => other.id === null && other.name === name);
      await checkTeacher(context, siteId, teacherId);
      const row = { id: uuid(), siteId, name, teacherId: teacherId ?? null, createdAt: context.now };
      return {
        statements: [insertClass(read, row)],
        audit: { subjectType: 'form-class', subjectId: row.id, details: { siteId } },
        answer: { id: row.id },
      };
    });
    return storedClass(context, siteId, id);
  },
});

/** Renames a class, its pupils' records with it in one batch, or gives it another teacher. */
export const changeFormClass = useCase({
  name: 'change-form-class',
  permission: 'patrons.update',
  input: FormClassChangeById,
  async run(context, { id, ...wanted }): Promise<FormClass> {
    const { read } = context.database;
    const { siteId } = await loadClass(context, id);
    await context.change(async () => {
      const row = await loadClass(context, id);
      const name = wanted.name ?? row.name;
      const teacherId = wanted.teacherId === undefined ? row.teacherId : wanted.teacherId;
      if (name !== row.name) await checkNameFree(context, row.siteId, name, (other) => other.id === id);
      if (teacherId !== row.teacherId) await checkTeacher(context, row.siteId, teacherId);
      const pupils = name === row.name ? [] : await pupilsOf(read, row.siteId, row.name);
      const guards: Guard[] = [
        { table: 'form_class', id, rev: row.rev },
        ...pupils.map((pupil): Guard => ({ table: 'patron', id: pupil.id, rev: pupil.rev })),
      ];
      return {
        guards,
        statements: [
          updateClass(read, id, { name, teacherId }),
          ...pupils.map((pupil) => moveToClass(read, pupil, name, context.now)),
        ],
        audit: { subjectType: 'form-class', subjectId: id, details: { pupils: pupils.length } },
        answer: null,
      };
    });
    return storedClass(context, siteId, id);
  },
});

/** Deletes a class that nobody is in. @throws AppError not-found; invalid while pupils carry it */
export const removeFormClass = useCase({
  name: 'remove-form-class',
  permission: 'patrons.update',
  input: ById,
  run: (context, { id }): Promise<null> =>
    context.change(async () => {
      const { read } = context.database;
      const row = await loadClass(context, id);
      const pupils = (await pupilsOf(read, row.siteId, row.name)).length;
      if (pupils > 0) throw invalidField('id', 'class-not-empty', String(pupils));
      return {
        guards: [{ table: 'form_class', id, rev: row.rev }],
        statements: [deleteClass(read, id)],
        audit: { subjectType: 'form-class', subjectId: id, details: { siteId: row.siteId } },
        answer: null,
      };
    }),
});
