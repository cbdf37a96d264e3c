/** Files: https://cumulocity.com/api/core/#tag/Binaries and, of events, https://cumulocity.com/api/core/#tag/Attachments */
import { parseId, type JsonObject } from '#contract/wire.ts';

import type { BinaryRow } from '../../binaries/binary-store.ts';
import type { EventRow } from '../../events/event-store.ts';
import {
  attachToEvent,
  deleteBinary,
  deleteFileOfEvent,
  dropUpload,
  fileOfEvent,
  readableBinary,
  replaceBinary,
  replaceFileOfEvent,
  requireBinaryObject,
  storeBinary,
  type Upload,
} from '../../flows/binaries.ts';
import { requireEvent } from '../../flows/event-reads.ts';
import { countManagedObjects, listManagedObjects, viewObjects } from '../../flows/managed-object-reads.ts';
import { parseContent } from '../../managed-objects/managed-object.ts';
import type { ManagedObjectRow } from '../../managed-objects/managed-object-store.ts';
import { onObjects } from './access.ts';
import { parseRange } from './byte-range.ts';
import { contentTypeOf, receiveUpload } from './file-upload.ts';
import { objectFilterOf } from './inventory-routes.ts';
import { wireAll } from './inventory-views.ts';
import { binaryUrl, eventBinaryUrl } from './links.ts';
import { composeManagedObject } from './managed-object-wire.ts';
import { collection, parsePaging, wantsTotal } from './paging.ts';
import type { DeviceReply, DeviceRequest, DeviceRoute } from './route.ts';

const mediaType = 'managedobject';

function download({ tenant, header }: DeviceRequest, binary: BinaryRow): DeviceReply {
  const range = parseRange(header('range'), binary.length);
  const { from, to } = range ?? { from: 0, to: binary.length };
  const stream = tenant.binaries.read(binary.sha256, from, to);
  const part = range && { range: `bytes ${from}-${to - 1}/${binary.length}` };
  return { status: range ? 206 : 200, file: { stream, length: to - from, contentType: binary.content_type, fileName: binary.name, ...part } };
}

// --- files that are managed objects

function idOf(request: DeviceRequest): string {
  return request.params['id'] ?? '';
}

function stored(request: DeviceRequest, row: ManagedObjectRow): DeviceReply {
  const [view] = viewObjects(request, [row], { withChildren: true, withParents: false });
  const body = view && composeManagedObject(request.baseUrl, view);
  return { status: 201, location: binaryUrl(request.baseUrl, row.id), body, mediaType };
}

async function upload(request: DeviceRequest): Promise<DeviceReply> {
  const uploaded = await receiveUpload(request, 'file');
  try {
    const content = parseContent(uploaded.object ?? {});
    return stored(request, await storeBinary(request, { ...content, type: content.type ?? uploaded.contentType }, uploaded));
  } catch (error) {
    dropUpload(request.tenant, uploaded.file);
    throw error;
  }
}

async function replace(request: DeviceRequest): Promise<DeviceReply> {
  const row = requireBinaryObject(request, idOf(request));
  return stored(request, await replaceBinary(request, row, await receiveUpload(request, 'file')));
}

function read(request: DeviceRequest): DeviceReply {
  return download(request, readableBinary(request, parseId(idOf(request))));
}

async function remove(request: DeviceRequest): Promise<DeviceReply> {
  await deleteBinary(request, requireBinaryObject(request, idOf(request)));
  return { status: 204 };
}

function list(request: DeviceRequest): DeviceReply {
  const paging = parsePaging(request.query);
  const { query: _, ...given } = objectFilterOf(request);
  const filter = { ...given, fragmentType: 'c8y_IsBinary' };
  const rows = listManagedObjects(request, filter, paging.pageSize, paging.offset);
  const total = wantsTotal(paging) ? countManagedObjects(request, filter) : undefined;
  const body = collection(request, paging, 'managedObjects', wireAll(request, rows), total);
  return { status: 200, body, mediaType: 'managedobjectcollection' };
}

// --- files of events

function eventOf(request: DeviceRequest): EventRow {
  return requireEvent(request, idOf(request));
}

function attached({ baseUrl }: DeviceRequest, event: EventRow, { name, contentType, file }: Upload): DeviceReply {
  const self = eventBinaryUrl(baseUrl, event.id);
  const body: JsonObject = { self, source: String(event.id), name, type: contentType, length: file.length };
  return { status: 201, location: self, body, mediaType: 'eventbinary' };
}

/** What the part `object` says of a file goes before what the part itself says. */
function named(uploaded: Awaited<ReturnType<typeof receiveUpload>>): Upload {
  const { name, type } = parseContent(uploaded.object ?? {});
  return { file: uploaded.file, name: name?.slice(0, 255) ?? uploaded.name, contentType: type === null ? uploaded.contentType : contentTypeOf(type) };
}

async function putOnEvent(request: DeviceRequest, put: typeof attachToEvent): Promise<DeviceReply> {
  const event = eventOf(request);
  const uploaded = await receiveUpload(request, `event-${event.id}`);
  try {
    const whole = named(uploaded);
    await put(request.tenant, event, whole);
    return attached(request, event, whole);
  } catch (error) {
    dropUpload(request.tenant, uploaded.file);
    throw error;
  }
}

async function removeFromEvent(request: DeviceRequest): Promise<DeviceReply> {
  await deleteFileOfEvent(request.tenant, eventOf(request));
  return { status: 204 };
}

const path = '/inventory/binaries';
const eventPath = '/event/events/:id/binaries';
const inventory = { resource: 'inventory' };
const events = { resource: 'event' };
const reading = { ...inventory, access: onObjects('inventory:read', 'site:read') };
const writing = { ...inventory, access: onObjects('inventory:write', 'devices:write') };
const readingEvents = { ...events, access: onObjects('events:read', 'site:read') };
const writingEvents = { ...events, access: onObjects('events:write', 'devices:write') };
const takes = 'stream';

export const binaryRoutes: readonly DeviceRoute[] = [
  { method: 'POST', path, ...writing, takes, handle: upload },
  { method: 'GET', path, ...reading, handle: list },
  { method: 'GET', path: `${path}/:id`, ...reading, handle: read },
  { method: 'PUT', path: `${path}/:id`, ...writing, takes, handle: replace },
  { method: 'DELETE', path: `${path}/:id`, ...writing, handle: remove },
  { method: 'POST', path: eventPath, ...writingEvents, takes, handle: (request) => putOnEvent(request, attachToEvent) },
  { method: 'PUT', path: eventPath, ...writingEvents, takes, handle: (request) => putOnEvent(request, replaceFileOfEvent) },
  { method: 'GET', path: eventPath, ...readingEvents, handle: (request) => download(request, fileOfEvent(request.tenant, eventOf(request))) },
  { method: 'DELETE', path: eventPath, ...writingEvents, handle: removeFromEvent },
];
