import type { RuleFacts, RuleSetting } from '$lib/domain/circulation/facts';
import { ruleProblems, type RuleProblem } from '$lib/domain/circulation/rule-problems';
import type { RuleMatrix } from '$lib/components/settings/rule-scope';
import { RULE_SETTING_NAMES } from '$lib/components/settings/rule-setting-names';
import { m } from '$lib/paraglide/messages.js';

const names = (settings: readonly RuleSetting[]) =>
  settings.map((setting) => RULE_SETTING_NAMES[setting]()).join(', ');

function sentence(problem: RuleProblem): string {
  switch (problem.code) {
    case 'says-nothing':
      return m.rules_problem_says_nothing();
    case 'nobody':
      return m.rules_problem_nobody();
    case 'repeats':
      return m.rules_problem_repeats({ number: problem.number, settings: names(problem.settings) });
    case 'outdone':
      return m.rules_problem_outdone({ by: names([problem.by]), settings: names(problem.settings) });
    case 'day-over':
      return m.rules_problem_day_over({ setting: names([problem.setting]) });
  }
}

/** What is odd about a rule, in sentences; empty for one that does what it looks like. */
export function ruleProblemTexts(
  rule: RuleFacts,
  rules: readonly RuleFacts[],
  matrix: RuleMatrix,
  today: string,
) {
  const emptyGroups = new Set(matrix.groups.filter(({ patrons }) => patrons === 0).map(({ id }) => id));
  return ruleProblems(rule, { rules, emptyGroups, today }).map(sentence);
}
