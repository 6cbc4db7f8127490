import { tokens } from '$lib/domain/catalogue/fold';
import { sortTitle } from '$lib/domain/catalogue/sort-keys';

const bare = (text: string) => tokens(text.normalize('NFKD')).join(' ');

/** Whether every typed word begins a word of the text: of a title's many subjects only the meant ones are offered. */
export function hasWords(text: string, typed: readonly string[]): boolean {
  const words = bare(text).split(' ');
  return typed.every((start) => words.some((word) => word.startsWith(start)));
}

/** Whether a text begins so, with or without its article. */
export const beginsWith = (text: string, start: string): boolean =>
  bare(text).startsWith(start) || sortTitle(text, null).startsWith(start);
