import type { PermissionId } from './permission-ids';
import type { ConditionCode, PartialNeed, Permission } from './permission-shape';
import { isPermissionId, PERMISSIONS } from './permissions';

/** All that a search station may ever do, whatever its generic account was granted. */
export const KIOSK_CEILING: ReadonlySet<PermissionId> = new Set<PermissionId>(['catalogue.search']);

/** A generic account is an anonymous search identity: it may search and nothing else, on any device. */
const GENERIC_CEILING: ReadonlySet<PermissionId> = new Set<PermissionId>(['catalogue.search']);

export interface AccessContext {
  readonly account: 'personal' | 'generic';
  /** False once the account is switched off or past its Until day. */
  readonly enabled: boolean;
  /** True when the request comes from an enrolled search station. */
  readonly kiosk: boolean;
  /** Conditions that hold for this account and district. */
  readonly conditions: ReadonlySet<ConditionCode>;
}

export type DenialReason =
  | { readonly code: 'disabled' | 'kiosk-ceiling' | 'generic-account'; readonly needs: null }
  | { readonly code: 'condition-unmet'; readonly needs: { readonly conditions: readonly ConditionCode[] } }
  | {
      readonly code: 'missing-dependency';
      readonly needs: { readonly mode: 'allOf' | 'anyOf'; readonly permissions: readonly PermissionId[] };
    };

export interface DeniedPermission {
  readonly permission: PermissionId;
  readonly reason: DenialReason;
}

/** A permission in force of which one part stays closed. */
export interface LimitedPermission extends PartialNeed {
  readonly of: PermissionId;
}

export interface EffectivePermissions {
  readonly allowed: ReadonlySet<PermissionId>;
  /** Granted but not in force, each with its first reason; permissions never granted are not listed. */
  readonly denied: readonly DeniedPermission[];
  readonly limited: readonly LimitedPermission[];
}

/**
 * The rights that take effect: the union of the levels' grants, cut by the account's ceilings, minus what its
 * conditions or (transitively) its dependencies do not support.
 * @param grants one list of permission ids per access level; strings outside the catalogue are ignored, so that a
 *   level stored by another version never breaks a sign-in.
 */
export function effectivePermissions(
  grants: Iterable<Iterable<string>>,
  context: AccessContext,
): EffectivePermissions {
  const granted = catalogueRowsOf(grants);
  const denied = new Map<PermissionId, DenialReason>();
  for (const row of granted) {
    const reason = ceilingReason(row.id, context) ?? conditionReason(row, context);
    if (reason) denied.set(row.id, reason);
  }
  const allowed = new Set(granted.map((row) => row.id).filter((id) => !denied.has(id)));
  removeUnsupported(granted, allowed, denied);
  return {
    allowed,
    denied: [...denied].map(([permission, reason]) => ({ permission, reason })),
    limited: limitsOf(granted, allowed, context),
  };
}

function catalogueRowsOf(grants: Iterable<Iterable<string>>): readonly Permission[] {
  const ids = new Set<PermissionId>();
  for (const level of grants) for (const id of level) if (isPermissionId(id)) ids.add(id);
  return PERMISSIONS.filter((row) => ids.has(row.id));
}

function ceilingReason(id: PermissionId, context: AccessContext): DenialReason | null {
  if (!context.enabled) return { code: 'disabled', needs: null };
  if (context.kiosk && !KIOSK_CEILING.has(id)) return { code: 'kiosk-ceiling', needs: null };
  if (context.account === 'generic' && !GENERIC_CEILING.has(id))
    return { code: 'generic-account', needs: null };
  return null;
}

function conditionReason(row: Permission, context: AccessContext): DenialReason | null {
  const conditions = row.conditions.filter((condition) => !context.conditions.has(condition));
  return conditions.length ? { code: 'condition-unmet', needs: { conditions } } : null;
}

function dependencyReason(row: Permission, allowed: ReadonlySet<PermissionId>): DenialReason | null {
  const { allOf, anyOf } = row.dependencies;
  const missing = allOf.filter((id) => !allowed.has(id));
  if (missing.length) return { code: 'missing-dependency', needs: { mode: 'allOf', permissions: missing } };
  if (anyOf.length && !anyOf.some((id) => allowed.has(id)))
    return { code: 'missing-dependency', needs: { mode: 'anyOf', permissions: anyOf } };
  return null;
}

/** Each pass may leave others without support, so it repeats until a pass removes nothing. */
function removeUnsupported(
  granted: readonly Permission[],
  allowed: Set<PermissionId>,
  denied: Map<PermissionId, DenialReason>,
): void {
  for (let removed = true; removed;) {
    removed = false;
    for (const row of granted) {
      const reason = allowed.has(row.id) ? dependencyReason(row, allowed) : null;
      if (!reason) continue;
      allowed.delete(row.id);
      denied.set(row.id, reason);
      removed = true;
    }
  }
}

function limitsOf(
  granted: readonly Permission[],
  allowed: ReadonlySet<PermissionId>,
  context: AccessContext,
): readonly LimitedPermission[] {
  const isMet = (need: PartialNeed): boolean =>
    (!need.permission || allowed.has(need.permission)) &&
    (!need.condition || context.conditions.has(need.condition));
  return granted
    .filter((row) => allowed.has(row.id))
    .flatMap((row) => row.parts.filter((need) => !isMet(need)).map((need) => ({ of: row.id, ...need })));
}
