import {
  REQUIRED_OF_NATIVE,
  SYMBOLOGIES,
  type RawRead,
  type Symbology,
} from '$lib/domain/scanning/symbology';
import { distanceOffCentre } from './decode';
import type { Engine } from './engine';

interface DetectedBarcode {
  readonly rawValue: string;
  readonly format: string;
  readonly cornerPoints: readonly { x: number; y: number }[];
}

interface Detector {
  detect(source: ImageBitmap): Promise<DetectedBarcode[]>;
}

interface DetectorClass {
  new (options: { formats: string[] }): Detector;
  getSupportedFormats(): Promise<string[]>;
}

const isSymbology = (format: string): format is Symbology =>
  (SYMBOLOGIES as readonly string[]).includes(format);

/** The platform's own detector, or null where it is missing or does not know every kind that libraries need. */
export async function nativeEngine(): Promise<Engine | null> {
  const Detector = Reflect.get(globalThis, 'BarcodeDetector') as DetectorClass | undefined;
  if (!Detector) return null;
  const supported = await Detector.getSupportedFormats().catch((): string[] => []);
  if (!REQUIRED_OF_NATIVE.every((format) => supported.includes(format))) return null;
  const detector = new Detector({ formats: supported.filter(isSymbology) });
  return {
    name: 'native',
    decode: async (picture) => (await detector.detect(picture)).flatMap((found) => rawRead(found, picture)),
  };
}

function rawRead(found: DetectedBarcode, picture: ImageBitmap): RawRead[] {
  if (!isSymbology(found.format)) return [];
  const offCentre = distanceOffCentre(found.cornerPoints, picture);
  return [{ text: found.rawValue, format: found.format, offCentre }];
}
