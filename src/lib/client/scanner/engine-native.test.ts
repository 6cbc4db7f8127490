import { afterEach, describe, expect, it, vi } from 'vitest';
import { nativeEngine } from './engine-native';

const KNOWN = ['code_39', 'code_128', 'codabar', 'ean_13', 'qr_code', 'pdf417'];
const picture = { width: 100, height: 100 } as ImageBitmap;

function platform(formats: string[], found: object[] = []) {
  const asked: string[][] = [];
  class FakeDetector {
    static getSupportedFormats = async () => formats;
    constructor(options: { formats: string[] }) {
      asked.push(options.formats);
    }
    detect = async () => found;
  }
  vi.stubGlobal('BarcodeDetector', FakeDetector);
  return asked;
}

afterEach(() => vi.unstubAllGlobals());

describe('nativeEngine', () => {
  it('is null without a detector', async () => {
    expect(await nativeEngine()).toBeNull();
  });

  it.each(KNOWN.slice(0, 5))('is null for a detector that does not know %s', async (missing) => {
    platform(KNOWN.filter((format) => format !== missing));
    expect(await nativeEngine()).toBeNull();
  });

  it('asks only for what libraries use, and places what it finds', async () => {
    const corners = [
      { x: 40, y: 40 },
      { x: 60, y: 60 },
    ];
    const asked = platform(KNOWN, [
      { rawValue: 'A123456B', format: 'codabar', cornerPoints: corners },
      { rawValue: 'x', format: 'pdf417', cornerPoints: corners },
    ]);
    const engine = await nativeEngine();
    expect(asked).toEqual([KNOWN.slice(0, 5)]);
    expect(await engine?.decode(picture)).toEqual([{ text: 'A123456B', format: 'codabar', offCentre: 0 }]);
  });
});
