import type { RawRead } from '$lib/domain/scanning/symbology';
import { ScannerError } from './scanner';
import type { FromWorker, ToWorker } from './worker-messages';

/** The decoding worker seen from the page: one picture at a time. */
export class Decoder {
  #worker = new Worker(new URL('./decode.worker.ts', import.meta.url), { type: 'module' });
  #lastId = 0;
  #waiting = new Map<number, (reads: readonly RawRead[]) => void>();
  /** Resolves when a decoder is loaded; rejects with `no_decoder` where none can be. */
  readonly ready: Promise<void>;

  constructor() {
    this.ready = new Promise((resolve, reject) => {
      const fail = () => reject(new ScannerError('no_decoder'));
      this.#worker.onerror = fail;
      this.#worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
        if (data.kind === 'ready') resolve();
        else if (data.kind === 'failed') fail();
        else this.#answer(data.id, data.reads);
      };
    });
    // Whoever closes the camera before it is ready no longer asks.
    this.ready.catch(() => undefined);
  }

  /** Hands the picture over (it is unusable afterwards) and answers with the codes in it. */
  decode(picture: ImageBitmap): Promise<readonly RawRead[]> {
    this.#lastId += 1;
    const message: ToWorker = { id: this.#lastId, picture };
    return new Promise((resolve) => {
      this.#waiting.set(message.id, resolve);
      this.#worker.postMessage(message, [picture]);
    });
  }

  close(): void {
    this.#worker.terminate();
    this.#waiting.clear();
  }

  #answer(id: number, reads: readonly RawRead[]): void {
    this.#waiting.get(id)?.(reads);
    this.#waiting.delete(id);
  }
}
