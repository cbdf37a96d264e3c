/** /event/events: https://cumulocity.com/api/core/#tag/Events */
import { ExpectedError } from '#contract/errors.ts';
import { optionalTime } from '#contract/wire.ts';

import { parseEvent, parseEventChanges } from '../../events/event.ts';
import type { EventFilter, EventRow } from '../../events/event-store.ts';
import { recordDeletion, recordOf } from '../../flows/audit-reports.ts';
import { requireTouch } from '../../flows/device-scope.ts';
import { eventPage, eventTotal, requireEvent } from '../../flows/event-reads.ts';
import { changeEvent, deleteEvents, deleteOneEvent, recordEvent } from '../../flows/event-writes.ts';
import { onObjects } from './access.ts';
import { eventBody } from './event-wire.ts';
import { eventUrl } from './links.ts';
import { pageReply } from './page-reply.ts';
import { parsePaging, queryFlag, wantsTotal } from './paging.ts';
import type { DeviceReply, DeviceRequest, DeviceRoute } from './route.ts';
import { requestedSources } from './source-query.ts';

const mediaType = 'event';
/** As audit records call it. */
const what = 'Event';

// --- one event

function requested(request: DeviceRequest): EventRow {
  return requireEvent(request, request.params['id'] ?? '');
}

async function record(request: DeviceRequest): Promise<DeviceReply> {
  const posted = parseEvent(request.body);
  const event = { ...posted, sourceId: requireTouch(request, posted.sourceId) };
  const row = await recordEvent(request.tenant, event, request.arrivalMs, request.isApplication);
  return { status: 201, location: eventUrl(request.baseUrl, row.id), body: eventBody(request.baseUrl, row), mediaType };
}

function read(request: DeviceRequest): DeviceReply {
  return { status: 200, body: eventBody(request.baseUrl, requested(request)), mediaType };
}

async function update(request: DeviceRequest): Promise<DeviceReply> {
  const { id } = requested(request);
  const row = await changeEvent(request.tenant, id, parseEventChanges(request.body));
  return { status: 200, body: eventBody(request.baseUrl, row), mediaType };
}

async function remove(request: DeviceRequest): Promise<DeviceReply> {
  await deleteOneEvent(request.tenant, requested(request), recordOf(request, what, 'deleted'));
  return { status: 204 };
}

// --- many

function fragmentOf(query: URLSearchParams): EventFilter['fragment'] {
  const name = query.get('fragmentType');
  const value = query.get('fragmentValue');
  if (name !== null) return { name, value: value ?? undefined };
  if (value !== null) throw new ExpectedError('invalid', 'fragmentValue needs fragmentType beside it');
  return undefined;
}

function filterOf(request: DeviceRequest): EventFilter {
  const { query } = request;
  const time = (name: string) => optionalTime(query.get(name), name);
  return {
    sources: requestedSources(request),
    type: query.get('type') ?? undefined,
    fragment: fragmentOf(query),
    fromMs: time('dateFrom'),
    toMs: time('dateTo'),
    createdFromMs: time('createdFrom'),
    createdToMs: time('createdTo'),
    updatedFromMs: time('lastUpdatedFrom'),
    updatedToMs: time('lastUpdatedTo'),
  };
}

function list(request: DeviceRequest): DeviceReply | Promise<DeviceReply> {
  const { tenant, query } = request;
  const paging = parsePaging(query);
  const filter = filterOf(request);
  const rows = eventPage(tenant, filter, queryFlag(query, 'revert'), paging.pageSize, paging.offset);
  const total = wantsTotal(paging) ? eventTotal(tenant, filter) : undefined;
  const compose = (some: readonly EventRow[]) => some.map((row) => eventBody(request.baseUrl, row));
  return pageReply(request, paging, { name: 'events', mediaType: 'eventcollection', rows, compose, total });
}

const narrowing = ['source', 'type', 'dateFrom', 'dateTo', 'createdFrom', 'createdTo'];

async function removeMany(request: DeviceRequest): Promise<DeviceReply> {
  if (!narrowing.some((name) => request.query.has(name))) {
    throw new ExpectedError('invalid', `At least one of these parameters is needed: ${narrowing.join(', ')}`);
  }
  const filter = filterOf(request);
  await recordDeletion(request, what, request.query);
  await deleteEvents(request.tenant, filter);
  return { status: 204 };
}

const path = '/event/events';
const resource = 'event';
const reading = { resource, access: onObjects('events:read', 'site:read') };
const writing = { resource, access: onObjects('events:write', 'devices:write') };

export const eventRoutes: readonly DeviceRoute[] = [
  { method: 'POST', path, ...writing, handle: record },
  { method: 'GET', path, ...reading, handle: list },
  { method: 'DELETE', path, ...writing, handle: removeMany },
  { method: 'GET', path: `${path}/:id`, ...reading, handle: read },
  { method: 'PUT', path: `${path}/:id`, ...writing, handle: update },
  { method: 'DELETE', path: `${path}/:id`, ...writing, handle: remove },
];
