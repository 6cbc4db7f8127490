import type { PermissionId } from '../access/permission-ids';
import type { Reason, ReasonCode } from '../shared/decision';
import type { ActorFacts, OverrideRequest } from './facts';

/** Lifts blocks of patrons, limits and copies ("Can Override blocks"). */
export const OVERRIDE_BLOCKS: PermissionId = 'circulation.overrideBlocks';
/** Gives a due day by hand. */
export const SPECIAL_DUE_DATE: PermissionId = 'circulation.specialDueDate';

/** One reason that was lifted, to be recorded on its own with who did it and why. */
export interface AppliedOverride {
  /** The reason as it stood, with its rule, limit and figures. */
  lifted: Reason;
  /** What the person at the desk wrote; empty for a plain confirmation. */
  reason: string;
  /** The permission that was used; null for a confirmation, which needs none. */
  permission: string | null;
}

/** True when the actor holds the permission. */
export function holdsPermission(actor: ActorFacts, permission: string): boolean {
  const { permissions } = actor;
  return 'has' in permissions ? permissions.has(permission) : permissions.includes(permission);
}

/**
 * Lifts what was asked to be lifted. A `confirm` is lifted by naming its code; a `refuse` needs its permission and a
 * reason in words. One request lifts every reason of its code, and each of them is listed on its own. A request that
 * can't lift leaves the reason standing and adds why: `override-reason-missing` or `override-not-permitted`.
 * Requests for codes that do not apply (any more) are ignored.
 */
export function applyOverrides(
  reasons: readonly Reason[],
  overrides: readonly OverrideRequest[] | undefined,
  actor: ActorFacts,
): { reasons: Reason[]; overridden: AppliedOverride[] } {
  const left: Reason[] = [];
  const overridden: AppliedOverride[] = [];
  const refused = new Map<ReasonCode, Reason>();
  for (const reason of reasons) {
    const request = overrides?.find((override) => override.code === reason.code);
    if (!request || reason.severity === 'note') {
      left.push(reason);
      continue;
    }
    const obstacle = obstacleTo(reason, request, actor);
    if (obstacle === null) {
      overridden.push({ lifted: reason, reason: request.reason.trim(), permission: permissionFor(reason) });
    } else {
      left.push(reason);
      refused.set(reason.code, obstacle);
    }
  }
  return { reasons: [...left, ...refused.values()], overridden };
}

/** True when the request would lift a reason of this code that is open to this permission. */
export function wouldLift(
  code: ReasonCode,
  permission: string,
  overrides: readonly OverrideRequest[] | undefined,
  actor: ActorFacts,
): boolean {
  const request = overrides?.find((override) => override.code === code);
  return request !== undefined && request.reason.trim() !== '' && holdsPermission(actor, permission);
}

function permissionFor(reason: Reason): string | null {
  return reason.severity === 'confirm' ? null : (reason.overridableBy ?? null);
}

function obstacleTo(reason: Reason, request: OverrideRequest, actor: ActorFacts): Reason | null {
  if (reason.severity === 'confirm') return null;
  const permission = reason.overridableBy;
  if (!permission) return obstacle('override-not-permitted', reason.code);
  if (!holdsPermission(actor, permission)) return obstacle('override-not-permitted', reason.code, permission);
  return request.reason.trim() === '' ? obstacle('override-reason-missing', reason.code) : null;
}

function obstacle(code: ReasonCode, of: ReasonCode, permission?: string): Reason {
  return { code, severity: 'refuse', details: permission ? { code: of, permission } : { code: of } };
}
