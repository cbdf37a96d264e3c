/**
 * Devices registered many at a time by a CSV file, one a line. Pure: what the file says of each.
 * https://cumulocity.com/api/core/#operation/postBulkNewDeviceRequestCollectionResource
 */
import { parse } from 'csv-parse/sync';

import { ExpectedError } from '#contract/errors.ts';
import { isStorableText, type JsonObject } from '#contract/wire.ts';

import type { ExternalId } from './external-id.ts';
import type { ObjectContent } from './managed-object.ts';

export const maxBulkRows = 5_000;
const maxColumns = 100;
const maxText = 1_000;
/** A password is kept as a plain hash, as long random secrets may be; one that could be guessed may not. */
export const minSecretLength = 16;

export interface BulkDevice {
  kind: 'device';
  /** Line of the file, from 1. */
  line: number;
  id: string;
  /** What the device will sign in with; null = it fetches a secret by itself once it is accepted. */
  secret: string | null;
  content: ObjectContent;
  externalIds: ExternalId[];
  /** Names of the groups it is in, outermost first. */
  path: string[];
}

/** A line that makes no sense. */
export interface BulkFault {
  kind: 'fault';
  line: number;
  id: string;
  reason: string;
}

const known = ['ID', 'CREDENTIALS', 'TYPE', 'NAME', 'ICCID', 'IDTYPE', 'PATH', 'SHELL', 'AUTH_TYPE'];

/** The separator that the head of the file has most of. */
function delimiterOf(text: string): string {
  const head = text.split(/\r?\n/, 1)[0] ?? '';
  const count = (sign: string) => head.split(sign).length;
  return [';', ',', '\t'].reduce((most, sign) => (count(sign) > count(most) ? sign : most));
}

interface Line {
  record: string[];
  info: { lines: number };
}

function linesOf(text: string): Line[] {
  try {
    const options = { bom: true, delimiter: delimiterOf(text), info: true, relax_column_count: true, skip_empty_lines: true, trim: true, max_record_size: 64 * 1024 };
    return parse(text, options) as unknown as Line[];
  } catch (error) {
    throw new ExpectedError('invalid', `The file is no CSV: ${error instanceof Error ? error.message.slice(0, 200) : 'it cannot be read'}`);
  }
}

function headOf(lines: readonly Line[]): string[] {
  const head = (lines[0]?.record ?? []).map((name) => (known.includes(name.toUpperCase()) ? name.toUpperCase() : name));
  if (!head.includes('ID')) throw new ExpectedError('invalid', "The file needs a head line with a column 'ID'");
  if (head.length > maxColumns || new Set(head).size < head.length) throw new ExpectedError('invalid', `A file has at most ${maxColumns} columns, each once`);
  if (lines.length - 1 > maxBulkRows) throw new ExpectedError('too-large', `At most ${maxBulkRows} devices in one file`);
  return head;
}

class Fault extends Error {}

function scalar(text: string): unknown {
  return text === 'true' || text === 'false' ? text === 'true' : text;
}

/** `a.b` = x becomes `{a: {b: x}}`. */
function place(fragments: JsonObject, name: string, value: unknown): void {
  const steps = name.split('.');
  const last = steps.pop() ?? '';
  let holder = fragments;
  for (const step of [...steps, last]) if (step === '' || ['__proto__', 'constructor', 'prototype'].includes(step)) throw new Fault(`'${name.slice(0, 60)}' is no name of a property`);
  for (const step of steps) {
    const next = holder[step] ?? {};
    if (typeof next !== 'object' || next === null) throw new Fault(`'${name.slice(0, 60)}' is given twice, in part and as a whole`);
    holder = (holder[step] = next) as JsonObject;
  }
  holder[last] = value;
}

function fragmentsOf(cells: ReadonlyMap<string, string>): JsonObject {
  const fragments: JsonObject = { c8y_IsDevice: {} };
  if (cells.has('ICCID')) fragments['c8y_Mobile'] = { iccid: cells.get('ICCID') };
  if (cells.get('SHELL') === '1') fragments['c8y_SupportedOperations'] = ['c8y_Command'];
  for (const [name, text] of cells) {
    if (!known.includes(name) && !name.startsWith('external-')) place(fragments, name, scalar(text));
  }
  return fragments;
}

function externalIdsOf(id: string, cells: ReadonlyMap<string, string>): ExternalId[] {
  const others = [...cells].filter(([name]) => name.startsWith('external-')).map(([name, externalId]) => ({ type: name.slice('external-'.length), externalId }));
  return [{ type: cells.get('IDTYPE') ?? 'c8y_Serial', externalId: id }, ...others];
}

function secretOf(cells: ReadonlyMap<string, string>): string | null {
  if (!/^(BASIC)?$/i.test(cells.get('AUTH_TYPE') ?? '')) throw new Fault('AUTH_TYPE can only be BASIC');
  const secret = cells.get('CREDENTIALS') ?? null;
  if (secret !== null && secret.length < minSecretLength) throw new Fault(`CREDENTIALS must have at least ${minSecretLength} characters`);
  return secret;
}

function deviceOf(id: string, line: number, cells: ReadonlyMap<string, string>): BulkDevice {
  if (id === '' || id.length > 200) throw new Fault('ID must have 1 to 200 characters');
  for (const text of cells.values()) if (text.length > maxText || !isStorableText(text)) throw new Fault(`A value has more than ${maxText} characters or is no well-formed text`);
  const secret = secretOf(cells);
  const path = (cells.get('PATH') ?? '').split('/').map((name) => name.trim()).filter((name) => name !== '');
  if (secret === null && path.length > 0) throw new Fault('PATH needs CREDENTIALS: a device that registers by itself is put into its group afterwards');
  const content = { name: cells.get('NAME') ?? id, type: cells.get('TYPE') ?? null, fragments: fragmentsOf(cells) };
  return { kind: 'device', line, id, secret, content, externalIds: externalIdsOf(id, cells), path };
}

function rowOf(head: readonly string[], { record, info }: Line): BulkDevice | BulkFault {
  const cells = new Map(head.flatMap((name, index): [string, string][] => (record[index] ? [[name, record[index]]] : [])));
  const id = cells.get('ID') ?? '';
  try {
    if (record.length > head.length) throw new Fault('The line has more columns than the head');
    return deviceOf(id, info.lines, cells);
  } catch (error) {
    if (error instanceof Fault) return { kind: 'fault', line: info.lines, id: id.slice(0, 200), reason: error.message };
    throw error;
  }
}

/** The devices of a file. @throws ExpectedError 'invalid' when it is none, 'too-large'. */
export function parseBulkRegistration(text: string): (BulkDevice | BulkFault)[] {
  const lines = linesOf(text);
  const head = headOf(lines);
  return lines.slice(1).map((line) => rowOf(head, line));
}
