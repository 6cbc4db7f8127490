import { PLAIN } from '$lib/domain/catalogue/fold';
import { SuggestionText } from '../suggestion-text';
import type { TitleTable } from './title-table';

/** So many titles, and so many names, are kept as they are compared: some megabytes. */
const MOST_KEPT = 20_000;

/** A title as it may be offered. */
export interface KnownTitle {
  readonly doc: number;
  readonly id: string;
  readonly text: SuggestionText;
}

/** Texts with signs that are folded may have other letters than they are written with. */
function hasLetters(text: string, typed: readonly string[]): boolean {
  if (!PLAIN.test(text)) return true;
  const letters = text.toLowerCase();
  return typed.every((start) => letters.includes(start));
}

/**
 * The texts that were offered lately. Those of titles are kept by their position: a title that is changed gets another
 * position, so that what is kept never grows old.
 */
export class KnownTexts {
  readonly #table: TitleTable;
  readonly #titles = new Map<number, KnownTitle>();
  readonly #names = new Map<string, SuggestionText>();

  constructor(table: TitleTable) {
    this.#table = table;
  }

  /** An author, a series or a subject; undefined where its letters tell that no word of it begins as one of the typed. */
  name(text: string, typed: readonly string[]): SuggestionText | undefined {
    const known = this.#names.get(text);
    if (known) return known;
    if (!hasLetters(text, typed)) return undefined;
    if (this.#names.size >= MOST_KEPT) this.#names.clear();
    const read = new SuggestionText(text);
    this.#names.set(text, read);
    return read;
  }

  /** False only where the title at a position has no word that begins as one of the typed: most are told by their letters. */
  mayHave(doc: number, typed: readonly string[]): boolean {
    return this.#titles.has(doc) || hasLetters(this.#table.nameAt(doc), typed);
  }

  /** The title at a position. */
  title(doc: number): KnownTitle {
    const known = this.#titles.get(doc);
    if (known) return known;
    if (this.#titles.size >= MOST_KEPT) this.#titles.clear();
    const read = { doc, id: this.#table.idAt(doc), text: new SuggestionText(this.#table.nameAt(doc)) };
    this.#titles.set(doc, read);
    return read;
  }
}
