import type { RejectedRead } from '$lib/domain/scanning/symbology';
import { ScannerError } from './scanner';
import type { CameraDevice, Read, Scanner, ScannerProblem, ZoomRange } from './scanner';

/** Where the chosen camera of this device is kept; it says nothing about a person. */
const CHOSEN_CAMERA = 'carrel.camera';

/** What the camera panel shows, and what its buttons do. */
export class CameraView {
  phase = $state<'starting' | 'looking' | 'problem'>('starting');
  problem = $state<ScannerProblem | null>(null);
  /** Text of the last scan, until a rejected read follows. */
  lastRead = $state<string | null>(null);
  rejected = $state<RejectedRead | null>(null);
  devices = $state.raw<readonly CameraDevice[]>([]);
  deviceId = $state('');
  hasTorch = $state(false);
  torchOn = $state(false);
  zoomRange = $state.raw<ZoomRange | null>(null);
  zoomLevel = $state(1);
  #attempt = 0;

  constructor(
    private readonly scanner: Scanner,
    private readonly onread: (read: Read) => void,
  ) {}

  /** Starts, or starts again after a problem or with another camera. Problems end up in `problem`, never thrown. */
  async start(video: HTMLVideoElement, luhn14: boolean): Promise<void> {
    const attempt = (this.#attempt += 1);
    Object.assign(this, { phase: 'starting', problem: null, torchOn: false });
    try {
      await this.scanner.start(video, (read) => this.#read(read), {
        deviceId: this.deviceId || remembered(),
        luhn14,
        onRejected: (reason) => (this.rejected = reason),
        onProblem: (problem) => this.#fail(problem),
      });
      if (attempt === this.#attempt) await this.#started(video);
    } catch (error) {
      if (attempt === this.#attempt) this.#fail(error instanceof ScannerError ? error.code : 'failed');
    }
  }

  stop(): void {
    this.#attempt += 1;
    this.scanner.stop();
  }

  /** Another camera, remembered on this device. */
  async choose(deviceId: string, video: HTMLVideoElement, luhn14: boolean): Promise<void> {
    this.deviceId = deviceId;
    remember(deviceId);
    await this.start(video, luhn14);
  }

  async switchTorch(): Promise<void> {
    this.torchOn = await this.scanner.torch(!this.torchOn).catch(() => false);
  }

  async setZoom(level: number): Promise<void> {
    this.zoomLevel = level;
    await this.scanner.zoom(level).catch(() => undefined);
  }

  async #started(video: HTMLVideoElement): Promise<void> {
    const stream = video.srcObject instanceof MediaStream ? video.srcObject : null;
    this.deviceId = stream?.getVideoTracks()[0]?.getSettings().deviceId ?? '';
    this.hasTorch = this.scanner.hasTorch;
    this.zoomRange = this.scanner.zoomRange;
    this.zoomLevel = this.zoomRange?.min ?? 1;
    this.phase = 'looking';
    this.devices = await this.scanner.devices();
  }

  #read(read: Read): void {
    this.rejected = null;
    this.lastRead = read.text;
    this.onread(read);
  }

  #fail(problem: ScannerProblem): void {
    this.problem = problem;
    this.phase = 'problem';
  }
}

function remembered(): string | undefined {
  try {
    return localStorage.getItem(CHOSEN_CAMERA) ?? undefined;
  } catch {
    // Storage may be switched off; the camera facing away is a good choice too.
    return undefined;
  }
}

function remember(deviceId: string): void {
  try {
    localStorage.setItem(CHOSEN_CAMERA, deviceId);
  } catch {
    // As above: the choice then holds until the page is left.
  }
}
