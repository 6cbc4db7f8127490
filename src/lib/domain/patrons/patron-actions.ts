import type { PermissionId } from '../access/permission-ids';
import type { PatronKind } from './patron';

export interface PatronActor {
  /** The actor's effective permissions. */
  readonly permissions: ReadonlySet<PermissionId>;
  /** The actor's own patron record, if it has one. */
  readonly patronId: string | null;
}

export interface PatronTarget {
  readonly id: string;
  readonly kind: PatronKind;
  readonly enabled: boolean;
}

export type PatronActionId =
  | 'open-status'
  | 'check-out'
  | 'place-hold'
  | 'add-fine'
  | 'add-note'
  | 'edit'
  | 'set-password'
  | 'enable'
  | 'disable'
  | 'merge'
  | 'enrol-kiosk'
  | 'delete';

/** Why an action is shown but can't be used; the screen says it instead of greying the button silently. */
export type ActionRefusal =
  | { readonly code: 'not-permitted'; readonly permission: PermissionId }
  | { readonly code: 'generic-patron' | 'own-record' | 'patron-disabled' };

export interface PatronAction {
  readonly id: PatronActionId;
  readonly permission: PermissionId;
  /** Keyboard shortcut in `aria-keyshortcuts` form; with Alt, so that a wedge scanner never triggers one. */
  readonly shortcut: string | null;
  readonly refusal: ActionRefusal | null;
}

type RefusalCode = Exclude<ActionRefusal['code'], 'not-permitted'>;

interface ActionRule {
  readonly id: PatronActionId;
  readonly permission: PermissionId;
  readonly shortcut?: string;
  /** Left out of the list altogether where it makes no sense. */
  readonly shownFor?: (patron: PatronTarget) => boolean;
  readonly refusedBy?: readonly RefusalCode[];
}

const isGeneric = (patron: PatronTarget): boolean => patron.kind === 'generic';

const RULES: readonly ActionRule[] = [
  { id: 'open-status', permission: 'patrons.viewStatus', shortcut: 'Alt+S', refusedBy: ['generic-patron'] },
  {
    id: 'check-out',
    permission: 'circulation.checkOut',
    shortcut: 'Alt+O',
    refusedBy: ['generic-patron', 'patron-disabled'],
  },
  {
    id: 'place-hold',
    permission: 'holds.placeForOthers',
    shortcut: 'Alt+H',
    refusedBy: ['generic-patron', 'patron-disabled'],
  },
  { id: 'add-fine', permission: 'fines.add', refusedBy: ['generic-patron'] },
  { id: 'add-note', permission: 'patrons.editNotes', shortcut: 'Alt+N', refusedBy: ['generic-patron'] },
  { id: 'edit', permission: 'patrons.edit', shortcut: 'Alt+E' },
  { id: 'set-password', permission: 'patrons.editLogins' },
  { id: 'enable', permission: 'patrons.edit', shownFor: (patron) => !patron.enabled },
  {
    id: 'disable',
    permission: 'patrons.edit',
    shownFor: (patron) => patron.enabled,
    refusedBy: ['own-record'],
  },
  { id: 'merge', permission: 'patrons.merge', refusedBy: ['generic-patron'] },
  {
    id: 'enrol-kiosk',
    permission: 'kiosk.administer',
    shownFor: isGeneric,
    refusedBy: ['patron-disabled'],
  },
  { id: 'delete', permission: 'patrons.delete', refusedBy: ['own-record'] },
];

/**
 * What the actor can do with a patron, in the order of toolbar and menu, each with its permission and, where it can't
 * be used, the reason. A courtesy of the screen: the use case refuses by itself.
 */
export function patronActions(actor: PatronActor, patron: PatronTarget): readonly PatronAction[] {
  return RULES.filter((rule) => rule.shownFor?.(patron) ?? true).map((rule) => ({
    id: rule.id,
    permission: rule.permission,
    shortcut: rule.shortcut ?? null,
    refusal: refusalOf(rule, actor, patron),
  }));
}

function refusalOf(rule: ActionRule, actor: PatronActor, patron: PatronTarget): ActionRefusal | null {
  if (!actor.permissions.has(rule.permission)) return { code: 'not-permitted', permission: rule.permission };
  const applies: Readonly<Record<RefusalCode, boolean>> = {
    'generic-patron': isGeneric(patron),
    'own-record': actor.patronId === patron.id,
    'patron-disabled': !patron.enabled,
  };
  const code = rule.refusedBy?.find((candidate) => applies[candidate]);
  return code ? { code } : null;
}
