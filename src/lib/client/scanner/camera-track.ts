import { ScannerError, type ScannerProblem } from './scanner';

/** What cameras can do beyond what the DOM's types know (W3C Image Capture). */
interface CameraCapabilities extends MediaTrackCapabilities {
  readonly torch?: boolean;
  readonly zoom?: { readonly min: number; readonly max: number; readonly step: number };
  readonly focusMode?: readonly string[];
}

const PROBLEM_OF: Readonly<Record<string, ScannerProblem>> = {
  NotAllowedError: 'denied',
  SecurityError: 'denied',
  NotFoundError: 'no_camera',
  OverconstrainedError: 'no_camera',
  NotReadableError: 'busy',
  AbortError: 'busy',
};

/** What rules the camera out before anybody is asked, or null. */
export function cameraProblem(): ScannerProblem | null {
  if (!window.isSecureContext) return 'insecure';
  // Typed as always there; absent in old browsers and in some embedded ones.
  return 'mediaDevices' in navigator ? null : 'unsupported';
}

/**
 * Opens the wished camera at a resolution that linear codes need (they halve at 640 points).
 * A remembered camera that is gone is replaced by the one facing away.
 * @throws ScannerError
 */
export async function askForCamera(deviceId?: string): Promise<MediaStream> {
  try {
    return await open(deviceId ? { deviceId: { exact: deviceId } } : { facingMode: 'environment' });
  } catch (error) {
    const problem = problemOf(error);
    if (deviceId && problem === 'no_camera') return askForCamera();
    throw new ScannerError(problem);
  }
}

function open(which: MediaTrackConstraints): Promise<MediaStream> {
  const video = { ...which, width: { ideal: 1280 }, height: { ideal: 720 } };
  return navigator.mediaDevices.getUserMedia({ video, audio: false });
}

/** The problem that a refused `getUserMedia` stands for. */
export function problemOf(error: unknown): ScannerProblem {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  return PROBLEM_OF[name] ?? 'failed';
}

/** The track's capabilities; none where the browser can't say. */
export function capabilitiesOf(track: MediaStreamTrack): CameraCapabilities {
  return 'getCapabilities' in track ? (track.getCapabilities() as CameraCapabilities) : {};
}

/** Keeps a book in focus while it moves, where the camera offers it. */
export async function focusContinuously(track: MediaStreamTrack): Promise<void> {
  if (!capabilitiesOf(track).focusMode?.includes('continuous')) return;
  const focus = { focusMode: 'continuous' } as MediaTrackConstraintSet;
  await track.applyConstraints({ advanced: [focus] }).catch(() => undefined);
}
