import { m } from '$lib/paraglide/messages.js';
import { ApiError, Unreachable, type FieldError } from './api';

/** A part of a list, such as `openDays.2`, is refused in the field of the list. */
const fieldOf = (path: string) => path.replace(/\.\d+$/, '');
const SESSION_OVER = new Set(['not-signed-in', 'session-expired']);
const isAt = (path: string, field: string) => path === field || path.startsWith(`${field}.`);

/** A sum that the ledger refuses is wrong in the field where it was typed. */
const amountRefusals = ({ refusals }: ApiError): FieldError[] =>
  refusals
    .filter(({ code }) => code.startsWith('fine-amount-'))
    .map(({ code, message }) => ({ path: 'amount', code, message }));

/** Why something was refused: the answer's own sentence says only that there are reasons. */
const refusalWords = ({ refusals }: ApiError): string =>
  refusals
    .filter(({ severity }) => severity !== 'note')
    .map(({ message }) => message)
    .join(' ');

const failureWords = (error: ApiError): string => {
  if (SESSION_OVER.has(error.code)) return m.errors_session_over();
  return refusalWords(error) || error.message;
};

/** One form being sent: what each field was refused for, and what else went wrong. */
export class Submission {
  busy = $state(false);
  #fields = $state.raw<readonly FieldError[]>([]);
  #failure = $state('');
  /** Paths that the form shows problems of. */
  readonly #shown: string[] = [];
  #showsAll = false;
  readonly #offlineWords: () => string;
  #key = crypto.randomUUID();

  /** @param offlineWords what to say when no answer came: only the page knows its words. */
  constructor(offlineWords: () => string) {
    this.#offlineWords = offlineWords;
  }

  /** Every problem; whoever asks for all shows all. */
  get fields(): readonly FieldError[] {
    this.#showsAll = true;
    return this.#fields;
  }

  set fields(problems: readonly FieldError[]) {
    this.#fields = problems;
  }

  /** Words for what no field of the form shows, so that nothing is refused in silence; empty when there is nothing. */
  get failure(): string {
    if (this.#failure || this.#showsAll) return this.#failure;
    const isShown = ({ path }: FieldError) => this.#shown.some((shown) => isAt(path, shown));
    const silent = this.#fields.filter((field) => !isShown(field)).map(({ message }) => message);
    return silent.filter((words, at) => silent.indexOf(words) === at).join(' ');
  }

  set failure(words: string) {
    this.#failure = words;
  }

  /** What is wrong with the field at this path, or with a part of it. */
  error(path: string): string | undefined {
    if (!this.#shown.includes(path)) this.#shown.push(path);
    return this.#fields.find((field) => isAt(field.path, path))?.message;
  }

  /**
   * For the error summary: the first problem of each field with the field's name, since several may say "Fill this in".
   * @param idOf the id that the field of a path has on the page
   * @param nameOf its label; undefined for what the form has no field of
   */
  summary(
    idOf: (path: string) => string,
    nameOf: (path: string) => string | undefined,
  ): { id: string; message: string }[] {
    const problems = this.fields.map(({ path, message }) => ({ field: fieldOf(path), message }));
    const firsts = problems.filter(
      ({ field }, at) => problems.findIndex((other) => other.field === field) === at,
    );
    return firsts.map(({ field, message }) => {
      const name = nameOf(field);
      return { id: idOf(field), message: name === undefined ? message : `${name}: ${message}` };
    });
  }

  /** A row of a list is gone: what was wrong with it goes too, and what was wrong with those after it moves up with them. */
  removeRow(list: string, index: number): void {
    this.fields = this.#fields.flatMap((field) => {
      const [name, at, ...rest] = field.path.split('.');
      if (name !== list || at === undefined || Number(at) < index) return [field];
      return Number(at) === index ? [] : [{ ...field, path: [name, Number(at) - 1, ...rest].join('.') }];
    });
  }

  clear(): void {
    this.fields = [];
    this.failure = '';
  }

  /**
   * Sends once, however often it is pressed; after a lost answer the same key makes the library answer the first one.
   * @returns the answer, or undefined when it was refused or did not get there.
   */
  async send<T>(work: (headers: { 'Idempotency-Key': string }) => Promise<T>): Promise<T | undefined> {
    if (this.busy) return undefined;
    this.busy = true;
    this.clear();
    try {
      const answer = await work({ 'Idempotency-Key': this.#key });
      this.#key = crypto.randomUUID();
      return answer;
    } catch (error) {
      this.#take(error);
      return undefined;
    } finally {
      this.busy = false;
    }
  }

  #take(error: unknown): void {
    if (error instanceof Unreachable) this.failure = this.#offlineWords();
    else if (error instanceof ApiError) {
      // The library has decided on this request: what is sent next is another one.
      this.#key = crypto.randomUUID();
      this.fields = [...error.fields, ...amountRefusals(error)];
      if (this.#fields.length === 0) this.failure = failureWords(error);
    } else throw error;
  }
}
