/** Which sources a list of events or alarms is about: `source`, `withSourceAssets`, `withSourceDevices`. */
import { ExpectedError } from '#contract/errors.ts';

import { sourcesOf } from '../../flows/device-scope.ts';
import type { ChildKind } from '../../managed-objects/managed-object-store.ts';
import { queryFlag } from './paging.ts';
import type { DeviceRequest } from './route.ts';

function kindsBelow(query: URLSearchParams): ChildKind[] {
  const kinds: ChildKind[] = [];
  if (queryFlag(query, 'withSourceAssets')) kinds.push('asset');
  if (queryFlag(query, 'withSourceDevices')) kinds.push('device');
  if (kinds.length > 0 && !query.has('source')) {
    throw new ExpectedError('invalid', 'withSourceAssets and withSourceDevices need source beside them');
  }
  return kinds;
}

/**
 * Ids of the managed objects a request is about.
 * @returns undefined = all of the tenant.
 * @throws ExpectedError 'not-found' when the source is not there or not the caller's.
 */
export function requestedSources(request: DeviceRequest): number[] | undefined {
  return sourcesOf(request, request.query.get('source'), kindsBelow(request.query));
}
