import { setImmediate } from 'node:timers/promises';
import { headingKey, inOrder, type Heading } from '$lib/domain/catalogue/heading-order';
import type { Reader } from '../db/client';
import { lastTitleRev, seriesBySeq, seriesSince, subjectsAfter } from './browse-queries';

/** So many rows are read before others get their turn. */
const CHUNK = 2000;

/** Rows of a question that is asked again and again from where the last answer ended. */
async function* inChunks<Row>(ask: (last: Row | undefined) => Promise<Row[]>): AsyncGenerator<Row[]> {
  let last: Row | undefined;
  for (;;) {
    const rows = await ask(last);
    if (rows.length > 0) yield rows;
    if (rows.length < CHUNK) return;
    last = rows.at(-1);
    await setImmediate();
  }
}

/** One at a time: who comes meanwhile waits for the same answer. */
function together<T>(work: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | undefined;
  return () => {
    running ??= work().finally(() => {
      running = undefined;
    });
    return running;
  };
}

/** Subjects in their order; they are only ever added, so that what was read stays read. */
function subjectList(read: Reader) {
  let lastId = 0;
  let headings: Heading<number>[] = [];
  return together(async () => {
    const added: Heading<number>[] = [];
    for await (const rows of inChunks<{ id: number; text: string }>((last) =>
      subjectsAfter(read, last?.id ?? lastId, CHUNK),
    ))
      added.push(...rows.map(({ id, text }) => ({ id, text, key: headingKey(text) })));
    lastId = added.at(-1)?.id ?? lastId;
    if (added.length > 0) headings = inOrder([...headings, ...added]);
    return headings;
  });
}

/**
 * Series in their order, each with the row numbers of its titles. No index of the database has them: they are read
 * once, and afterwards only from the titles that were changed.
 */
function seriesList(read: Reader) {
  /** The last change that was read. */
  let until: { rev: number; seq: number } | undefined;
  const keyOf = new Map<number, string>();
  const series = new Map<string, { text: string; seqs: Set<number> }>();
  let headings: Heading<ReadonlySet<number>>[] | undefined;

  function take({ seq, series: text }: { seq: number; series: string | null }): void {
    const key = text?.trim() ? headingKey(text) : undefined;
    const before = keyOf.get(seq);
    if (key === before) return;
    headings = undefined;
    if (before !== undefined) series.get(before)?.seqs.delete(seq);
    if (key === undefined || text === null) return void keyOf.delete(seq);
    const known = series.get(key) ?? { text: text.trim(), seqs: new Set() };
    series.set(key, known);
    known.seqs.add(seq);
    keyOf.set(seq, key);
  }

  return together(async () => {
    if (until === undefined) {
      const rev = await lastTitleRev(read);
      for await (const rows of inChunks<{ seq: number; series: string | null }>((last) =>
        seriesBySeq(read, last?.seq ?? 0, CHUNK),
      ))
        rows.forEach(take);
      // What was changed while this was read is read once more.
      until = { rev, seq: 0 };
    }
    const since = until;
    for await (const rows of inChunks<{ seq: number; series: string | null; rev: number }>((last) =>
      seriesSince(read, last ?? since, CHUNK),
    )) {
      rows.forEach(take);
      until = rows.at(-1) ?? until;
    }
    headings ??= inOrder(
      [...series]
        .filter(([, { seqs }]) => seqs.size > 0)
        .map(([key, { text, seqs }]) => ({ key, text, id: seqs })),
    );
    return headings;
  });
}

const lists = new WeakMap<Reader, ReturnType<typeof listsOf>>();
const listsOf = (read: Reader) => ({ subjects: subjectList(read), series: seriesList(read) });

/** The headings of a database, kept in memory in their order and brought up to date at each call. */
export function headingLists(read: Reader): ReturnType<typeof listsOf> {
  const known = lists.get(read) ?? listsOf(read);
  lists.set(read, known);
  return known;
}
