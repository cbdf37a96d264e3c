/**
 * A measurement taken apart for storing, and put together again: plain samples become columns of a shape with
 * a list of doubles, whatever else was posted is kept as it came (`extras`).
 */
import { ExpectedError } from '#contract/errors.ts';
import { earliestTimeMs, formatInstant, latestTimeMs, parseInstant } from '#contract/time.ts';

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

type JsonObject = Record<string, unknown>;

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

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function invalid(message: string): ExpectedError {
  return new ExpectedError('invalid', message);
}

function requireMandatory(body: JsonObject): void {
  const missing = ['source', 'time', 'type'].filter((name) => body[name] === undefined || body[name] === null);
  if (missing.length > 0) throw invalid(`Following mandatory fields should be included: ${missing.join(',')}`);
}

/** Id out of `{"source":{"id":"12"}}`; numbers are taken too. */
export function parseSourceId(source: unknown): number {
  const id = isObject(source) ? source['id'] : undefined;
  const text = typeof id === 'number' ? String(id) : id;
  if (typeof text !== 'string' || !/^\d{1,15}$/.test(text)) throw invalid("'source.id' must be the id of a managed object");
  return Number(text);
}

/** A device's own time: an instant between 1970 and 2099. */
export function parseDeviceTime(time: unknown): number {
  const timeMs = typeof time === 'string' ? parseInstant(time) : null;
  if (timeMs === null) throw invalid("'time' must be a date and time with zone, such as 2026-11-19T14:32:08.000+02:00");
  if (timeMs < earliestTimeMs || timeMs > latestTimeMs) throw invalid("'time' must lie between 1970 and 2099");
  return timeMs;
}

function parseType(type: unknown): string {
  if (typeof type !== 'string' || type === '' || type.length > maxNameLength) {
    throw invalid(`'type' must be a text of 1 to ${maxNameLength} characters`);
  }
  return type;
}

function requireName(name: string): void {
  if (name === '' || name.length > maxNameLength || forbiddenInNames.test(name)) {
    throw invalid(`'${name.slice(0, 60)}' is no valid fragment or series name: no blanks and none of . , * [ ] ( ) @ $`);
  }
}

function requireValue(value: unknown, path: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw invalid(`'${path}.value' must be a finite number`);
  const size = Math.abs(value);
  if (Number.isInteger(value) && size > largestExact && size < exponentFrom) {
    throw invalid(`'${path}.value' is an integer beyond 2^53 and could not be stored exactly`);
  }
  return value;
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
  const { value, unit } = sample;
  parts.samples.push(requireValue(value, `${fragment}.${series}`));
  parts.columns.push([fragment, series, typeof unit === 'string' ? unit : null]);
  return rest(sample, typeof unit === 'string' ? ['value', 'unit'] : ['value']);
}

/** Take the samples out of one fragment; what remains of it goes to the extras. */
function takeFragment(parts: Parts, name: string, content: unknown): void {
  if (!isObject(content)) {
    parts.extras[name] = content;
    return;
  }
  const remaining = emptyObject();
  let found = false;
  for (const [series, sample] of Object.entries(content)) {
    if (isObject(sample) && 'value' in sample) {
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
  if (!isObject(body)) throw invalid('a measurement must be a JSON object');
  requireMandatory(body);
  const parts: Parts = { columns: [], samples: [], extras: emptyObject() };
  for (const [name, content] of Object.entries(body)) {
    if (!platformKeys.has(name)) takeFragment(parts, name, content);
  }
  return {
    sourceId: parseSourceId(body['source']),
    timeMs: parseDeviceTime(body['time']),
    type: parseType(body['type']),
    columns: parts.columns,
    samples: parts.samples,
    extras: Object.keys(parts.extras).length > 0 ? parts.extras : null,
  };
}

/** Measurements out of a posted body: one, or `{"measurements":[…]}`. */
export function parseMeasurements(body: unknown, collection: boolean): ParsedMeasurement[] {
  if (!collection) return [parseMeasurement(body)];
  const list = isObject(body) ? body['measurements'] : undefined;
  if (!Array.isArray(list) || list.length === 0) throw invalid("'measurements' must be a list of at least one measurement");
  return list.map((entry) => parseMeasurement(entry));
}

/** Whether a body means a collection, for clients that send plain application/json. */
export function looksLikeCollection(body: unknown): boolean {
  return isObject(body) && Array.isArray(body['measurements']) && body['source'] === undefined;
}

function mergeExtras(fragments: JsonObject, extras: JsonObject): void {
  for (const [name, content] of Object.entries(extras)) {
    const known = fragments[name];
    if (!isObject(known) || !isObject(content)) fragments[name] = content;
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
