import type { ConsoleSeries } from '#contract/measurements.ts';

import { useDevice, useGroups } from '../../devices/device-queries.ts';
import { withAncestors } from '../../devices/group-tree.ts';
import { type ListedRule, useRules } from '../../rules/rule-queries.ts';
import { watches } from '../../rules/rule-watch.ts';

/** The rules that look at a series, by name; undefined while not known. */
export function useWatchingRules({ deviceId, fragment, series }: ConsoleSeries): ListedRule[] | undefined {
  const rules = useRules().data?.rules;
  const groups = useGroups().data?.groups;
  const device = useDevice(deviceId).data;
  if (!rules || !groups || !device) return undefined;
  const groupIds = withAncestors(groups, device.groupId).map(({ id }) => id);
  return rules
    .filter((rule) => watches(rule, { deviceId, groupIds, fragment, series }))
    .sort((one, other) => one.name.localeCompare(other.name));
}
