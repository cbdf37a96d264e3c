/** Operations the caller may see, with who they are for. */
import { ExpectedError } from '#contract/errors.ts';
import { parseId } from '#contract/wire.ts';

import { agentsAbove, lookedAfterBy } from '../managed-objects/agent-store.ts';
import type { ExternalId } from '../managed-objects/external-id.ts';
import { externalIdsOfAll } from '../managed-objects/external-id-store.ts';
import { objectNames } from '../managed-objects/managed-object-store.ts';
import { countOperations, findOperation, listOperations, type OperationFilter, type OperationRow } from '../operations/operation-store.ts';
import { mayTouch, requireTouch, scopeOf, type Scoped } from './device-scope.ts';
import type { OpenTenant } from './open-tenant.ts';

export interface OperationView {
  row: OperationRow;
  /** The agent that has to take it; undefined when nothing above the device is one. */
  agentId: number | undefined;
  /** For lists; undefined when the device has no name. */
  deviceName?: string;
  /** For what an agent asks for. */
  externalIds?: ExternalId[];
}

export function noSuchOperation(id: string | number): ExpectedError {
  return new ExpectedError('not-found', `Finding operation from database failed : No operation for gid '${String(id).slice(0, 40)}'!`);
}

/** @throws ExpectedError 'not-found', also when its device is not the caller's. */
export function requireOperation(request: Scoped, id: string): OperationRow {
  const operationId = parseId(id);
  const row = operationId === null ? undefined : request.tenant.database.readFirst(findOperation(operationId));
  if (!row || !mayTouch(request, row.managed_object_id)) throw noSuchOperation(id);
  return row;
}

/** Ids of what an agent takes operations for: itself and what hangs on it. @throws ExpectedError 'not-found'. */
function requireAgent(request: Scoped, agentId: string): number[] {
  const id = requireTouch(request, agentId);
  return [id, ...request.tenant.database.read(lookedAfterBy(id)).map((row) => row.id)];
}

function common(lists: readonly (readonly number[])[]): number[] | undefined {
  const [first, ...others] = lists;
  const sets = others.map((ids) => new Set(ids));
  return first?.filter((id) => sets.every((set) => set.has(id)));
}

/**
 * Ids of the devices a list of operations is about.
 * @param deviceId that device alone, or null.
 * @param agentId that agent with all it looks after, or null.
 * @returns undefined = all of the tenant.
 * @throws ExpectedError 'not-found' when a named one is not there or not the caller's.
 */
export function operationDevices(request: Scoped, deviceId: string | null, agentId: string | null): number[] | undefined {
  const scope = scopeOf(request);
  const lists = [
    ...(scope ? [scope] : []),
    ...(deviceId === null ? [] : [[requireTouch(request, deviceId)]]),
    ...(agentId === null ? [] : [requireAgent(request, agentId)]),
  ];
  return common(lists);
}

/** The nearest agent of each device that has one. */
function agentsOf(tenant: OpenTenant, deviceIds: readonly number[]): Map<number, number> {
  const found = tenant.database.read(agentsAbove(deviceIds)).sort((a, b) => b.depth - a.depth || b.id - a.id);
  return new Map(found.map(({ of, id }) => [of, id]));
}

function namesOf(tenant: OpenTenant, deviceIds: readonly number[]): Map<number, string> {
  const named = tenant.database.read(objectNames(deviceIds));
  return new Map(named.flatMap(({ id, name }) => (name === null ? [] : [[id, name]])));
}

function externalIdsOf(tenant: OpenTenant, deviceIds: readonly number[]): Map<number, ExternalId[]> {
  const found = new Map<number, ExternalId[]>(deviceIds.map((id) => [id, []]));
  for (const { managed_object_id: id, type, external_id: externalId } of tenant.database.read(externalIdsOfAll(deviceIds))) {
    found.get(id)?.push({ type, externalId });
  }
  return found;
}

/** One operation with its agent. */
export function viewOperation(tenant: OpenTenant, row: OperationRow): OperationView {
  return { row, agentId: agentsOf(tenant, [row.managed_object_id]).get(row.managed_object_id) };
}

/** Operations of a list. @param withExternalIds say what the devices call themselves, as agents need. */
export function viewOperations(tenant: OpenTenant, rows: readonly OperationRow[], withExternalIds: boolean): OperationView[] {
  const deviceIds = [...new Set(rows.map((row) => row.managed_object_id))];
  const agents = agentsOf(tenant, deviceIds);
  const names = namesOf(tenant, deviceIds);
  const externalIds = withExternalIds ? externalIdsOf(tenant, deviceIds) : undefined;
  return rows.map((row) => ({
    row,
    agentId: agents.get(row.managed_object_id),
    deviceName: names.get(row.managed_object_id),
    externalIds: externalIds?.get(row.managed_object_id),
  }));
}

export function operationPage(
  tenant: OpenTenant,
  filter: OperationFilter,
  newestFirst: boolean,
  limit: number,
  offset: number,
): OperationRow[] {
  return tenant.database.readPage(listOperations(filter, newestFirst, limit, offset));
}

export function operationTotal(tenant: OpenTenant, filter: OperationFilter): number {
  return tenant.database.readFirst(countOperations(filter))?.total ?? 0;
}
