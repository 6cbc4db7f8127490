import type { District } from '$lib/contracts/district';
import type { CirculationRule, CirculationType, LibraryGroup } from '$lib/contracts/rules';
import type { Site } from '$lib/contracts/sites';
import { m } from '$lib/paraglide/messages.js';
import type { RuleScope } from './rule-words';

/** The circulation matrix with everything that its rows speak of. */
export type RuleMatrix = {
  readonly rules: readonly CirculationRule[];
  readonly sites: readonly Site[];
  readonly groups: readonly LibraryGroup[];
  readonly types: readonly CirculationType[];
  readonly district: District;
};

/** A stored row, or one that is being made: it has no id and no number yet. */
export type EditedRule = Omit<CirculationRule, 'id' | 'number'> & { id?: string; number?: number };

export const newRule = (): EditedRule => ({
  siteId: null,
  libraryGroupId: null,
  circulationTypeId: null,
  settings: {},
});

const nameIn = (rows: readonly { id: string; name: string }[], id: string) =>
  rows.find((row) => row.id === id)?.name ?? id;

/** Whom, what and where a row is for, each in its own words; "everybody" where it names nothing. */
export const scopeWords = (
  scope: RuleScope,
  { sites, groups, types }: Omit<RuleMatrix, 'rules' | 'district'>,
) => ({
  group: scope.libraryGroupId ? nameIn(groups, scope.libraryGroupId) : m.settings_every_group(),
  type: scope.circulationTypeId ? nameIn(types, scope.circulationTypeId) : m.settings_every_type(),
  site: scope.siteId ? nameIn(sites, scope.siteId) : m.settings_every_site(),
});

export const scopeText = (scope: RuleScope, matrix: RuleMatrix): string =>
  m.settings_rule_scope(scopeWords(scope, matrix));
