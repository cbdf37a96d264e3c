/** A measurement as the wire shows it, taken apart and held against the form it should have. */
import { z } from 'zod';

import type { SourceOfDevice } from './source-catalogue.ts';

/** A measurement found in the store. */
export interface StoredReading {
  id: string;
  timeMs: number;
  /** In the order of the expected series; NaN where one is missing. */
  values: number[];
  /** What is not as it should be, apart from the values. */
  oddities: string[];
}

const sampleSchema = z.strictObject({ value: z.number(), unit: z.string() });

/** The envelope of a measurement; every other property is a fragment. */
export const measurementSchema = z
  .object({
    id: z.string().regex(/^\d+$/),
    self: z.string(),
    source: z.object({ id: z.string() }),
    time: z.iso.datetime(),
    type: z.string(),
  })
  .catchall(z.record(z.string(), z.unknown()));
export type Measurement = z.infer<typeof measurementSchema>;

/** `fragment.series` to what stands there. */
function samplesOf({ id: _id, self: _self, source: _source, time: _time, type: _type, ...fragments }: Measurement): Map<string, unknown> {
  const paths = Object.entries(fragments).flatMap(([fragment, content]) =>
    Object.entries(content).map(([series, sample]): [string, unknown] => [`${fragment}.${series}`, sample]),
  );
  return new Map(paths);
}

/** Hold a measurement against the form its source gives it. */
export function storedReading(measurement: Measurement, deviceId: string, source: SourceOfDevice): StoredReading {
  const oddities: string[] = [];
  const samples = samplesOf(measurement);
  const values = source.series.map(({ path, unit }) => {
    const sample = sampleSchema.safeParse(samples.get(path)).data;
    if (sample?.unit !== unit) oddities.push(`${path} should be a value in ${unit}`);
    samples.delete(path);
    return sample?.value ?? NaN;
  });
  for (const path of samples.keys()) oddities.push(`${path} was never sent`);
  if (measurement.type !== source.type) oddities.push(`type is '${measurement.type}'`);
  if (measurement.source.id !== deviceId) oddities.push(`belongs to ${measurement.source.id}`);
  return { id: measurement.id, timeMs: Date.parse(measurement.time), values, oddities };
}
