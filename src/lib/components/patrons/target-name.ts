import { ownFieldOf } from '$lib/domain/imports/own-fields';
import { patronFieldName } from '$lib/words/patron-fields';

/** How what a column can mean is called: one of our words, or the name that the district gave its field. */
export const targetName = (target: string, own: readonly { id: string; name: string }[]): string =>
  ownFieldOf(own, target)?.name ?? patronFieldName(target);
