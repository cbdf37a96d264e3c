/**
 * A measurement taken apart for storing, and put together again: plain samples become columns of a shape with
 * a list of doubles, whatever else was posted is kept as it came (`extras`).
 */
import { ExpectedError } from '#contract/errors.ts';
import { formatInstant } from '#contract/time.ts';
import {
  isJsonObject,
  isStorableText,
  requireDeviceTime,
  requireFields,
  requireJsonObject,
  requireReferenceId,
  requireText,
  type JsonObject,
} from '#contract/wire.ts';

/** One series of a measurement: fragment, series, unit. */
export type Column = readonly [fragment: string, series: string, unit: string | null];

export interface ParsedMeasurement {
  /** Id of the managed object that measured. */
  sourceId: number;
  timeMs: number;
  type: string;
  columns: Column[];
  /** One value a column. */
  samples: number[];
  /** Fragments, or parts of them, that are not `{value, unit}` samples. */
  extras: Record<string, unknown> | null;
}

/** Fragments may be called `constructor`: objects that take names from clients have no prototype. */
function emptyObject(): JsonObject {
  return Object.create(null) as JsonObject;
}

const platformKeys = new Set(['id', 'self', 'source', 'time', 'type']);
const forbiddenInNames = /[\s.,*[\]()@$]/;
const maxNameLength = 256;

/** Largest integer a double holds exactly; plain digits beyond it would be stored as another number. */
const largestExact = Number.MAX_SAFE_INTEGER;
/** From here on numbers are written with an exponent, so nobody meant each digit. */
const exponentFrom = 1e21;

/** @param field the part of the body that is meant. */
function invalid(message: string, field?: string): ExpectedError {
  return new ExpectedError('invalid', message, field === undefined ? {} : { fields: { [field]: 'invalid' } });
}

function requireName(name: string): void {
  if (name === '' || name.length > maxNameLength || forbiddenInNames.test(name) || !isStorableText(name)) {
    throw invalid(`'${name.slice(0, 60)}' is no valid fragment or series name: no blanks and none of . , * [ ] ( ) @ $`, name);
  }
}

function requireValue(value: unknown, path: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw invalid(`'${path}.value' must be a finite number`, `${path}.value`);
  const size = Math.abs(value);
  if (Number.isInteger(value) && size > largestExact && size < exponentFrom) {
    throw invalid(`'${path}.value' is an integer beyond 2^53 and could not be stored exactly`, `${path}.value`);
  }
  return value;
}

/** A unit that is no text, as some devices send it, is kept beside the sample. */
function unitOf({ unit }: JsonObject, path: string): string | null {
  if (typeof unit !== 'string') return null;
  if (unit.length > maxNameLength || !isStorableText(unit)) throw invalid(`'${path}.unit' must be a text of up to ${maxNameLength} characters`, `${path}.unit`);
  return unit;
}

function rest(object: JsonObject, without: readonly string[]): JsonObject | null {
  const entries = Object.entries(object).filter(([key]) => !without.includes(key));
  return entries.length > 0 ? Object.fromEntries(entries) : null;
}

interface Parts {
  columns: Column[];
  samples: number[];
  extras: JsonObject;
}

/** Take one `{value, unit}` out; returns what else the series object holds. */
function takeSample(parts: Parts, fragment: string, series: string, sample: JsonObject): JsonObject | null {
  requireName(fragment);
  requireName(series);
  const path = `${fragment}.${series}`;
  const unit = unitOf(sample, path);
  parts.samples.push(requireValue(sample['value'], path));
  parts.columns.push([fragment, series, unit]);
  return rest(sample, unit === null ? ['value'] : ['value', 'unit']);
}

/** Take the samples out of one fragment; what remains of it goes to the extras. */
function takeFragment(parts: Parts, name: string, content: unknown): void {
  if (!isJsonObject(content)) {
    parts.extras[name] = content;
    return;
  }
  const remaining = emptyObject();
  let found = false;
  for (const [series, sample] of Object.entries(content)) {
    if (isJsonObject(sample) && 'value' in sample) {
      found = true;
      const more = takeSample(parts, name, series, sample);
      if (more) remaining[series] = more;
    } else remaining[series] = sample;
  }
  if (!found || Object.keys(remaining).length > 0) parts.extras[name] = remaining;
}

/**
 * Take a posted measurement apart.
 * @throws ExpectedError 'invalid' naming the field when it is no measurement.
 */
export function parseMeasurement(body: unknown): ParsedMeasurement {
  const posted = requireJsonObject(body, 'a measurement');
  requireFields(posted, ['source', 'time', 'type']);
  const parts: Parts = { columns: [], samples: [], extras: emptyObject() };
  for (const [name, content] of Object.entries(posted)) {
    if (!platformKeys.has(name)) takeFragment(parts, name, content);
  }
  return {
    sourceId: requireReferenceId(posted['source'], 'source'),
    timeMs: requireDeviceTime(posted['time']),
    type: requireText(posted['type'], 'type', maxNameLength),
    columns: parts.columns,
    samples: parts.samples,
    extras: Object.keys(parts.extras).length > 0 ? parts.extras : null,
  };
}

/** Measurements out of a posted body: one, or `{"measurements":[…]}`. */
export function parseMeasurements(body: unknown, collection: boolean): ParsedMeasurement[] {
  if (!collection) return [parseMeasurement(body)];
  const list = isJsonObject(body) ? body['measurements'] : undefined;
  if (!Array.isArray(list) || list.length === 0) throw invalid("'measurements' must be a list of at least one measurement");
  return list.map((entry) => parseMeasurement(entry));
}

/** Whether a body means a collection, for clients that send plain application/json. */
export function looksLikeCollection(body: unknown): boolean {
  return isJsonObject(body) && Array.isArray(body['measurements']) && body['source'] === undefined;
}

function mergeExtras(fragments: JsonObject, extras: JsonObject): void {
  for (const [name, content] of Object.entries(extras)) {
    const known = fragments[name];
    if (!isJsonObject(known) || !isJsonObject(content)) fragments[name] = content;
    else mergeExtras(known, content);
  }
}

/** What was posted, put together again: fragments only. */
export function composeFragments(columns: readonly Column[], samples: ArrayLike<number>, extras: JsonObject | null): JsonObject {
  const fragments = emptyObject();
  columns.forEach(([fragment, series, unit], index) => {
    const value = samples[index];
    const holder = (fragments[fragment] ??= emptyObject()) as JsonObject;
    holder[series] = unit === null ? { value } : { value, unit };
  });
  if (extras) mergeExtras(fragments, extras);
  return fragments;
}

/** A measurement as the wire shows it. */
export function composeMeasurement(
  id: string,
  baseUrl: string,
  stored: { sourceId: number; timeMs: number; type: string; columns: readonly Column[]; samples: ArrayLike<number>; extras: JsonObject | null },
): JsonObject {
  return {
    id,
    self: `${baseUrl}/measurement/measurements/${id}`,
    source: { id: String(stored.sourceId), self: `${baseUrl}/inventory/managedObjects/${stored.sourceId}` },
    time: formatInstant(stored.timeMs),
    type: stored.type,
    ...composeFragments(stored.columns, stored.samples, stored.extras),
  };
}
