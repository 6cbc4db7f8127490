import type { LibraryGroupId } from '../shared/ids';
import type { LocalDate } from '../shared/local-date';
import type { RuleFacts, RuleSetting } from './facts';
import { resolveSetting } from './resolve-rule';

/** Something about a row of the matrix that its author should know; nothing that stops it. */
export type RuleProblem =
  /** It says nothing at all. */
  | { code: 'says-nothing' }
  /** Nobody is in the library group that it is for. */
  | { code: 'nobody' }
  /** A broader row says the same already: without this row nothing would change. */
  | { code: 'repeats'; number: number; settings: RuleSetting[] }
  /** These settings are never used, because another one of the same row goes before them. */
  | { code: 'outdone'; by: RuleSetting; settings: RuleSetting[] }
  /** Its day is over: loans by this row are refused. */
  | { code: 'day-over'; setting: 'fixedDueOn' | 'ceilingOn' };

interface Known {
  rules: readonly RuleFacts[];
  /** Groups that nobody is in. */
  emptyGroups: ReadonlySet<LibraryGroupId>;
  today: LocalDate;
}

const said = ({ settings }: RuleFacts): RuleSetting[] =>
  (Object.keys(settings) as RuleSetting[]).filter((setting) => settings[setting] != null);

/** What is odd about a row, the worst first; empty for a row that does what it looks like. */
export function ruleProblems(rule: RuleFacts, known: Known): RuleProblem[] {
  const group = rule.scope.libraryGroupId;
  const problems: RuleProblem[] = [];
  for (const setting of ['fixedDueOn', 'ceilingOn'] as const) {
    const day = rule.settings[setting];
    if (day != null && day < known.today) problems.push({ code: 'day-over', setting });
  }
  if (group !== null && known.emptyGroups.has(group)) problems.push({ code: 'nobody' });
  if (said(rule).length === 0) problems.push({ code: 'says-nothing' });
  return [...problems, ...outdone(rule), ...repeats(rule, known.rules)];
}

function outdone(rule: RuleFacts): RuleProblem[] {
  const { fixedDueOn, loanHours, loanDays, fineRate } = rule.settings;
  const problems: RuleProblem[] = [];
  const by = fixedDueOn != null ? 'fixedDueOn' : loanHours != null ? 'loanHours' : null;
  const periods = (['loanHours', 'loanDays'] as const).filter((setting) => setting !== by);
  const unused = periods.filter((setting) => ({ loanHours, loanDays })[setting] != null);
  if (by && unused.length > 0) problems.push({ code: 'outdone', by, settings: unused });
  // A unit belongs to the rate of its own row.
  if (rule.settings.fineUnit != null && fineRate == null) {
    problems.push({ code: 'outdone', by: 'fineRate', settings: ['fineUnit'] });
  }
  return problems;
}

/** The settings that would be the same without the row, by the broader row that says them. */
function repeats(rule: RuleFacts, rules: readonly RuleFacts[]): RuleProblem[] {
  const { siteId, libraryGroupId, circulationTypeId } = rule.scope;
  const context = {
    siteId: siteId ?? '',
    libraryGroupIds: libraryGroupId ? [libraryGroupId] : [],
    circulationTypeId,
  };
  const others = rules.filter(({ id }) => id !== rule.id);
  const byNumber = new Map<number, RuleSetting[]>();
  for (const setting of said(rule)) {
    const found = resolveSetting(others, context, setting);
    if (!found || found.value !== rule.settings[setting]) continue;
    byNumber.set(found.rule.number, [...(byNumber.get(found.rule.number) ?? []), setting]);
  }
  return [...byNumber].map(([number, settings]) => ({ code: 'repeats', number, settings }));
}
