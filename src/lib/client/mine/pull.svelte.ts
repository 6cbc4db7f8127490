const FAR = 72;
const MOST = 110;

interface PullOptions {
  /** How far the page is scrolled, px. */
  readonly scrolled: () => number;
  readonly onrefresh: () => void;
}

/** Pulling a page down past its top: how far, and whether letting go would refresh. */
export class Pull {
  /** px that the page is pulled, 0 at rest. */
  by = $state(0);
  readonly #options: PullOptions;
  #from: number | undefined;

  constructor(options: PullOptions) {
    this.#options = options;
  }

  get far(): boolean {
    return this.by >= FAR;
  }

  start(y: number): void {
    this.#from = this.#options.scrolled() <= 0 ? y : undefined;
  }

  /** The pull gets harder the further it goes. */
  move(y: number): void {
    if (this.#from === undefined) return;
    const pulled = y - this.#from;
    if (pulled <= 0 || this.#options.scrolled() > 0) this.cancel();
    else this.by = Math.min(MOST, pulled * 0.5);
  }

  end(): void {
    const far = this.far;
    this.cancel();
    if (far) this.#options.onrefresh();
  }

  cancel(): void {
    this.#from = undefined;
    this.by = 0;
  }
}
