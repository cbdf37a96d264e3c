/** Events as the wire shows them. */
import { formatInstant } from '#contract/time.ts';
import type { JsonObject } from '#contract/wire.ts';

import type { EventRow } from '../../events/event-store.ts';
import { eventUrl, managedObjectUrl } from './links.ts';

export function eventBody(baseUrl: string, row: EventRow): JsonObject {
  return {
    ...(JSON.parse(row.fragments) as JsonObject),
    id: String(row.id),
    self: eventUrl(baseUrl, row.id),
    source: { id: String(row.managed_object_id), self: managedObjectUrl(baseUrl, row.managed_object_id) },
    type: row.type,
    text: row.text,
    time: formatInstant(row.time_ms),
    creationTime: formatInstant(row.created_ms),
    lastUpdated: formatInstant(row.updated_ms),
  };
}
