/** What one version of a rule has otherwise than the one before, down to the numbers. Pure. */
import type { RuleDraft } from '#contract/rules.ts';

import { changedParts, type RulePart } from './rule-changes.ts';

/** A slot that is told with its new content, or a part that is only named. */
export type RuleDifference =
  | { kind: 'text'; part: 'name' | 'text'; to: string }
  | { kind: 'enabled'; to: boolean }
  | { kind: 'severity'; to: RuleDraft['severity'] }
  | { kind: 'number'; part: 'limit' | 'deadband' | 'change'; from: number; to: number }
  | { kind: 'duration'; part: 'forMs' | 'clearForMs' | 'withinMs'; from: number; to: number }
  | { kind: 'part'; part: RulePart };

const numbers = ['limit', 'deadband', 'change'] as const;
const durations = ['forMs', 'clearForMs', 'withinMs'] as const;

function numberOf(condition: RuleDraft['condition'], name: string): number | undefined {
  const value = (condition as Record<string, unknown>)[name];
  return typeof value === 'number' ? value : undefined;
}

/** Slots of the same kind of condition; another kind or direction is named as a whole. */
function conditionDifferences(before: RuleDraft['condition'], after: RuleDraft['condition']): RuleDifference[] {
  const direction = (condition: RuleDraft['condition']) => ('direction' in condition ? condition.direction : null);
  const whole: RuleDifference[] = [{ kind: 'part', part: 'condition' }];
  if (before.kind !== after.kind || direction(before) !== direction(after)) return whole;
  const changed = <Part extends string>(parts: readonly Part[]) =>
    parts.flatMap((part) => {
      const [from, to] = [numberOf(before, part), numberOf(after, part)];
      return from !== undefined && to !== undefined && from !== to ? [{ part, from, to }] : [];
    });
  const found: RuleDifference[] = [
    ...changed(numbers).map((difference) => ({ kind: 'number' as const, ...difference })),
    ...changed(durations).map((difference) => ({ kind: 'duration' as const, ...difference })),
  ];
  return found.length > 0 ? found : whole;
}

/** The differences in the sentence's order. */
export function ruleDifferences(before: RuleDraft, after: RuleDraft): RuleDifference[] {
  return changedParts(before, after).flatMap((part): RuleDifference[] => {
    switch (part) {
      case 'name':
      case 'text':
        return [{ kind: 'text', part, to: after[part] }];
      case 'enabled':
        return [{ kind: 'enabled', to: after.enabled }];
      case 'severity':
        return [{ kind: 'severity', to: after.severity }];
      case 'condition':
        return conditionDifferences(before.condition, after.condition);
      default:
        return [{ kind: 'part', part }];
    }
  });
}
