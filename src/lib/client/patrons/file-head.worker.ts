import { readFileHead, type ReadAs } from './read-file-head';

/** Reads the beginning of one file away from the page, so that typing never stutters. */
self.onmessage = async ({ data }: MessageEvent<{ file: Blob; as: ReadAs }>) => {
  self.postMessage(await readFileHead(data.file, data.as).catch(() => null));
};
