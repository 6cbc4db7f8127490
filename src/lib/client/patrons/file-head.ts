import { readFileHead, type FileHead, type NamedField, type ReadAs } from './read-file-head';

/** The shape of a chosen file, read by a worker; in the page itself where there are no workers. */
export async function fileHead(
  file: Blob,
  as: ReadAs = {},
  fields: readonly NamedField[] = [],
): Promise<FileHead> {
  if (typeof Worker === 'undefined') return readFileHead(file, as, fields);
  const worker = new Worker(new URL('./file-head.worker.ts', import.meta.url), { type: 'module' });
  try {
    const head = await new Promise<FileHead | null>((resolve) => {
      worker.onerror = () => resolve(null);
      worker.onmessage = ({ data }: MessageEvent<FileHead | null>) => resolve(data);
      worker.postMessage({ file, as, fields });
    });
    return head ?? (await readFileHead(file, as, fields));
  } finally {
    worker.terminate();
  }
}
