import type { TitleItem } from '$lib/contracts/catalogue';
import { languageTag } from '$lib/domain/catalogue/language';
import { spokenName } from '$lib/domain/catalogue/person-name';

/** Title and author as lists show them: in the script of the book where the record has it. */
export interface ShownNames {
  readonly title: string;
  readonly author: string | null;
  /** BCP 47 tag for `lang`. */
  readonly lang: string | undefined;
}

/** How a title is called on screen; a record without a title shows what it has. */
export function shownNames(
  item: Pick<TitleItem, 'title' | 'author' | 'originalTitle' | 'originalAuthor' | 'language'>,
): ShownNames {
  return {
    title: item.originalTitle ?? item.title,
    author: item.originalAuthor ?? (item.author === null ? null : spokenName(item.author)),
    lang: languageTag(item.language),
  };
}
