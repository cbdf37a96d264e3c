/** Readings as the device listener takes them: https://cumulocity.com/api/core/#tag/Measurements */
import { formatInstant } from '#contract/time.ts';

import type { Reading } from './source-rows.ts';
import type { SeriesName, SourceDevice } from './source-sets.ts';

type Fragments = Record<string, Record<string, { value: number; unit: string }>>;

function fragmentsOf(series: readonly SeriesName[], values: readonly number[]): Fragments {
  const fragments: Fragments = {};
  for (const [index, { fragment, series: name, unit }] of series.entries()) {
    const value = values[index];
    if (value !== undefined) (fragments[fragment] ??= {})[name] = { value, unit };
  }
  return fragments;
}

/** The JSON text of a measurement collection. @param shiftMs added to the source times. */
export function collectionBody(
  device: Pick<SourceDevice, 'measurementType' | 'series'>,
  deviceId: string,
  readings: readonly Reading[],
  shiftMs: number,
): string {
  const measurements = readings.map(({ timeMs, values }) => ({
    source: { id: deviceId },
    type: device.measurementType,
    time: formatInstant(timeMs + shiftMs),
    ...fragmentsOf(device.series, values),
  }));
  return JSON.stringify({ measurements });
}
