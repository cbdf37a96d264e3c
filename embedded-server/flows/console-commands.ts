/** Commands to devices as the console sends and shows them. */
import { canceledReason, type CommandState, type ConsoleCommand } from '#contract/operations.ts';
import { ExpectedError } from '#contract/errors.ts';
import { parseId, type JsonObject } from '#contract/wire.ts';

import { first } from '../db/unit.ts';
import { cancelOperation, parseCommand } from '../operations/operation.ts';
import { countOperations, findOperation, listOperations, type OperationRow } from '../operations/operation-store.ts';
import { findObject } from '../managed-objects/managed-object-store.ts';
import { noSuchObject } from './device-scope.ts';
import type { OpenTenant } from './open-tenant.ts';
import { noSuchOperation } from './operation-reads.ts';
import { createOperation, storeState, stateOf, tellOfOperations } from './operation-writes.ts';

function stateWord({ status, expired, failure_reason: reason, sent_ms: sentMs }: OperationRow): CommandState {
  if (status === 'PENDING') return sentMs === null ? 'waits' : 'sent';
  if (status === 'EXECUTING') return 'running';
  if (status === 'SUCCESSFUL') return 'done';
  if (expired === 1) return 'expired';
  return reason === canceledReason ? 'canceled' : 'failed';
}

/** Fragments that go beside a command without being one. */
const beside: ReadonlySet<string> = new Set(['externalSource']);

function kindOf(fragments: JsonObject): string {
  const names = Object.keys(fragments);
  return names.find((name) => !beside.has(name)) ?? names[0] ?? '';
}

function commandOf(row: OperationRow): ConsoleCommand {
  const fragments = JSON.parse(row.fragments) as JsonObject;
  const ended = row.status === 'SUCCESSFUL' || row.status === 'FAILED';
  return {
    id: String(row.id),
    deviceId: String(row.managed_object_id),
    kind: kindOf(fragments),
    fragments,
    description: row.description,
    state: stateWord(row),
    createdMs: row.created_ms,
    sentMs: row.sent_ms,
    endedMs: ended ? row.updated_ms : null,
    expiresMs: row.expires_ms,
    failureReason: row.failure_reason,
  };
}

function requireDevice(tenant: OpenTenant, deviceId: string): number {
  const id = parseId(deviceId);
  if (id === null || !tenant.database.readFirst(findObject(id))) throw noSuchObject(deviceId);
  return id;
}

/** A device's commands, the newest first. @throws ExpectedError 'not-found'. */
export function listCommands(tenant: OpenTenant, deviceId: string, limit: number): { commands: ConsoleCommand[]; total: number } {
  const filter = { devices: [requireDevice(tenant, deviceId)] };
  const rows = tenant.database.readPage(listOperations(filter, true, limit, 0));
  return { commands: rows.map(commandOf), total: tenant.database.readFirst(countOperations(filter))?.total ?? rows.length };
}

export interface CommandDraft {
  fragments: JsonObject;
  description?: string | undefined;
  expiresMs?: number | undefined;
}

function requireFuture(expiresMs: number | undefined, nowMs: number): number | null {
  if (expiresMs === undefined) return null;
  if (expiresMs > nowMs) return expiresMs;
  throw new ExpectedError('invalid', 'A command cannot expire before it is sent', { fields: { expiresMs: 'in the past' } });
}

/** @throws ExpectedError 'not-found', 'invalid' when nothing says what to do. */
export async function sendCommand(tenant: OpenTenant, deviceId: string, draft: CommandDraft, by: string): Promise<ConsoleCommand> {
  const id = requireDevice(tenant, deviceId);
  const { fragments } = parseCommand(draft.fragments);
  const expiresMs = requireFuture(draft.expiresMs, tenant.clock.now());
  const content = { deviceId: id, description: draft.description || null, expiresMs, fragments };
  return commandOf(await createOperation(tenant, content, by));
}

/** @throws ExpectedError 'not-found', 'conflict' when the device has taken it meanwhile or it has ended. */
export async function cancelCommand(tenant: OpenTenant, commandId: string, by: string): Promise<ConsoleCommand> {
  const id = parseId(commandId);
  if (id === null) throw noSuchOperation(commandId);
  const row = await tenant.database.write(function* () {
    const before = yield* first(findOperation(id));
    if (!before) throw noSuchOperation(id);
    if (before.status !== 'PENDING') throw new ExpectedError('conflict', 'The device has taken this command already');
    tellOfOperations(tenant);
    return yield* storeState(tenant, before, cancelOperation(stateOf(before)), by);
  });
  return commandOf(row);
}
