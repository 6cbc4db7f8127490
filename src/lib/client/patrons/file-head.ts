import { readFileHead, type FileHead, type ReadAs } from './read-file-head';

/** The shape of a chosen file, read by a worker; in the page itself where there are no workers. */
export async function fileHead(file: Blob, as: ReadAs = {}): Promise<FileHead> {
  if (typeof Worker === 'undefined') return readFileHead(file, as);
  const worker = new Worker(new URL('./file-head.worker.ts', import.meta.url), { type: 'module' });
  try {
    const head = await new Promise<FileHead | null>((resolve) => {
      worker.onerror = () => resolve(null);
      worker.onmessage = ({ data }: MessageEvent<FileHead | null>) => resolve(data);
      worker.postMessage({ file, as });
    });
    return head ?? (await readFileHead(file, as));
  } finally {
    worker.terminate();
  }
}
