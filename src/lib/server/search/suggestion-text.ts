import { fold, tokens } from '$lib/domain/catalogue/fold';
import { sortTitle } from '$lib/domain/catalogue/sort-keys';

/** A text that may be offered, as it is compared with what was typed. */
export class SuggestionText {
  readonly text: string;
  readonly #words: readonly string[];
  readonly #bare: string;
  #filed: string | undefined;
  #key: string | undefined;

  constructor(text: string) {
    this.text = text;
    this.#words = tokens(text.normalize('NFKD'));
    this.#bare = this.#words.join(' ');
  }

  /** Equal for texts that differ in case and accents alone: they are one suggestion. */
  get key(): string {
    return (this.#key ??= fold(this.text).toLowerCase());
  }

  /** Whether every typed word begins a word of the text: of a title's many subjects only the meant ones are offered. */
  hasWords(typed: readonly string[]): boolean {
    return typed.every((start) => this.#words.some((word) => word.startsWith(start)));
  }

  /** Whether the text begins so, with or without its article. */
  beginsWith(start: string): boolean {
    return this.#bare.startsWith(start) || (this.#filed ??= sortTitle(this.text, null)).startsWith(start);
  }
}
