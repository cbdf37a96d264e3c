/** `query=` and `q=` of a request. */
import type { InventoryQuery } from '../../managed-objects/query/query.ts';
import { both } from '../../managed-objects/query/query.ts';
import { parseQuery } from '../../managed-objects/query/parse-query.ts';
import type { ObjectQuery } from '../../managed-objects/object-filter.ts';
import { readyQuery } from '../../flows/inventory-query.ts';
import type { DeviceRequest } from './route.ts';

/** `q=` is `query=` for devices only. */
function devicesOnly(query: InventoryQuery): InventoryQuery {
  return { ...query, filter: both({ kind: 'has', paths: [['c8y_IsDevice']] }, query.filter) };
}

/**
 * What a request's query means, for its caller; undefined when it has none. With both parameters both hold.
 * @throws ExpectedError 'invalid' naming the position where it cannot be read.
 */
export function requestedQuery(request: DeviceRequest): ObjectQuery | undefined {
  const [all, devices] = [request.query.get('query'), request.query.get('q')];
  if (all === null && devices === null) return undefined;
  const one = parseQuery(all ?? '');
  const other = devices === null ? null : devicesOnly(parseQuery(devices));
  const query = other ? { filter: both(one.filter, other.filter), order: [...one.order, ...other.order] } : one;
  return readyQuery(request, query);
}
