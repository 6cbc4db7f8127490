/** The most popular of the titles that are offered, each once. */
export class TopTitles {
  readonly #most: number;
  #docs: number[] = [];
  #values: number[] = [];
  #least = -1;

  constructor(most: number) {
    this.#most = most;
  }

  /** What is not more popular than this has no chance any more. */
  get least(): number {
    return this.#least;
  }

  offer(doc: number, popularity: number): void {
    if (popularity <= this.#least) return;
    this.#docs.push(doc);
    this.#values.push(popularity);
    if (this.#docs.length >= this.#most * 4) this.#cut();
  }

  #cut(): void {
    const order = [...new Set(this.#docs)];
    const values = new Map(this.#docs.map((doc, i) => [doc, this.#values[i] ?? 0]));
    order.sort((a, b) => (values.get(b) ?? 0) - (values.get(a) ?? 0));
    this.#docs = order.slice(0, this.#most);
    this.#values = this.#docs.map((doc) => values.get(doc) ?? 0);
    if (this.#docs.length === this.#most) this.#least = this.#values.at(-1) ?? -1;
  }

  /** The most popular first. */
  best(): number[] {
    this.#cut();
    return this.#docs;
  }
}
