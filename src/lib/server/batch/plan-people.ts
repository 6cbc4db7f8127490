import {
  planChanges,
  UNIQUE_CHANGE_FIELDS,
  wantedValues,
  type ChangeFacts,
  type ChangeRules,
  type Outcome,
  type Proposal,
} from '$lib/domain/patrons/plan-changes';
import type { Reader } from '../db/client';
import { administratorIds, ownersOf } from './people-queries';

async function factsOf(read: Reader, proposals: readonly Proposal[], today: string): Promise<ChangeFacts> {
  const [administrators, ...owners] = await Promise.all([
    administratorIds(read, today),
    ...UNIQUE_CHANGE_FIELDS.map((field) => ownersOf(read, field, wantedValues(proposals, field))),
  ]);
  const [username, barcode, adminSystemId] = owners as [
    Map<string, string>,
    Map<string, string>,
    Map<string, string>,
  ];
  return { owners: { username, barcode, adminSystemId }, administratorIds: administrators };
}

/** Decides about proposals on what the database holds now. */
export async function planPeople(
  read: Reader,
  proposals: readonly Proposal[],
  rules: ChangeRules,
): Promise<{ outcomes: readonly Outcome[]; owners: ChangeFacts['owners'] }> {
  const facts = await factsOf(read, proposals, rules.today);
  return { outcomes: planChanges(proposals, rules, facts), owners: facts.owners };
}
