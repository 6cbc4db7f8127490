import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import type { TitleCover } from '$lib/contracts/covers';
import { ById } from '$lib/contracts/shared';
import { coverAddress } from '$lib/domain/catalogue/cover-picture';
import { notFound } from '../app-error';
import { useCase, type Context } from '../use-case';
import { removeCover, replaceCover } from './cover-queries';
import { makeCover } from './make-cover';
import { titleById } from './queries';

/** What the route opens with, before the picture is taken in. */
export const SET_TITLE_COVER = { name: 'set-title-cover', permission: 'catalogue.edit' } as const;

async function loadTitle({ database }: Context, id: string) {
  const row = await titleById(database.read, id);
  if (!row) throw notFound();
  return row;
}

const storeCover = (context: Context, titleId: string, bytes: Uint8Array): Promise<TitleCover> =>
  context.change(async () => {
    const row = await loadTitle(context, titleId);
    const id = randomUUID();
    return {
      guards: [{ table: 'title', id: titleId, rev: row.rev }],
      statements: replaceCover(context.database.read, { id, titleId, bytes, now: context.now }),
      audit: { subjectType: 'title', subjectId: titleId, details: { replaced: row.coverId !== null } },
      answer: { coverUrl: coverAddress(titleId, id, 'large') },
    };
  });

/**
 * Takes a picture as a title's cover, in the place of the one before. @throws AppError not-found; invalid or too-large,
 * naming `cover`, for what is no picture.
 */
export const setTitleCover = (bytes: Uint8Array) =>
  useCase({
    ...SET_TITLE_COVER,
    input: v.object({ ...ById.entries, sha256: v.string() }),
    async run(context, { id }): Promise<TitleCover> {
      await loadTitle(context, id);
      return storeCover(context, id, await makeCover(bytes));
    },
  });

/** Removes a title's picture for good. @throws AppError not-found, also where there is none. */
export const removeTitleCover = useCase({
  name: 'remove-title-cover',
  permission: 'catalogue.edit',
  input: ById,
  run: (context, { id }): Promise<null> =>
    context.change(async () => {
      const row = await loadTitle(context, id);
      if (row.coverId === null) throw notFound();
      return {
        guards: [{ table: 'title', id, rev: row.rev }],
        statements: removeCover(context.database.read, id, context.now),
        audit: { subjectType: 'title', subjectId: id },
        answer: null,
      };
    }),
});
