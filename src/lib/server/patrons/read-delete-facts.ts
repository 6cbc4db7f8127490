import { deleteRefusals, type DeleteFacts } from '$lib/domain/patrons/delete-refusals';
import { keptDays } from '$lib/domain/patrons/rollover';
import { allAccessLevels } from '../access/queries';
import type { RefusalReason } from '../app-error';
import type { Reader } from '../db/client';
import { readDistrict } from '../sites/read-district';
import {
  enrolledKiosks,
  loansNotOver,
  otherAdministrators,
  standingOf,
  type PatronParts,
  type PatronRecord,
} from './queries';

/** Who asks, and the instant (ms) and day at which they do. */
export interface Asking {
  actorId: string | null;
  now: number;
  today: string;
  /** Erasure on request does not wait until a leaver's days are over. */
  erases?: boolean;
}

async function deleteFacts(
  read: Reader,
  row: PatronRecord,
  { accessLevelIds }: Pick<PatronParts, 'accessLevelIds'>,
  { actorId, now, today, erases }: Asking,
): Promise<DeleteFacts> {
  const [standing, openLoans, kiosks, administrators, levels, district] = await Promise.all([
    standingOf(read, row.id, now, today),
    loansNotOver(read, row.id),
    enrolledKiosks(read, row.id),
    otherAdministrators(read, row.id, today),
    allAccessLevels(read),
    readDistrict(read),
  ]);
  const governs = levels.some(
    (level) => accessLevelIds.includes(level.id) && level.grants.includes('accessLevels.manage'),
  );
  return {
    openLoans,
    openHolds: standing.holds,
    balance: standing.balance,
    credit: standing.credit,
    lastAdministrator: governs && administrators === 0,
    ownRecord: row.id === actorId,
    enrolledKiosks: kiosks,
    publicSearch: row.publicSearch,
    keptDays: erases ? 0 : keptDays(row.leftOn, today, district.leaverDays),
  };
}

/** Every reason why a patron can't be deleted or erased now, ready to be answered. */
export async function readDeleteRefusals(
  read: Reader,
  row: PatronRecord,
  parts: Pick<PatronParts, 'accessLevelIds'>,
  asking: Asking,
): Promise<RefusalReason[]> {
  const [{ currency }, facts] = await Promise.all([
    readDistrict(read),
    deleteFacts(read, row, parts, asking),
  ]);
  return deleteRefusals(facts).map((refusal) => ({ ...refusal, severity: 'refuse', details: { currency } }));
}
