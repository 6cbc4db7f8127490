import { readFileHead, type NamedField, type ReadAs } from './read-file-head';

type Question = { file: Blob; as: ReadAs; fields: readonly NamedField[] };

/** Reads the beginning of one file away from the page, so that typing never stutters. */
self.onmessage = async ({ data: { file, as, fields } }: MessageEvent<Question>) => {
  self.postMessage(await readFileHead(file, as, fields).catch(() => null));
};
