import type { Desk } from '$lib/client/desk/desk.svelte';
import type { DeskResult } from '$lib/client/desk/desk-result';

/** A copy came back damaged from somebody, and the person at the desk may charge for it. */
export const mayCharge = (desk: Desk): boolean =>
  desk.result?.kind === 'in' &&
  desk.result.value.nextAction === 'repair' &&
  desk.result.value.returnedFrom !== undefined &&
  desk.can('fines.add');

/** Notes that the verdict says already. */
const SAID = new Set(['same-copy-renewal']);

export const tellingNotes = <T extends { code: string }>(notes: readonly T[]): T[] =>
  notes.filter((note) => !SAID.has(note.code));

/** What stops the action before what is only told. */
export const stoppingFirst = <T extends { severity: string }>(reasons: readonly T[]): T[] => [
  ...reasons.filter((reason) => reason.severity !== 'note'),
  ...reasons.filter((reason) => reason.severity === 'note'),
];

/** True when the banner has more to say than the verdict and what was scanned. */
export function hasReasons(result: DeskResult | undefined): boolean {
  switch (result?.kind) {
    case 'out':
    case 'renewed':
      return tellingNotes(result.value.notes).length > 0;
    case 'in':
      return result.value.copy !== null || result.queued;
    case 'refused':
    case 'booked':
      return true;
    case 'renewed-all':
      return result.refused.length > 0;
    case 'card':
      return result.patron.alerts.length > 0;
    default:
      return false;
  }
}
