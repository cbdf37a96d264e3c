import { useTranslation } from 'react-i18next';

import type { RuleForm, RuleProblem, RuleProblems, RuleSlot } from '../../rules/rule-form.ts';

/** What to say at each slot. */
export function useSlotProblems({ verb }: RuleForm, problems: RuleProblems): Partial<Record<RuleSlot, string>> {
  const { t } = useTranslation('rules');
  const wordsFor = (slot: RuleSlot, problem: RuleProblem): string => {
    switch (problem) {
      case 'missing':
        return t(`problem.missing.${slot}`);
      case 'not-a-number':
        return t('problem.notANumber');
      case 'not-positive':
        return t('problem.notPositive');
      case 'wrong-side':
        return verb === 'above' ? t('problem.endsAbove') : t('problem.endsBelow');
    }
  };
  const words: Partial<Record<RuleSlot, string>> = {};
  for (const slot of slots) {
    const problem = problems[slot];
    if (problem) words[slot] = wordsFor(slot, problem);
  }
  return words;
}

const slots: readonly RuleSlot[] = ['series', 'scope', 'limit', 'endLimit', 'change', 'text'];
