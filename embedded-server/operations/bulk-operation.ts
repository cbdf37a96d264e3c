/** A bulk operation: one command for every device of a group, one device after another. Pure. */
import { ExpectedError } from '#contract/errors.ts';
import type { OperationStatus } from '#contract/operations.ts';
import { parseInstant } from '#contract/time.ts';
import { parseId, requireFields, requireJsonObject, requireText, type JsonObject } from '#contract/wire.ts';

import { parseCommand, type OperationContent } from './operation.ts';

/** How far it is. `scheduled`: nothing created yet; `created`: nothing left to create. */
export type BulkStage = 'scheduled' | 'creating' | 'created' | 'canceled';

export type Command = Omit<OperationContent, 'deviceId'>;

/** Which devices: those of a group, or those on which an earlier bulk operation failed. */
export type BulkTarget = { groupId: number } | { failedParentId: number };

export interface BulkContent {
  target: BulkTarget;
  startMs: number;
  /** Between one device and the next. */
  rampMs: number;
  command: Command;
  note: string | null;
}

/** What a PUT changes. */
export type BulkChanges = Partial<Pick<BulkContent, 'startMs' | 'rampMs' | 'command' | 'note'>>;

/** Operations of a bulk operation by status, and devices that have none yet. */
export type BulkCounts = Record<OperationStatus, number> & { waiting: number };

const maxRampSeconds = 24 * 60 * 60;
const maxNoteLength = 10_000;

function invalid(message: string): ExpectedError {
  return new ExpectedError('invalid', message);
}

function requireStart(value: unknown): number {
  const startMs = typeof value === 'string' ? parseInstant(value) : null;
  if (startMs === null) throw invalid("'startDate' must be a date and time with zone");
  return startMs;
}

/** Seconds on the wire, number or text. @returns ms. */
function requireRamp(value: unknown): number {
  const text = typeof value === 'number' ? String(value) : value;
  const seconds = typeof text === 'string' && /^\d{1,6}(\.\d{1,9})?$/.test(text) ? Number(text) : NaN;
  if (seconds >= 0 && seconds <= maxRampSeconds) return Math.round(seconds * 1000);
  throw invalid(`'creationRamp' must be a number of seconds from 0 to ${maxRampSeconds}`);
}

function optionalNote(value: unknown): string | null {
  return value === null || value === undefined || value === '' ? null : requireText(value, 'note', maxNoteLength);
}

function parseTarget(body: JsonObject): BulkTarget {
  if (body['failedParentId'] === undefined) requireFields(body, ['groupId']);
  const groupId = parseId(body['groupId']);
  const failedParentId = parseId(body['failedParentId']);
  if (failedParentId !== null) return { failedParentId };
  if (groupId !== null) return { groupId };
  throw invalid("'groupId' must be the id of a group, or 'failedParentId' that of a bulk operation");
}

/** What a POST says. @throws ExpectedError 'invalid' naming what is missing or wrong. */
export function parseBulkOperation(body: unknown): BulkContent {
  const bulk = requireJsonObject(body, 'a bulk operation');
  const target = parseTarget(bulk);
  requireFields(bulk, ['startDate', 'creationRamp', 'operationPrototype']);
  return {
    target,
    startMs: requireStart(bulk['startDate']),
    rampMs: requireRamp(bulk['creationRamp']),
    command: parseCommand(bulk['operationPrototype']),
    note: optionalNote(bulk['note']),
  };
}

/** What a PUT says; the target never changes. @throws ExpectedError 'invalid'. */
export function parseBulkChanges(body: unknown): BulkChanges {
  const { startDate, creationRamp, operationPrototype, note } = requireJsonObject(body, 'a bulk operation');
  return {
    ...(startDate !== undefined && { startMs: requireStart(startDate) }),
    ...(creationRamp !== undefined && { rampMs: requireRamp(creationRamp) }),
    ...(operationPrototype !== undefined && { command: parseCommand(operationPrototype) }),
    ...(note !== undefined && { note: optionalNote(note) }),
  };
}

function sameCommand(a: Command, b: Command): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Clients send back all they read, so what is the same as before is no change. */
function isAnother({ startMs, command }: BulkChanges, before: Pick<BulkContent, 'startMs' | 'command'>): boolean {
  return (startMs !== undefined && startMs !== before.startMs) || (command !== undefined && !sameCommand(command, before.command));
}

/**
 * A bulk operation after a PUT. What has begun can only be made faster or slower.
 * @throws ExpectedError 'invalid' when start or command can no longer change.
 */
export function applyBulkChanges<Bulk extends Omit<BulkContent, 'target'>>(before: Bulk, stage: BulkStage, changes: BulkChanges): Bulk {
  const begun = stage !== 'scheduled';
  if (begun && isAnother(changes, before)) throw invalid('This bulk operation has begun: its start and its command cannot change');
  if (begun) return { ...before, rampMs: changes.rampMs ?? before.rampMs, note: changes.note === undefined ? before.note : changes.note };
  return { ...before, ...changes };
}

/** The longest a tick is late while all is well; what is later than that was held up and is not made up for. */
const lateMs = 2_000;

/**
 * How many devices get their operation now, and when the next does. Time the core was down is not made up
 * for in a burst: the ramp is there to spare the network.
 * @param nextMs when the next one was due.
 * @param most how many may be created at once.
 */
export function dueOperations(nextMs: number, rampMs: number, nowMs: number, most: number): { count: number; nextMs: number } {
  if (nowMs < nextMs) return { count: 0, nextMs };
  if (rampMs === 0) return { count: most, nextMs: nowMs };
  const sinceMs = Math.max(nextMs, nowMs - lateMs);
  const count = Math.min(most, Math.floor((nowMs - sinceMs) / rampMs) + 1);
  return { count, nextMs: sinceMs + count * rampMs };
}

function unfinished({ waiting, PENDING, EXECUTING }: BulkCounts): number {
  return waiting + PENDING + EXECUTING;
}

/** Cumulocity's `status`. */
export function bulkStatus(stage: BulkStage, counts: BulkCounts): 'ACTIVE' | 'IN_PROGRESS' | 'COMPLETED' | 'DELETED' {
  if (stage === 'canceled') return 'DELETED';
  if (stage === 'scheduled') return 'ACTIVE';
  return stage === 'created' && unfinished(counts) === 0 ? 'COMPLETED' : 'IN_PROGRESS';
}

export type BulkGeneralStatus = 'SCHEDULED' | 'EXECUTING' | 'EXECUTING_WITH_ERROR' | 'SUCCESSFUL' | 'FAILED' | 'CANCELED';

/** Cumulocity's `generalStatus`: what people are shown. A group without devices is no success. */
export function bulkGeneralStatus(stage: BulkStage, counts: BulkCounts): BulkGeneralStatus {
  switch (bulkStatus(stage, counts)) {
    case 'DELETED':
      return 'CANCELED';
    case 'ACTIVE':
      return 'SCHEDULED';
    case 'IN_PROGRESS':
      return counts.FAILED > 0 ? 'EXECUTING_WITH_ERROR' : 'EXECUTING';
    case 'COMPLETED':
      return counts.FAILED > 0 || counts.SUCCESSFUL === 0 ? 'FAILED' : 'SUCCESSFUL';
  }
}

/** Cumulocity's `progress`; devices that still wait for their operation count as pending. */
export function bulkProgress(counts: BulkCounts): Record<'all' | 'pending' | 'executing' | 'successful' | 'failed', number> {
  const { waiting, PENDING, EXECUTING, SUCCESSFUL, FAILED } = counts;
  return {
    all: waiting + PENDING + EXECUTING + SUCCESSFUL + FAILED,
    pending: waiting + PENDING,
    executing: EXECUTING,
    successful: SUCCESSFUL,
    failed: FAILED,
  };
}
