/** Which rules look at a value. Pure. */
import type { RuleDraft, RuleScope } from '#contract/rules.ts';

export interface WatchedValue {
  deviceId: string;
  /** The groups the device is in, those around them included. */
  groupIds: readonly string[];
  fragment: string;
  series: string;
}

function covers(scope: RuleScope, { deviceId, groupIds }: WatchedValue): boolean {
  switch (scope.kind) {
    case 'all':
      return true;
    case 'device':
      return scope.deviceId === deviceId;
    case 'group':
      return groupIds.includes(scope.groupId);
  }
}

/** Whether a rule looks at a value; silence rules look at the device, not at its values. */
export function watches({ scope, series }: Pick<RuleDraft, 'scope' | 'series'>, value: WatchedValue): boolean {
  return series !== null && series.fragment === value.fragment && series.series === value.series && covers(scope, value);
}
