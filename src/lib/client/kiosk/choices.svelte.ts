/** Steps of the text's size: as it is, a fifth larger, almost half as large again. */
export const TEXT_STEPS = [1, 2, 3] as const;
export type TextStep = (typeof TEXT_STEPS)[number];

const TEXT = 'kiosk.text';
const REACH = 'kiosk.reach';

type Kept = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

interface View {
  readonly document: { readonly documentElement: Pick<HTMLElement, 'dataset'> };
  readonly sessionStorage: Kept;
}

/**
 * How this visitor wants to read and reach: until the station starts again. Kept in the tab's own storage, because
 * another language loads the page anew; a reset clears it. `theme.js` shows it before the first paint, by the same keys.
 */
export class VisitorChoices {
  text = $state<TextStep>(1);
  /** The search field and its buttons at the bottom of the screen, for whoever sits. */
  low = $state(false);
  readonly #root: Pick<HTMLElement, 'dataset'> | undefined;
  readonly #storage: Kept | undefined;

  /** `view` is the browser; without one, on the server, nothing is chosen. */
  constructor(view: View | undefined) {
    this.#root = view?.document.documentElement;
    this.#storage = view?.sessionStorage;
    this.text = TEXT_STEPS.find((step) => String(step) === this.#storage?.getItem(TEXT)) ?? 1;
    this.low = this.#storage?.getItem(REACH) === 'low';
    this.#show();
  }

  /** Whether nothing was chosen. */
  get untouched(): boolean {
    return this.text === 1 && !this.low;
  }

  /** The next larger text; after the largest one it begins again. */
  enlarge(): void {
    this.text = TEXT_STEPS[this.text % TEXT_STEPS.length] ?? 1;
    this.#storage?.setItem(TEXT, String(this.text));
    this.#show();
  }

  turnReach(): void {
    this.low = !this.low;
    if (this.low) this.#storage?.setItem(REACH, 'low');
    else this.#storage?.removeItem(REACH);
    this.#show();
  }

  forget(): void {
    this.text = 1;
    this.low = false;
    this.#storage?.removeItem(TEXT);
    this.#storage?.removeItem(REACH);
    this.#show();
  }

  #show(): void {
    if (!this.#root) return;
    const text = String(this.text);
    // Written again, even the same would make the browser look at the styles of everything.
    if (this.#root.dataset['text'] !== text) this.#root.dataset['text'] = text;
    if (this.low) this.#root.dataset['reach'] = 'low';
    else delete this.#root.dataset['reach'];
  }
}
