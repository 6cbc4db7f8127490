import { askForCamera, cameraProblem } from '../scanner/camera-track';
import { ScannerError, type ScannerProblem } from '../scanner/scanner';

const release = (stream: MediaStream | undefined) => stream?.getTracks().forEach((track) => track.stop());

/** The device's camera for a portrait: open while it is looked through, released as soon as it is closed. */
export class PhotoCamera {
  phase = $state<'starting' | 'looking' | 'problem'>('starting');
  problem = $state<ScannerProblem | null>(null);
  #stream: MediaStream | undefined;
  #attempt = 0;

  /** Starts, or starts again after a problem. Problems end up in `problem`, never thrown. */
  async start(video: HTMLVideoElement): Promise<void> {
    this.stop();
    const attempt = this.#attempt;
    Object.assign(this, { phase: 'starting', problem: null });
    try {
      const barred = cameraProblem();
      if (barred) throw new ScannerError(barred);
      const stream = await askForCamera();
      // Closed while the browser was asking for permission: the light of the camera must not stay on.
      if (attempt !== this.#attempt) return release(stream);
      this.#stream = stream;
      for (const track of stream.getVideoTracks())
        track.addEventListener('ended', () => this.#fail(attempt, 'lost'));
      video.srcObject = stream;
      await video.play();
      if (attempt === this.#attempt) this.phase = 'looking';
    } catch (error) {
      this.#fail(attempt, error instanceof ScannerError ? error.code : 'failed');
    }
  }

  /** The picture that is shown now. */
  take(video: HTMLVideoElement): Promise<ImageBitmap> {
    return createImageBitmap(video);
  }

  /** Releases the camera. */
  stop(): void {
    this.#attempt += 1;
    release(this.#stream);
    this.#stream = undefined;
  }

  #fail(attempt: number, problem: ScannerProblem): void {
    if (attempt !== this.#attempt) return;
    this.stop();
    this.problem = problem;
    this.phase = 'problem';
  }
}
