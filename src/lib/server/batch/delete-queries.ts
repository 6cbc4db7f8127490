import { and, count, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Reader } from '../db/client';
import { device } from '../db/schema/auth';
import { loan } from '../db/schema/circulation';
import { fineEntry } from '../db/schema/fines';
import { hold } from '../db/schema/holds';
import { audit } from '../db/schema/operations';

/** What stands on each of these people, for the decision about deleting them. */
export async function standingsOf(read: Reader, ids: string[]) {
  const [loans, holds, money, kiosks] = await read.batch([
    read
      .select({ id: loan.patronId, value: count() })
      .from(loan)
      .where(and(inArray(loan.patronId, ids), isNull(loan.returnedAt)))
      .groupBy(loan.patronId),
    read
      .select({ id: hold.patronId, value: count() })
      .from(hold)
      .where(and(inArray(hold.patronId, ids), isNull(hold.closedAt)))
      .groupBy(hold.patronId),
    read
      .select({ id: fineEntry.patronId, value: sql<number>`sum(${fineEntry.amount})` })
      .from(fineEntry)
      .where(inArray(fineEntry.patronId, ids))
      .groupBy(fineEntry.patronId),
    read
      .select({ id: device.genericPatronId, value: count() })
      .from(device)
      .where(and(inArray(device.genericPatronId, ids), isNull(device.revokedAt)))
      .groupBy(device.genericPatronId),
  ]);
  const of = (rows: { id: string | null; value: number }[]) => {
    const values = new Map(rows.map(({ id, value }) => [id, value]));
    return (id: string) => values.get(id) ?? 0;
  };
  return { openLoans: of(loans), openHolds: of(holds), balance: of(money), enrolledKiosks: of(kiosks) };
}

/** How many people a job has deleted already. */
export async function deletedBy(read: Reader, jobId: string, useCase: string): Promise<number> {
  const [row] = await read
    .select({ people: count() })
    .from(audit)
    .where(and(eq(audit.requestId, jobId), eq(audit.useCase, useCase), eq(audit.subjectType, 'patron')));
  return row?.people ?? 0;
}
