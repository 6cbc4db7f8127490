import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';
import { decodePicture, prepareDecoder } from './decode';
import { pointReader, type Engine } from './engine';
import { nativeEngine } from './engine-native';
import type { FromWorker, ToWorker } from './worker-messages';

async function wasmEngine(): Promise<Engine> {
  await prepareDecoder({ url: wasmUrl });
  const points = pointReader();
  return { name: 'wasm', decode: (picture) => decodePicture(points(picture)) };
}

async function scriptEngine(): Promise<Engine> {
  const { decodeByScript } = await import('./engine-script');
  const points = pointReader();
  return { name: 'script', decode: async (picture) => decodeByScript(points(picture)) };
}

/** The best decoder that this browser allows: its own, else WebAssembly, else plain script. */
async function bestEngine(): Promise<Engine> {
  return (await nativeEngine()) ?? (await wasmEngine().catch(scriptEngine));
}

const tell = (message: FromWorker): void => self.postMessage(message);

const engine = bestEngine();
engine.then(
  ({ name }) => tell({ kind: 'ready', engine: name }),
  () => tell({ kind: 'failed' }),
);

self.onmessage = async ({ data }: MessageEvent<ToWorker>) => {
  const { id, picture } = data;
  try {
    tell({ kind: 'reads', id, reads: await (await engine).decode(picture) });
  } catch {
    // One picture that can't be decoded is a picture without a code; the next one comes in a moment.
    tell({ kind: 'reads', id, reads: [] });
  } finally {
    picture.close();
  }
};
