import { ApiError, Unreachable } from './api';

export type ResourceStatus = 'loading' | 'ready' | 'offline' | 'failed';

/** Where no field stands by to say why, the fields' own words say it. */
const wordsOf = ({ message, fields }: ApiError): string =>
  fields.length > 0 ? fields.map((field) => field.message).join(' ') : message;

/** Something asked of the library: on its way, here, or not to be had and why. A reload keeps what was there. */
export class Resource<T> {
  status = $state<ResourceStatus>('loading');
  value = $state.raw<T>();
  /** The library's own words for what went wrong, for `failed`. */
  message = $state('');
  readonly #ask: () => Promise<T>;
  #latest = 0;

  /** Begins to ask at once. */
  constructor(ask: () => Promise<T>) {
    this.#ask = ask;
    void this.reload();
  }

  /** Asks again; an answer that comes after a later one is dropped. Never rejects. */
  async reload(): Promise<void> {
    const turn = ++this.#latest;
    if (this.value === undefined) this.status = 'loading';
    try {
      const value = await this.#ask();
      if (turn !== this.#latest) return;
      this.value = value;
      this.status = 'ready';
    } catch (error) {
      if (turn !== this.#latest) return;
      if (!(error instanceof ApiError || error instanceof Unreachable)) throw error;
      this.status = error instanceof Unreachable ? 'offline' : 'failed';
      this.message = error instanceof ApiError ? wordsOf(error) : '';
    }
  }
}
