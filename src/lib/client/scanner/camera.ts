import { NO_AGREEMENT, takeRead } from '$lib/domain/scanning/agreement';
import { judgeFrame } from '$lib/domain/scanning/frame';
import { askForCamera, capabilitiesOf, cameraProblem, focusContinuously } from './camera-track';
import { Decoder } from './decoder';
import { REGION, ScannerError } from './scanner';
import type { CameraDevice, Read, Scanner, ScannerOptions, ZoomRange } from './scanner';

const loadHelper = async () => (await import('@zxing/browser')).BrowserCodeReader;
type CameraHelper = Awaited<ReturnType<typeof loadHelper>>;

/** What one `start` opened and `stop` closes. */
interface Session {
  readonly video: HTMLVideoElement;
  readonly options: ScannerOptions;
  readonly onRead: (read: Read) => void;
  readonly decoder: Decoder;
  helper?: CameraHelper;
  stream?: MediaStream;
}

/** A scanner on the device's camera. Decoding runs in a worker, only on the region of interest, at full resolution. */
export class CameraScanner implements Scanner {
  #session: Session | null = null;
  #agreement = NO_AGREEMENT;

  async start(
    video: HTMLVideoElement,
    onRead: (read: Read) => void,
    options: ScannerOptions = {},
  ): Promise<void> {
    this.stop();
    const problem = cameraProblem();
    if (problem) throw new ScannerError(problem);
    const session: Session = { video, onRead, options, decoder: new Decoder() };
    this.#session = session;
    this.#agreement = NO_AGREEMENT;
    try {
      await this.#open(session);
    } catch (error) {
      this.#close(session);
      throw error instanceof ScannerError ? error : new ScannerError('failed');
    }
  }

  stop(): void {
    if (this.#session) this.#close(this.#session);
  }

  get hasTorch(): boolean {
    const track = this.#track;
    return track ? capabilitiesOf(track).torch === true : false;
  }

  async torch(on: boolean): Promise<boolean> {
    const track = this.#track;
    if (!track || !this.hasTorch) return false;
    await this.#session?.helper?.mediaStreamSetTorch(track, on);
    return on;
  }

  get zoomRange(): ZoomRange | null {
    const zoom = this.#track && capabilitiesOf(this.#track).zoom;
    return zoom && zoom.max > zoom.min ? { min: zoom.min, max: zoom.max, step: zoom.step || 0.1 } : null;
  }

  async zoom(level: number): Promise<void> {
    const range = this.zoomRange;
    if (!range || !this.#track) return;
    const zoom = Math.min(range.max, Math.max(range.min, level));
    await this.#track.applyConstraints({ advanced: [{ zoom } as MediaTrackConstraintSet] });
  }

  async devices(): Promise<CameraDevice[]> {
    if (cameraProblem()) return [];
    const found = await (await loadHelper()).listVideoInputDevices();
    return found.map(({ deviceId, label }) => ({ id: deviceId, label }));
  }

  get #track(): MediaStreamTrack | undefined {
    return this.#session?.stream?.getVideoTracks()[0];
  }

  async #open(session: Session): Promise<void> {
    const [stream, helper] = await Promise.all([askForCamera(session.options.deviceId), loadHelper()]);
    session.stream = stream;
    session.helper = helper;
    // Closed while the browser was asking for permission: the light of the camera must not stay on.
    if (this.#session !== session) return this.#close(session);
    const [track] = stream.getVideoTracks();
    if (track) this.#watch(session, track);
    helper.addVideoSource(session.video, stream);
    await Promise.all([helper.tryPlayVideo(session.video), session.decoder.ready]);
    this.#nextFrame(session);
  }

  #watch(session: Session, track: MediaStreamTrack): void {
    void focusContinuously(track);
    track.addEventListener('ended', () => {
      if (this.#session !== session) return;
      this.#close(session);
      session.options.onProblem?.('lost');
    });
  }

  #close(session: Session): void {
    if (this.#session === session) this.#session = null;
    session.decoder.close();
    session.stream?.getTracks().forEach((track) => track.stop());
    session.helper?.cleanVideoSource(session.video);
  }

  #nextFrame(session: Session): void {
    if (this.#session !== session) return;
    const look = () => void this.#look(session);
    if ('requestVideoFrameCallback' in session.video) session.video.requestVideoFrameCallback(look);
    else setTimeout(look, 60);
  }

  async #look(session: Session): Promise<void> {
    const picture = await regionOf(session.video);
    if (picture && this.#session === session) this.#weigh(session, await session.decoder.decode(picture));
    this.#nextFrame(session);
  }

  #weigh(session: Session, reads: Awaited<ReturnType<Decoder['decode']>>): void {
    if (this.#session !== session) return;
    const verdict = judgeFrame(reads, { live: true, luhn14: session.options.luhn14 ?? false });
    if (!verdict) return;
    if (!verdict.ok) return session.options.onRejected?.(verdict.reason);
    const { state, scan } = takeRead(this.#agreement, verdict.text, performance.now());
    this.#agreement = state;
    if (scan !== null) session.onRead({ text: scan, format: verdict.format });
  }
}

/** The region of interest of the picture now shown, never scaled; null before there is one. */
async function regionOf(video: HTMLVideoElement): Promise<ImageBitmap | null> {
  const { videoWidth: width, videoHeight: height } = video;
  if (!width || !height || document.hidden) return null;
  const cut = [
    REGION.left * width,
    REGION.top * height,
    REGION.width * width,
    REGION.height * height,
  ] as const;
  const [left, top, wide, high] = cut.map(Math.round) as [number, number, number, number];
  return createImageBitmap(video, left, top, wide, high).catch(() => null);
}
