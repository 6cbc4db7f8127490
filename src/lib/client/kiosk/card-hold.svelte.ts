import type { CardChecked, StationHoldPlaced } from '$lib/contracts/kiosk';
import { ApiError, answered } from '../api';

export type HoldStep = 'card' | 'pin' | 'confirm' | 'done' | 'refused';

interface CardHoldOptions {
  readonly titleId: string;
  /** What to say when no answer came. */
  readonly offlineWords: () => string;
  readonly onended: (outcome: 'done' | 'refused') => void;
}

const post = <T>(path: string, body: object): Promise<T> =>
  answered<T>(
    fetch(`/api/kiosk${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  );

/**
 * One hold by card and PIN: the card, the PIN, a question by given name, the answer. Lives while its dialog is open;
 * card, PIN and token are gone with the step that needed them and are written nowhere.
 */
export class CardHold {
  step = $state<HoldStep>('card');
  card = $state('');
  pin = $state('');
  busy = $state(false);
  problem = $state('');
  reasons = $state.raw<readonly string[]>([]);
  givenName = $state('');
  placed = $state.raw<StationHoldPlaced>();
  #token = '';
  readonly #options: CardHoldOptions;

  constructor(options: CardHoldOptions) {
    this.#options = options;
  }

  /** A card was typed, scanned or seen by the camera. */
  takeCard(text = this.card): void {
    this.card = text.trim();
    this.problem = '';
    if (this.card !== '' && this.step === 'card') this.step = 'pin';
  }

  /** Asks whether card and PIN go together. */
  async check(): Promise<void> {
    if (this.pin.trim() === '' || this.step !== 'pin') return;
    const { card, pin } = this;
    this.pin = '';
    await this.#send(async () => {
      const { titleId } = this.#options;
      const checked = await post<CardChecked>('/cards', { card, pin: pin.trim(), titleId });
      this.#token = checked.token;
      this.givenName = checked.givenName;
      this.card = '';
      this.step = 'confirm';
    });
  }

  async place(): Promise<void> {
    if (this.step !== 'confirm') return;
    const token = this.#token;
    await this.#send(async () => {
      this.placed = await post<StationHoldPlaced>('/holds', { token });
      this.#end('done');
    });
  }

  /** Everything of this reader goes. */
  forget(): void {
    this.step = 'card';
    this.card = '';
    this.pin = '';
    this.problem = '';
    this.reasons = [];
    this.givenName = '';
    this.placed = undefined;
    this.#token = '';
  }

  #end(outcome: 'done' | 'refused'): void {
    this.#token = '';
    this.givenName = '';
    this.step = outcome;
    this.#options.onended(outcome);
  }

  async #send(work: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.problem = '';
    try {
      await work();
    } catch (error) {
      this.#take(error);
    } finally {
      this.busy = false;
    }
  }

  #take(error: unknown): void {
    if (!(error instanceof ApiError)) {
      this.problem = this.#options.offlineWords();
      return;
    }
    if (error.refusals.length > 0 || this.step === 'confirm') {
      const all = [...error.refusals, ...error.fields].map(({ message }) => message);
      // Several blocks of the account are one sentence here.
      const said = all.filter((message, at) => all.indexOf(message) === at);
      this.reasons = said.length > 0 ? said : [error.message];
      return this.#end('refused');
    }
    this.problem = error.fields[0]?.message ?? error.message;
    this.step = 'card';
    this.card = '';
  }
}
