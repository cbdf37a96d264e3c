/** Managed objects as the wire shows them. */
import { formatInstant } from '#contract/time.ts';
import type { JsonObject } from '#contract/wire.ts';

import { composeAlarmCounts, composeAvailability } from '../../flows/computed-fragments.ts';
import type { ManagedObjectView, Mention } from '../../flows/managed-object-reads.ts';
import type { ChildKind } from '../../managed-objects/managed-object-store.ts';
import { childrenUrl, managedObjectUrl, type ChildCollection } from './links.ts';

export const childCollections: Record<ChildKind, ChildCollection> = {
  device: 'childDevices',
  asset: 'childAssets',
  addition: 'childAdditions',
};
const parentCollections: Record<ChildKind, string> = {
  device: 'deviceParents',
  asset: 'assetParents',
  addition: 'additionParents',
};
const kinds: readonly ChildKind[] = ['device', 'asset', 'addition'];

export interface WireOptions {
  withReferences: boolean;
  withNames: boolean;
  withCount: boolean;
  /** Which parents are shown; none = not even that there are any. */
  parentKinds: readonly ChildKind[];
}

export const everything: WireOptions = { withReferences: true, withNames: true, withCount: false, parentKinds: kinds };

function mention(baseUrl: string, collection: string, { id, name }: Mention, withNames: boolean): JsonObject {
  return {
    self: `${collection}/${id}`,
    managedObject: { id: String(id), ...(withNames && name !== null && { name }), self: managedObjectUrl(baseUrl, id) },
  };
}

function mentions(baseUrl: string, collection: string, found: Mention[], options: WireOptions): JsonObject {
  return {
    self: collection,
    ...(options.withCount && { count: found.length }),
    ...(options.withReferences && {
      references: found.map((one) => mention(baseUrl, collection, one, options.withNames)),
    }),
  };
}

function composeChildren(baseUrl: string, id: number, children: Mention[], options: WireOptions): JsonObject {
  return Object.fromEntries(
    kinds.map((kind) => {
      const ofKind = children.filter((child) => child.kind === kind);
      return [childCollections[kind], mentions(baseUrl, childrenUrl(baseUrl, id, childCollections[kind]), ofKind, options)];
    }),
  );
}

function composeParents(baseUrl: string, id: number, parents: Mention[], shown: readonly ChildKind[]): JsonObject {
  return Object.fromEntries(
    shown.map((kind) => {
      const ofKind = parents.filter((parent) => parent.kind === kind);
      const collection = `${managedObjectUrl(baseUrl, id)}/${parentCollections[kind]}`;
      return [parentCollections[kind], mentions(baseUrl, collection, ofKind, everything)];
    }),
  );
}

/** An object with all that was read of it. */
export function composeManagedObject(baseUrl: string, view: ManagedObjectView, options = everything): JsonObject {
  const { row, children, parents, availability, connection, activeAlarms } = view;
  return {
    ...view.fragments,
    id: String(row.id),
    self: managedObjectUrl(baseUrl, row.id),
    ...(row.name !== null && { name: row.name }),
    ...(row.type !== null && { type: row.type }),
    owner: row.owner,
    creationTime: formatInstant(row.created_ms),
    lastUpdated: formatInstant(row.updated_ms),
    ...(children && composeChildren(baseUrl, row.id, children, options)),
    ...(parents && composeParents(baseUrl, row.id, parents, options.parentKinds)),
    ...(activeAlarms && { c8y_ActiveAlarmsStatus: composeAlarmCounts(activeAlarms) }),
    ...(availability && { c8y_Availability: composeAvailability(availability) }),
    ...(connection && { c8y_Connection: { status: connection } }),
  };
}

/** A child in its parent's collection. */
export function composeReference(baseUrl: string, parentId: number, kind: ChildKind, child: ManagedObjectView, options = everything): JsonObject {
  const collection = childrenUrl(baseUrl, parentId, childCollections[kind]);
  return { self: `${collection}/${child.row.id}`, managedObject: composeManagedObject(baseUrl, child, options) };
}
