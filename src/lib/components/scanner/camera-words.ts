import type { CameraView } from '$lib/client/scanner/camera-view.svelte';
import type { ScannerProblem } from '$lib/client/scanner/scanner';
import type { RejectedRead } from '$lib/domain/scanning/symbology';
import { m } from '$lib/paraglide/messages.js';

const PROBLEM_WORDS: Readonly<Record<ScannerProblem, () => string>> = {
  insecure: m.scanner_problem_insecure,
  unsupported: m.scanner_problem_unsupported,
  denied: m.scanner_problem_denied,
  no_camera: m.scanner_problem_no_camera,
  busy: m.scanner_problem_busy,
  lost: m.scanner_problem_lost,
  no_decoder: m.scanner_problem_no_decoder,
  failed: m.scanner_problem_failed,
};

const REJECTED_WORDS: Readonly<Record<RejectedRead, () => string>> = {
  empty: m.scanner_rejected_empty,
  too_short: m.scanner_rejected_too_short,
  check_digit: m.scanner_rejected_check_digit,
};

export const problemWords = (problem: ScannerProblem): string => PROBLEM_WORDS[problem]();

/** The line under the preview: what the camera does, or what it made of the last code. */
export function statusWords(view: CameraView): string {
  if (view.phase === 'starting') return m.scanner_starting();
  if (view.rejected) return REJECTED_WORDS[view.rejected]();
  if (view.lastRead !== null) return m.scanner_read({ code: view.lastRead });
  return m.scanner_looking();
}
