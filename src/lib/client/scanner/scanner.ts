import type { RejectedRead, Symbology } from '$lib/domain/scanning/symbology';

/** Why the camera can't be used; the words are in the message catalogue (`scanner_problem_*`). */
export type ScannerProblem =
  'insecure' | 'unsupported' | 'denied' | 'no_camera' | 'busy' | 'lost' | 'no_decoder' | 'failed';

/** The only error that a scanner throws. */
export class ScannerError extends Error {
  constructor(readonly code: ScannerProblem) {
    super(code);
    this.name = 'ScannerError';
  }
}

/** A code to act on: two reads agreed, the site's policy is satisfied, and it is not a repeat. */
export interface Read {
  readonly text: string;
  readonly format: Symbology;
}

export interface CameraDevice {
  readonly id: string;
  readonly label: string;
}

/** How far the running camera zooms; null where it does not. */
export interface ZoomRange {
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

export interface ScannerOptions {
  /** One of `devices()`; without it the camera that looks away from the person. */
  readonly deviceId?: string;
  /** Per-site setting: refuse 14-digit numbers with a wrong Luhn digit. */
  readonly luhn14?: boolean;
  /** A code was seen but not taken; comes with every such picture. */
  readonly onRejected?: (reason: RejectedRead) => void;
  /** The camera was taken away or the decoder died after a good start; the scanner has stopped. */
  readonly onProblem?: (problem: ScannerProblem) => void;
}

/** A source of reads with a preview. One camera, one preview, one reader at a time. */
export interface Scanner {
  /**
   * Asks for the camera, shows it in `video` and calls `onRead` for each scan until `stop`.
   * @throws ScannerError with the reason; the camera is off then.
   */
  start(video: HTMLVideoElement, onRead: (read: Read) => void, options?: ScannerOptions): Promise<void>;
  /** Switches the camera off. Safe at any time, also while `start` is under way. */
  stop(): void;
  /** True where the running camera has a light. */
  readonly hasTorch: boolean;
  /** Switches the light; answers whether it is on now. */
  torch(on: boolean): Promise<boolean>;
  readonly zoomRange: ZoomRange | null;
  /** Sets the zoom, clamped to the camera's range. */
  zoom(level: number): Promise<void>;
  /** The cameras of this device; their labels are known once a camera was allowed. */
  devices(): Promise<CameraDevice[]>;
}

/** The part of the picture that is decoded, as fractions of its width and height. */
export const REGION = { left: 0.05, top: 0.2, width: 0.9, height: 0.6 } as const;
