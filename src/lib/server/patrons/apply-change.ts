import type * as v from 'valibot';
import { v7 as uuid } from 'uuid';
import type { ContactInput, PatronChangeById } from '$lib/contracts/patrons';
import { BASE_ACCESS_LEVEL } from '$lib/domain/access/permission-shape';
import type { PatronFields } from '$lib/domain/patrons/patron';
import type { KeptContact } from './patron-statements';

type Wanted = Omit<v.InferOutput<typeof PatronChangeById>, 'id' | 'password' | 'fields'>;
type Contacts = readonly (v.InferOutput<typeof ContactInput> | KeptContact)[];

/** Contacts keep their ids where they are this patron's own; others get new ones. */
const keptContacts = (contacts: Contacts, own: readonly KeptContact[]): KeptContact[] =>
  contacts.map((contact) =>
    keptContact(
      contact,
      own.find(({ id }) => id === contact.id),
    ),
  );

function keptContact(contact: Contacts[number], before: KeptContact | undefined): KeptContact {
  const notices = contact.notices === undefined ? before?.notices : contact.notices;
  return {
    id: before?.id ?? uuid(),
    name: contact.name,
    relation: contact.relation,
    email: contact.email ?? null,
    phone: contact.phone ?? null,
    receivesNotices: contact.receivesNotices,
    notices: notices ?? null,
  };
}

const given = (wanted: Wanted): Partial<PatronFields> =>
  Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined));

/** The primary site is one of the sites: the one named, the one it was, else the first. */
function primarySite(wanted: string | null | undefined, before: string | null, siteIds: readonly string[]) {
  if (wanted !== undefined && wanted !== null) return wanted;
  return before !== null && siteIds.includes(before) ? before : (siteIds[0] ?? null);
}

/**
 * The record as it is after a request: what is given replaces, what is absent stays. Everybody enabled is in Library
 * Users, whether the request says so or not (Infiniti: "All patrons must be in Library Users").
 */
export function applyChange(
  before: PatronFields,
  ownContacts: readonly KeptContact[],
  wanted: Wanted,
): PatronFields & { contacts: readonly KeptContact[] } {
  const merged = { ...before, ...given(wanted) };
  const siteIds = [...new Set(merged.siteIds)];
  const levels = merged.enabled ? [BASE_ACCESS_LEVEL, ...merged.accessLevelIds] : merged.accessLevelIds;
  return {
    ...merged,
    siteIds,
    primarySiteId: primarySite(wanted.primarySiteId, before.primarySiteId, siteIds),
    libraryGroupIds: [...new Set(merged.libraryGroupIds)],
    accessLevelIds: [...new Set(levels)].sort(),
    contacts: keptContacts(wanted.contacts ?? ownContacts, ownContacts),
  };
}

/** Names of the fields that differ, for the audit; values stay out of it. */
export const changedFields = (before: PatronFields, after: PatronFields): string[] =>
  (Object.keys(after) as (keyof PatronFields)[]).filter(
    (key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]),
  );
