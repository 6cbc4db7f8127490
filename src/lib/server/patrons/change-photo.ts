import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import type { PatronPhoto } from '$lib/contracts/patrons';
import { ById } from '$lib/contracts/shared';
import { PHOTO_SHAPES } from '$lib/domain/patrons/photo';
import { invalidField, notFound } from '../app-error';
import { useCase, type Context } from '../use-case';
import { makePhoto } from './make-photo';
import { removePhoto, replacePhoto } from './photo-queries';
import { patronById, type PatronRecord } from './queries';
import { assertPatronInScope } from './read-scope';

/** What the route opens with, before the picture is taken in. */
export const SET_PATRON_PHOTO = { name: 'set-patron-photo', permission: 'patrons.edit' } as const;

async function loadPatron(context: Context, id: string): Promise<PatronRecord> {
  const row = await patronById(context.database.read, id);
  if (!row) throw notFound();
  await assertPatronInScope(context.database.read, context.actor, id);
  if (row.kind === 'generic') throw invalidField('photo', 'generic-photo');
  return row;
}

const storePhoto = (context: Context, id: string, bytes: Uint8Array): Promise<PatronPhoto> =>
  context.change(async () => {
    const row = await loadPatron(context, id);
    const photoId = randomUUID();
    return {
      guards: [{ table: 'patron', id, rev: row.rev }],
      statements: replacePhoto(context.database.read, { id: photoId, patronId: id, bytes, now: context.now }),
      audit: { subjectType: 'patron', subjectId: id, details: { replaced: row.photoId !== null } },
      answer: { photoId },
    };
  });

/**
 * Takes a picture as somebody's photo, in the place of the one before. @throws AppError not-found; invalid or
 * too-large, naming `photo`, for what is no photo.
 */
export const setPatronPhoto = (bytes: Uint8Array) =>
  useCase({
    ...SET_PATRON_PHOTO,
    input: v.object({
      ...ById.entries,
      sha256: v.string(),
      shape: v.optional(v.picklist(PHOTO_SHAPES), 'square'),
    }),
    async run(context, { id, shape }): Promise<PatronPhoto> {
      await loadPatron(context, id);
      return storePhoto(context, id, await makePhoto(bytes, shape));
    },
  });

/** Removes somebody's photo for good. @throws AppError not-found, also where there is none. */
export const removePatronPhoto = useCase({
  name: 'remove-patron-photo',
  permission: 'patrons.edit',
  input: ById,
  run: (context, { id }): Promise<null> =>
    context.change(async () => {
      const row = await loadPatron(context, id);
      if (row.photoId === null) throw notFound();
      return {
        guards: [{ table: 'patron', id, rev: row.rev }],
        statements: removePhoto(context.database.read, id, context.now),
        audit: { subjectType: 'patron', subjectId: id },
        answer: null,
      };
    }),
});
