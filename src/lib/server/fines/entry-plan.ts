import { v7 as uuid } from 'uuid';
import type { Fine } from '$lib/contracts/fines';
import type { NewEntry } from '$lib/domain/fines/ledger';
import type { FineFacts } from '$lib/domain/fines/types';
import type { Decision, Reason } from '$lib/domain/shared/decision';
import { notFound, refused } from '../app-error';
import type { AuditEntry, ChangePlan } from '../change';
import { assertPatronInScope } from '../patrons/read-scope';
import { readDistrict } from '../sites/read-district';
import type { Context } from '../use-case';
import { entriesOf, fineById, fineFacts, insertEntries, touchFine } from './queries';
import { fineAnswer } from './read-fines';
import { tillSite } from './read-till-site';
import { TILL_SUBJECT } from './till-queries';

/** A reason whose amounts can be told as money. */
export const inCurrency = (currency: string) => (reason: Reason) => ({
  ...reason,
  details: { ...reason.details, currency },
});

interface Detail {
  method?: string;
  reason?: string;
  siteId?: string | undefined;
  till?: string | undefined;
}

/** What the cash-up knows of money that moved beside its entry: at which till; the audit says from which device. */
export const tillTrace = (
  entry: { id: string; patronId: string; amount: number; method: string | null },
  till: string | undefined,
): AuditEntry => ({
  subjectType: TILL_SUBJECT,
  subjectId: entry.id,
  details: {
    ...{ patronId: entry.patronId, amount: entry.amount, method: entry.method },
    ...(till ? { till } : {}),
  },
});

/** Decides on a fine's ledger as it stands and plans the one entry that follows. */
export async function planEntry(
  context: Context,
  id: string,
  decide: (fine: FineFacts) => Decision<NewEntry>,
  detail: Detail,
): Promise<ChangePlan<Fine>> {
  const { read } = context.database;
  const found = await fineById(read, id);
  if (!found) throw notFound();
  await assertPatronInScope(read, context.actor, found.row.patronId);
  const { currency } = await readDistrict(read);
  const decision = decide(await fineFacts(read, found.row));
  if (!decision.allowed) throw refused(decision.reasons.map(inCurrency(currency)));
  const entry = {
    id: uuid(),
    fineId: id,
    patronId: found.row.patronId,
    type: decision.value.kind,
    amount: decision.value.amount,
    method: detail.method ?? null,
    reason: detail.reason ?? '',
    siteId: (await tillSite(context, detail.siteId)) ?? found.row.siteId,
    actorId: context.actor.patronId,
    at: context.now,
  };
  return {
    guards: [{ table: 'fine', id, rev: found.row.rev }],
    statements: [...insertEntries(read, [entry]), touchFine(read, id)],
    audit: [
      {
        subjectType: 'fine',
        subjectId: id,
        details: { type: entry.type, amount: entry.amount, patronId: entry.patronId },
      },
      ...(entry.method ? [tillTrace(entry, detail.till)] : []),
    ],
    answer: fineAnswer(found, [...(await entriesOf(read, [id])), entry], currency),
  };
}
