/** What a rule's sentence applies to, from what the core lists. Pure. */
import type { ConsoleSeries } from '#contract/measurements.ts';

import type { RuleForm, SeriesName } from '../../rules/rule-form.ts';

export interface WatchedSeries {
  /** Series the rule looks at, by device name; as many as are known. */
  series: ConsoleSeries[];
  /** Devices it applies to; undefined while not known. */
  devices: number | undefined;
  /** There may be more than are counted. */
  atLeast: boolean;
}

export interface Listed {
  /** Series of the site, or of the one device; undefined while on their way. */
  series: readonly ConsoleSeries[] | undefined;
  /** The core lists no more series than these. */
  isCut: boolean;
  names: readonly (SeriesName & { devices: number })[] | undefined;
  /** Ids of the devices in the group, or of all; `total` counts those not listed too. */
  members: { ids: ReadonlySet<string>; total: number } | undefined;
}

type Sentence = Pick<RuleForm, 'verb' | 'scope' | 'series'>;

const isNamed = (name: SeriesName | null) => (one: SeriesName): boolean =>
  name !== null && one.fragment === name.fragment && one.series === name.series;

/** The series and the number of devices a sentence is about. */
export function watchedSeries({ verb, scope, series: name }: Sentence, { series, isCut, names, members }: Listed): WatchedSeries {
  if (verb === 'silent') return { series: [], devices: scope.kind === 'device' ? 1 : members?.total, atLeast: false };
  const named = (series ?? []).filter(isNamed(name)).sort((one, other) => one.deviceName.localeCompare(other.deviceName));
  if (scope.kind === 'device') return { series: named, devices: series && named.length, atLeast: false };
  if (scope.kind === 'all') return { series: named, devices: names && (names.find(isNamed(name))?.devices ?? 0), atLeast: false };
  const inGroup = named.filter(({ deviceId }) => members?.ids.has(deviceId));
  const mayMiss = isCut || (members !== undefined && members.total > members.ids.size);
  return { series: inGroup, devices: series && members && inGroup.length, atLeast: mayMiss };
}
