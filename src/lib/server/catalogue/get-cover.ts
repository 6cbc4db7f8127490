import { CoverOf } from '$lib/contracts/covers';
import { sizeOf } from '$lib/domain/catalogue/cover-picture';
import { notFound } from '../app-error';
import { useCase } from '../use-case';
import { coverOfTitle } from './cover-queries';
import { readSeenTitle } from './read-seen-title';

/**
 * The picture of a title, for whoever may open the title. `current` says that it was asked for by its own id, under which
 * no other picture ever comes. @throws AppError not-found, also for a title that the actor may not see.
 */
export const getTitleCover = useCase({
  name: 'get-title-cover',
  permission: 'catalogue.search',
  input: CoverOf,
  async run(
    { database: { read }, actor },
    { id, v: asked, size },
  ): Promise<{ bytes: Uint8Array; current: boolean }> {
    await readSeenTitle(read, actor, id);
    const cover = await coverOfTitle(read, id);
    if (!cover) throw notFound();
    return { bytes: sizeOf(cover.bytes, size), current: cover.id === asked };
  },
});
