import type { SignedIn } from '$lib/contracts/session';
import type { Actor } from '../actor';

/** The actor as the API shows it to itself. */
export const sessionAnswer = (actor: Actor): SignedIn => ({
  actor: {
    kind: actor.kind,
    patronId: actor.patronId,
    name: actor.name,
    siteIds: actor.siteIds,
    permissions: [...actor.permissions].sort(),
  },
});
