/** Managed objects with as much of their surroundings as a request asks for. */
import type { JsonObject } from '#contract/wire.ts';

import { viewObjects, type ManagedObjectView } from '../../flows/managed-object-reads.ts';
import { childKinds, type ManagedObjectRow } from '../../managed-objects/managed-object-store.ts';
import { composeManagedObject, type WireOptions } from './managed-object-wire.ts';
import { queryFlag } from './paging.ts';
import type { DeviceRequest } from './route.ts';

/** Groups are asset parents; `withGroups` asks for these alone. */
function parentKinds(query: URLSearchParams): WireOptions['parentKinds'] {
  if (queryFlag(query, 'withParents')) return childKinds;
  return queryFlag(query, 'withGroups') ? ['asset'] : [];
}

function wireOptions(query: URLSearchParams): WireOptions {
  return {
    withReferences: queryFlag(query, 'withChildren', true),
    withNames: !queryFlag(query, 'skipChildrenNames'),
    withCount: queryFlag(query, 'withChildrenCount'),
    parentKinds: parentKinds(query),
  };
}

/** Objects as their request wants them, and the options to compose them with. */
export function requestedViews(request: DeviceRequest, rows: readonly ManagedObjectRow[]): { views: ManagedObjectView[]; options: WireOptions } {
  const options = wireOptions(request.query);
  const withChildren = options.withReferences || options.withCount;
  return { views: viewObjects(request, rows, { withChildren, withParents: options.parentKinds.length > 0 }), options };
}

/** Objects on the wire as their request wants them. */
export function wireAll(request: DeviceRequest, rows: readonly ManagedObjectRow[]): JsonObject[] {
  const { views, options } = requestedViews(request, rows);
  return views.map((view) => composeManagedObject(request.baseUrl, view, options));
}
