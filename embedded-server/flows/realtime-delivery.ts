/** Takes changes to the wire's real-time clients: which channels a change is told on, and who may hear it. */
import type { TokenPermission } from '#contract/tokens.ts';

import type { OperationRow } from '../operations/operation-store.ts';
import { ancestors } from '../managed-objects/child-store.ts';
import type { Topic } from '../realtime/channel.ts';
import type { RealtimeClient } from '../realtime/realtime-client.ts';
import type { TokenCaller } from '../tenants/caller.ts';
import { isTokenLive } from '../tenants/tokens.ts';
import { isOnWire } from './alarm-from-wire.ts';
import type { Change, ChangeKind } from './change.ts';
import { mayTouch, rootsOf } from './device-scope.ts';
import type { OpenTenant } from './open-tenant.ts';
import { viewOperation } from './operation-reads.ts';
import { noteSent } from './operation-writes.ts';
import type { RealtimeParty } from './realtime-party.ts';

type Client = RealtimeClient<RealtimeParty>;

const topicOf: Record<ChangeKind, Topic> = {
  'managed-object': 'managedobjects',
  measurement: 'measurements',
  event: 'events',
  alarm: 'alarms',
  operation: 'operations',
};

/** What maintenance hides does not exist on the wire. */
function isHidden(change: Change): boolean {
  return change.kind === 'alarm' && change.action !== 'DELETE' && !isOnWire(change.subject);
}

const permissionOf: Record<ChangeKind, TokenPermission> = {
  'managed-object': 'inventory:read',
  measurement: 'measurements:read',
  event: 'events:read',
  alarm: 'alarms:read',
  operation: 'operations:read',
};

/** A token hears of what it may read, and nothing more from the moment it ends. */
function tokenMayHear({ database, clock }: OpenTenant, { tokenId, permissions }: TokenCaller, { kind }: Change): boolean {
  return permissions.includes(permissionOf[kind]) && isTokenLive(database, tokenId, clock.now());
}

/** Whether a client's credential may see what the change is about, as things stand now. */
function mayHear({ party: { caller } }: Client, tenant: OpenTenant, change: Change): boolean {
  if (caller.kind === 'user') return true;
  if (caller.kind === 'bootstrap') return false;
  if (caller.kind === 'token' && !tokenMayHear(tenant, caller, change)) return false;
  const roots = rootsOf(caller);
  if (!roots) return true;
  if (change.action !== 'DELETE' || !change.was) return mayTouch({ caller, tenant }, change.sourceId);
  const { owner, above } = change.was;
  return owner === caller.userName || roots.some((root) => root === change.sourceId || above.includes(root));
}

/** Channels a change is told on, each with the channels that subscribe to it. A unit in a device's place goes on listening by the id it had. */
function* channelsOf(tenant: OpenTenant, topic: Topic, sourceId: number): Generator<[told: string, subscribed: readonly string[]]> {
  const told = `/${topic}/${sourceId}`;
  yield [told, [told, `/${topic}/*`]];
  for (const unitId of tenant.successors.unitsOf(sourceId)) yield [`/${topic}/${unitId}`, [`/${topic}/${unitId}`]];
  const family = `/${topic}WithChildren/`;
  if (!tenant.realtime.hasLike(family)) return;
  yield [`${family}${sourceId}`, [`${family}${sourceId}`, `${family}*`]];
  for (const { id } of tenant.database.read(ancestors(sourceId))) yield [`${family}${id}`, [`${family}${id}`]];
}

/** An operation that reaches its device this way counts as sent. */
function sending(tenant: OpenTenant, { party }: Client, row: OperationRow): (() => void) | undefined {
  if (party.caller.kind !== 'device' || row.status !== 'PENDING') return undefined;
  // A platform that stops meanwhile leaves it unsent; the device asks for it again when it is back.
  return () => void noteSent(tenant, party.caller, [row]).catch(() => undefined);
}

function sentBy(tenant: OpenTenant, client: Client, change: Change): (() => void) | undefined {
  return change.kind === 'operation' && change.action === 'CREATE' ? sending(tenant, client, change.subject) : undefined;
}

function tell(tenant: OpenTenant, change: Change, told: string, subscribed: readonly string[]): void {
  const clients = new Set(subscribed.flatMap((name) => [...tenant.realtime.of(name)]));
  for (const client of clients) {
    if (!mayHear(client, tenant, change)) continue;
    const data = `{"realtimeAction":"${change.action}","data":${client.party.compose(change)}}`;
    tenant.realtime.push(client, { text: `{"channel":"${told}","data":${data}}`, sent: sentBy(tenant, client, change) });
  }
}

/** New operations go to their agents without anything around them. */
function tellAgents(tenant: OpenTenant, change: Change & { kind: 'operation'; action: 'CREATE' | 'UPDATE' }): void {
  const { agentId } = viewOperation(tenant, change.subject);
  const told = new Set<Client>();
  const named = new Set([agentId ?? change.sourceId, change.sourceId]);
  for (const id of [...named].flatMap((one) => [one, ...tenant.successors.unitsOf(one)])) {
    for (const client of tenant.realtime.of(`/${id}`)) {
      if (told.has(client) || !mayHear(client, tenant, change)) continue;
      told.add(client);
      const text = `{"channel":"/${id}","data":${client.party.compose(change)}}`;
      tenant.realtime.push(client, { text, sent: sending(tenant, client, change.subject) });
    }
  }
}

function deliver(tenant: OpenTenant, change: Change): void {
  if (isHidden(change)) return;
  for (const [told, subscribed] of channelsOf(tenant, topicOf[change.kind], change.sourceId)) tell(tenant, change, told, subscribed);
  if (change.kind === 'operation' && change.action === 'CREATE') tellAgents(tenant, change);
}

/** Listen to a tenant's changes for as long as somebody subscribes to any. To be called once, when it is opened. */
export function deliverChanges(tenant: OpenTenant): void {
  let stop: (() => void) | undefined;
  tenant.realtime.watch(() => {
    if (tenant.realtime.areSubscribed) stop ??= tenant.changes.listen((change) => deliver(tenant, change));
    else stop = void stop?.();
  });
}

/** Whether a device, or its agent, listens for operations right now. */
export function isListening({ realtime, successors }: OpenTenant, deviceId: number): boolean {
  const ids = [deviceId, ...successors.unitsOf(deviceId)];
  return ids.some((id) => realtime.of(`/${id}`).size > 0 || realtime.of(`/operations/${id}`).size > 0);
}
