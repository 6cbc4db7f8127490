import { deskFieldOf } from '$lib/domain/patrons/card-codes';
import {
  planChanges,
  UNIQUE_CHANGE_FIELDS,
  wantedValues,
  type ChangeFacts,
  type ChangeRules,
  type Outcome,
  type OwnField,
  type Owners,
  type Proposal,
} from '$lib/domain/patrons/plan-changes';
import { activeMatchFields } from '../auth/provider-queries';
import type { Reader } from '../db/client';
import { administratorIds } from '../patrons/queries';
import { ownersOf, ownValueOwners } from './people-queries';

async function factsOf(
  read: Reader,
  proposals: readonly Proposal[],
  today: string,
  ownFields: readonly OwnField[],
): Promise<ChangeFacts> {
  const unique = ownFields.filter((field) => field.unique).map(({ id }) => id);
  const [administrators, matchFields, own, ...owners] = await Promise.all([
    administratorIds(read, today),
    activeMatchFields(read),
    Promise.all(
      unique.map(async (id) => {
        const field = deskFieldOf(id);
        return [field, await ownValueOwners(read, id, wantedValues(proposals, field))] as const;
      }),
    ),
    ...UNIQUE_CHANGE_FIELDS.map((field) => ownersOf(read, field, wantedValues(proposals, field))),
  ]);
  const [username, barcode, adminSystemId] = owners as [
    Map<string, string>,
    Map<string, string>,
    Map<string, string>,
  ];
  return {
    owners: { ...Object.fromEntries(own), username, barcode, adminSystemId },
    ownFields,
    administratorIds: administrators,
    matchFields,
  };
}

/** Decides about proposals on what the database holds now. */
export async function planPeople(
  read: Reader,
  proposals: readonly Proposal[],
  rules: ChangeRules,
  ownFields: readonly OwnField[],
): Promise<{ outcomes: readonly Outcome[]; owners: Owners }> {
  const facts = await factsOf(read, proposals, rules.today, ownFields);
  return { outcomes: planChanges(proposals, rules, facts), owners: facts.owners };
}
