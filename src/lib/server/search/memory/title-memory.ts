import type { Client } from '@libsql/client';
import { looserExpression, queryExpression, type QueryExpression } from '$lib/domain/catalogue/query-text';
import { sortTitle } from '$lib/domain/catalogue/sort-keys';
import type { SearchAnswer, SearchQuery, SearchScope, SubjectCount } from '../engine';
import { BeginningsFinder, SLOW_RUN, type Beginnings } from './beginnings';
import { typedWords } from './typed-words';
import { changesSince, readChanged, readMoved, revisionOf } from './catch-up';
import { FacetCounter, MANY, subjectsOf } from './count-facets';
import { FacetTallies } from './facet-tallies';
import { columnBit, type Generation } from './generation';
import { KeptAnswers } from './kept-answers';
import { KnownTexts } from './known-texts';
import { baseLayer, LaterLayer } from './layers';
import { narrowingOf } from './narrowing';
import { pageOf } from './order-hits';
import { matchExpression, type LayerMatch } from './phrases';
import { Preparation } from './prepare-scopes';
import { EVERY_COLUMN, LONG_RUN, type Layer } from './postings';
import { IndexSize, Relevance, SCORED_AT_ONCE } from './relevance';
import { TitleTable } from './title-table';
import { keyOf, VisibleTitles } from './visible';
import { WordCutter } from './word-cutter';
import type { PhraseMatch } from './word-match';

const TITLES_AT_ONCE = 500;
/** So many subjects of a scope are counted out, and for so many scopes they are kept. */
const MOST_SUBJECTS = 200;
const MOST_SUBJECT_LISTS = 64;
/** So many titles are read where one of the words is looked for in their texts. */
const READ_AS_TEXTS = 200;
/** Beyond this share of later titles, and this number, the index should be made anew. */
const LATER_SHARE = 0.05;
const LATER_AT_LEAST = 2_000;

/** Every token of an expression. */
const tokensOf = ({ operands, isbn }: QueryExpression): string[] => [
  ...operands.flatMap(({ choices }) => choices.flatMap(({ tokens }) => tokens)),
  ...(isbn === undefined ? [] : [isbn]),
];

function joined(parts: readonly Uint32Array[]): Uint32Array {
  const [first = new Uint32Array(0), ...rest] = parts.filter((part) => part.length > 0);
  if (rest.length === 0) return first;
  const all = new Uint32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let used = 0;
  for (const part of parts) {
    all.set(part, used);
    used += part.length;
  }
  return all;
}

/**
 * The title index in the memory of a searching thread: as it was when it was made, and everything since, which is read
 * before each answer. It finds, counts and orders as the search in the database does.
 */
export class TitleMemory {
  readonly table: TitleTable;
  readonly visible: VisibleTitles;
  readonly #beginnings: BeginningsFinder;
  readonly texts: KnownTexts;
  readonly cutter = new WordCutter();
  readonly answers = new KeptAnswers();
  readonly base: Layer;
  readonly later: LaterLayer;
  readonly generation: Generation;
  readonly #preparation: Preparation;
  #rev: number;
  #laterTitles = 0;
  readonly #subjects = new Map<string, { asOf: number; counts: SubjectCount[] }>();
  readonly #tallies = new FacetTallies();
  readonly #size: IndexSize;

  readonly #many: number;
  readonly #atOnce: number;

  /**
   * @param limits as `LONG_RUN`, `SLOW_RUN`, `MANY` and `SCORED_AT_ONCE`: other ones than usual are for tests of small
   *   catalogues.
   */
  constructor(
    generation: Generation,
    { long = LONG_RUN, slow = SLOW_RUN, many = MANY, atOnce = SCORED_AT_ONCE } = {},
  ) {
    this.#many = many;
    this.#atOnce = atOnce;
    const { titles, words } = generation;
    this.generation = generation;
    this.table = new TitleTable(generation);
    this.visible = new VisibleTitles(this.table);
    this.#beginnings = new BeginningsFinder(this.table, slow);
    this.texts = new KnownTexts(this.table);
    this.base = baseLayer(words, titles.seq.length, long);
    this.later = new LaterLayer(titles.seq.length);
    this.#rev = generation.rev;
    this.#preparation = new Preparation(this);
    const tokens = titles.length.reduce((sum, length) => sum + length, 0);
    this.#size = new IndexSize(titles.seq.length, tokens / Math.max(1, titles.length.length));
  }

  /** Finds some of what the first to ask would wait for, for about `ms`. @returns whether there is more. */
  prepare(ms: number): boolean {
    return this.#preparation.some(ms);
  }

  /** Somebody has searched here: what the next ones would wait for is found ahead. */
  note(scope: SearchScope): void {
    this.#preparation.note(scope);
  }

  /** The revision since which beginnings are kept. */
  get beginningsSince(): number {
    return this.#beginnings.keptSince;
  }

  /** So much has come since that the index should be made anew. */
  get isStale(): boolean {
    return this.#laterTitles > Math.max(LATER_AT_LEAST, this.base.end * LATER_SHARE);
  }

  /** Titles that came, changed or went since the index was made. */
  get laterTitles(): number {
    return this.#laterTitles;
  }

  get layers(): readonly Layer[] {
    return this.later.end > this.later.first ? [this.base, this.later] : [this.base];
  }

  /** Reads what has happened since the last answer. */
  async catchUp(client: Client): Promise<void> {
    if ((await revisionOf(client)) === this.#rev) return;
    const { rev, gone, changed, moved } = await changesSince(client, this.#rev);
    for (const seq of gone) this.#drop(seq);
    const known = moved.filter((seq) => this.table.positionOf(seq) !== undefined);
    await this.#move(client, known);
    const unknown = moved.filter((seq) => this.table.positionOf(seq) === undefined);
    await this.#replace(client, [...changed, ...unknown]);
    this.#rev = rev;
    this.answers.clear();
  }

  #drop(seq: number): void {
    const at = this.table.remove(seq);
    if (at === undefined) return;
    this.#laterTitles += 1;
    this.visible.refresh(at);
  }

  async #move(client: Client, seqs: readonly number[]): Promise<void> {
    if (seqs.length === 0) return;
    for (const { seq, popularity, sites } of await readMoved(client, seqs)) {
      const at = this.table.positionOf(seq);
      if (at !== undefined) this.table.setAvailability(at, popularity, sites);
    }
  }

  async #replace(client: Client, seqs: readonly number[]): Promise<void> {
    for (let from = 0; from < seqs.length; from += TITLES_AT_ONCE) {
      const some = seqs.slice(from, from + TITLES_AT_ONCE);
      const { titles, words } = await readChanged(client, this.cutter, some, this.table.size);
      for (const seq of some) this.#drop(seq);
      for (const title of titles) {
        const at = this.table.append(title);
        this.#laterTitles += 1;
        this.visible.refresh(at);
      }
      this.later.add(words, this.table.size);
    }
  }

  /** The titles of each layer that an expression finds, those of the scope among others; its tokens must have been learnt. */
  match(expression: QueryExpression, scope: SearchScope): LayerMatch[] {
    const [columns, seen] = [columnsFor(scope), this.visible.of(scope)];
    return this.layers.map((layer) => matchExpression(layer, expression, columns, this.cutter.fold, seen));
  }

  /** The subjects of a scope's titles, the most frequent first; counted again when titles have come, changed or gone. */
  subjects(scope: SearchScope): SubjectCount[] {
    const key = keyOf(scope);
    const known = this.#subjects.get(key);
    if (known?.asOf === this.#laterTitles) return known.counts;
    if (this.#subjects.size >= MOST_SUBJECT_LISTS) this.#subjects.clear();
    const counts = subjectsOf(this.table, this.visible.of(scope), MOST_SUBJECTS);
    this.#subjects.set(key, { asOf: this.#laterTitles, counts });
    return counts;
  }

  /**
   * What some typed words may become in each layer; they must have been learnt.
   * @param open the last word may go on.
   */
  beginnings(scope: SearchScope, words: readonly string[], open: boolean): Beginnings[] {
    const folded = eachOnce(
      words.map((word) => this.cutter.fold(word)),
      open,
    );
    const seen = this.visible.of(scope);
    const place = keyOf(scope);
    return this.layers.flatMap((layer) => {
      const typed = typedWords(layer, folded, open);
      if (!typed) return [];
      const isRead = typed.others.length + 1 < folded.length;
      const titles = isRead ? READ_AS_TEXTS : undefined;
      // Whatever the last word may become, where the texts tell it.
      const key = JSON.stringify([place, isRead ? [...folded.slice(0, -1), null] : folded, open]);
      const wanted = { words: typed, seen, rev: this.#rev, grows: layer.kept === undefined, titles };
      return this.#beginnings.find(`${layer.first} ${key}`, wanted);
    });
  }

  async learn(expression: QueryExpression): Promise<void> {
    await this.cutter.learn(tokensOf(expression));
  }

  /** How many titles of a scope an expression finds, counted up to `most`. */
  async count(scope: SearchScope, text: string, most: number): Promise<number> {
    const expression = queryExpression(text);
    if (!expression) return 0;
    await this.learn(expression);
    const seen = this.visible.of(scope);
    let count = 0;
    for (const { docs } of this.match(expression, scope))
      for (let i = 0; i < docs.length && count < most; i += 1) if (seen.has(docs[i] ?? 0)) count += 1;
    return count;
  }

  /** Finds, counts and orders. */
  async search(scope: SearchScope, query: SearchQuery): Promise<SearchAnswer> {
    const expression = queryExpression(query.q);
    if (!expression && query.q.trim() !== '')
      return { total: 0, ids: [], facets: this.#counter(scope, query).done() };
    const answer = await this.#answer(scope, query, expression);
    const looser = answer.total === 0 ? looserExpression(query.q) : null;
    return looser ? this.#answer(scope, query, looser) : answer;
  }

  #counter(scope: SearchScope, query: SearchQuery): FacetCounter {
    const { texts, rows } = this.table;
    const narrowing = narrowingOf(scope, query, texts, rows.classes);
    return new FacetCounter(this.table, narrowing, this.#tallies, this.#many);
  }

  async #answer(
    scope: SearchScope,
    query: SearchQuery,
    expression: QueryExpression | null,
  ): Promise<SearchAnswer> {
    const counter = this.#counter(scope, query);
    if (expression) await this.learn(expression);
    const found = expression ? this.match(expression, scope) : [];
    const docs = expression ? joined(found.map((one) => one.docs)) : undefined;
    const seen = this.visible.isWhole(scope) ? undefined : this.visible.of(scope);
    const hits = counter.take(docs, docs?.length ?? this.table.size, seen);
    const facets = counter.done();
    const scored = expression && query.sort === 'relevance';
    const page = pageOf(
      query.sort,
      this.table,
      {
        docs: hits,
        relevance: scored ? this.#relevance(found, Math.min(hits.length, this.#atOnce)) : undefined,
        typed: sortTitle(query.q, null),
        authorless: this.table.authorOrder.find(''),
      },
      query,
    );
    return { total: hits.length, ids: page.map((at) => this.table.idAt(at)), facets };
  }

  #relevance(found: readonly LayerMatch[], atOnce: number): Relevance {
    return new Relevance(throughLayers(found), this.#size, this.table.rows.scored, atOnce);
  }

  close(): void {
    this.cutter.close();
  }
}

/** A word that is typed twice is in the same titles as once. @param open the last one may go on: it stays, whatever it is. */
const eachOnce = (words: readonly string[], open: boolean): string[] =>
  words.filter((word, i) => words.indexOf(word) === i || (open && i === words.length - 1));

/** Only staff find by barcodes. */
export const columnsFor = ({ staff }: SearchScope): number =>
  staff ? EVERY_COLUMN : EVERY_COLUMN & ~columnBit('barcodes');

/** The same phrase of every layer together. */
const throughLayers = (found: readonly LayerMatch[]): PhraseMatch[][] =>
  (found[0]?.phrases ?? []).map((_, i) => found.flatMap(({ phrases }) => phrases[i] ?? []));
