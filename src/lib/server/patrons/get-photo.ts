import { PhotoOf } from '$lib/contracts/patrons';
import { notFound } from '../app-error';
import { useCase } from '../use-case';
import { photoOf } from './photo-queries';
import { CARD_READERS } from './read-card';
import { assertPatronInScope } from './read-scope';

/**
 * The photo of a patron, for those who may see the patron. `current` says that it was asked for by its own id, under
 * which no other photo ever comes. @throws AppError not-found, also for a patron of sites that are not the actor's.
 */
export const getPatronPhoto = useCase({
  name: 'get-patron-photo',
  permission: CARD_READERS,
  input: PhotoOf,
  async run(context, { id, v: asked }): Promise<{ bytes: Buffer; current: boolean }> {
    const { read } = context.database;
    await assertPatronInScope(read, context.actor, id);
    const photo = await photoOf(read, id);
    if (!photo) throw notFound();
    return { bytes: photo.bytes, current: photo.id === asked };
  },
});
