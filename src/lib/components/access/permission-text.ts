import { isAccessLevelKey } from '$lib/domain/access/access-levels';
import type { DenialReason, LimitedPermission } from '$lib/domain/access/effective';
import type { PermissionId, PermissionSection } from '$lib/domain/access/permission-ids';
import type { PartialNeed, PermissionNote } from '$lib/domain/access/permission-shape';
import { m } from '$lib/paraglide/messages.js';
import { getLocale } from '$lib/paraglide/runtime.js';
import { ACCESS_LEVEL_DESCRIPTIONS, ACCESS_LEVEL_NAMES } from './access-level-names';
import { PERMISSION_LABELS } from './permission-labels';
import { CONDITION_TEXTS, NOTE_TEXTS, PART_TEXTS, SECTION_LABELS } from './permission-remarks';

/** What people call a right, in the language of the page. */
export function permissionLabel(id: PermissionId): string {
  return PERMISSION_LABELS[id]();
}

export function sectionLabel(section: PermissionSection): string {
  return SECTION_LABELS[section]();
}

export function noteText(note: PermissionNote): string {
  return NOTE_TEXTS[note]();
}

/** The name of an access level: translated for shipped levels, as the district wrote it for its own. */
export function accessLevelName(level: { readonly id: string; readonly name: string }): string {
  return isAccessLevelKey(level.id) ? ACCESS_LEVEL_NAMES[level.id]() : level.name;
}

/** What a shipped access level is for; empty for levels that a district made. */
export function accessLevelDescription(id: string): string {
  return isAccessLevelKey(id) ? ACCESS_LEVEL_DESCRIPTIONS[id]() : '';
}

/** Why a granted right has no effect, as a sentence. */
export function denialText(reason: DenialReason): string {
  switch (reason.code) {
    case 'disabled':
      return m.permissions_reason_disabled();
    case 'kiosk-ceiling':
      return m.permissions_reason_kiosk_ceiling();
    case 'generic-account':
      return m.permissions_reason_generic_account();
    case 'condition-unmet':
      return needsCondition(reason.needs.conditions.map((code) => CONDITION_TEXTS[code]()));
    case 'missing-dependency':
      return needsPermissions(reason.needs.mode, reason.needs.permissions);
  }
}

/** Which part of a right stays closed and what would open it. */
export function limitText(limit: LimitedPermission): string {
  return m.permissions_limited({ part: PART_TEXTS[limit.part](), need: needText(limit) });
}

function needText(need: PartialNeed): string {
  if (need.condition) return needsCondition([CONDITION_TEXTS[need.condition]()]);
  return need.permission ? needsPermissions('allOf', [need.permission]) : '';
}

function needsCondition(conditions: readonly string[]): string {
  return m.permissions_reason_needs_condition({ conditions: joined(conditions, 'conjunction') });
}

function needsPermissions(mode: 'allOf' | 'anyOf', ids: readonly PermissionId[]): string {
  const labels = ids.map(permissionLabel);
  return mode === 'allOf'
    ? m.permissions_reason_needs_all({ permissions: joined(labels, 'conjunction') })
    : m.permissions_reason_needs_any({ permissions: joined(labels, 'disjunction') });
}

function joined(parts: readonly string[], type: 'conjunction' | 'disjunction'): string {
  return new Intl.ListFormat(getLocale(), { type }).format(parts);
}
