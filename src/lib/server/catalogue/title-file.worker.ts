import { once } from 'node:events';
import type { MessagePort } from 'node:worker_threads';
import type { ItemField } from '$lib/contracts/item-fields';
import { JobFailed } from '../jobs/handler';
import type { ImportEvent } from './incoming';
import { openUpload, readUpload } from './read-upload';

/** The address of this module: its own file in development, its own chunk in the build. */
export const url: string = import.meta.url;

/** What the thread is given. `path`: of the upload. */
export interface ReadingWork {
  path: string;
  itemField: ItemField;
  port: MessagePort;
}

/** What each question is answered with: the next records of the file, none when it is at its end. */
export type ReadingAnswer = readonly ImportEvent[];

/** So many records and items are handed over at once, or so much of their text. */
const MOST_HELD = 300;
const MOST_TEXT = 500_000;

async function* packsOf(events: AsyncIterable<ImportEvent>): AsyncGenerator<ImportEvent[]> {
  let [pack, held, text]: [ImportEvent[], number, number] = [[], 0, 0];
  for await (const event of events) {
    pack.push(event);
    held += 1;
    if (event.kind === 'title') {
      held += event.title.items.length;
      text += event.title.values.marc?.length ?? 0;
    }
    if (held < MOST_HELD && text < MOST_TEXT) continue;
    yield pack;
    [pack, held, text] = [[], 0, 0];
  }
  if (pack.length > 0) yield pack;
}

/**
 * Reads a file of titles and answers each question with its next records.
 * @returns the code of what makes the file unreadable; nothing when it was read to its end.
 */
export default async function readTitleFile({ path, itemField, port }: ReadingWork) {
  try {
    const packs = packsOf(readUpload(await openUpload(path), itemField));
    for (;;) {
      await once(port, 'message');
      const { value, done } = await packs.next();
      port.postMessage(done ? [] : value);
      if (done) return undefined;
    }
  } catch (error) {
    if (error instanceof JobFailed) return error.code;
    throw error;
  } finally {
    port.close();
  }
}
