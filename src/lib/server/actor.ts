import type { PermissionId } from '$lib/domain/access/permission-ids';

/** Who asks. `nobody` has no session; a `kiosk` is an enrolled search station; `public` is the district's public search. */
export interface Actor {
  kind: 'nobody' | 'kiosk' | 'public' | 'patron' | 'system';
  /** The patron or generic account; empty for nobody and system. */
  patronId: string;
  /** Name to greet with; empty for anything but a person. */
  name: string;
  /** Sites this actor belongs to, the primary one first, or, for a search identity, may see. */
  siteIds: string[];
  permissions: ReadonlySet<PermissionId>;
  /** The enrolled device that the request came from, if any. */
  deviceId?: string;
  sessionId?: string;
}

export const NOBODY: Actor = { kind: 'nobody', patronId: '', name: '', siteIds: [], permissions: new Set() };

/** Jobs and the clock act as the system: every permission is already checked when a job is queued. */
export const SYSTEM: Actor = { kind: 'system', patronId: '', name: '', siteIds: [], permissions: new Set() };

export const may = (actor: Actor, permission: PermissionId) => actor.permissions.has(permission);
