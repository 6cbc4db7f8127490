import type { InStatement } from '@libsql/client';
import type { Reader } from '../../db/client';
import { loan } from '../../db/schema/circulation';
import { fine, fineEntry } from '../../db/schema/fines';
import { hold } from '../../db/schema/holds';
import { nextRev } from '../../db/statement';
import type { DemoDistrict, DemoHold } from '../generate/types';
import { insertRows } from './insert-rows';

const holdValues = ({ expiresOn, ...one }: DemoHold) => ({
  ...one,
  // One day with two meanings: how long a request is wanted, or how long the copy is kept.
  pendingUntil: one.status === 'pending' ? expiresOn : null,
  readyUntil: one.status === 'ready' ? expiresOn : null,
  placedBy: one.patronId,
  rev: nextRev,
});

function fineStatements(read: Reader, demo: DemoDistrict): InStatement[] {
  return [
    ...insertRows(
      read,
      fine,
      demo.fines.map(({ entries, ...one }) => ({ ...one, createdAt: entries[0]?.at ?? 0, rev: nextRev })),
    ),
    ...insertRows(
      read,
      fineEntry,
      demo.fines.flatMap(({ patronId, siteId, entries }) =>
        entries.map(({ id, fineId, kind, amount, at, by, reason }) => ({
          id,
          fineId,
          patronId,
          siteId,
          type: kind,
          amount,
          method: kind === 'payment' ? 'cash' : null,
          reason: reason ?? '',
          actorId: by,
          at,
        })),
      ),
    ),
  ];
}

/** Loans past and present, requests and money. */
export function activityStatements(read: Reader, demo: DemoDistrict): InStatement[] {
  return [
    ...insertRows(
      read,
      loan,
      demo.loans.map((one) => ({ ...one, rev: nextRev })),
    ),
    ...insertRows(read, hold, demo.holds.map(holdValues)),
    ...fineStatements(read, demo),
  ];
}
