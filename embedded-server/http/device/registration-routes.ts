/** /devicecontrol: registration of devices, https://cumulocity.com/api/core/#tag/New-device-requests */
import { formatInstant } from '#contract/time.ts';
import type { JsonObject } from '#contract/wire.ts';

import {
  acceptAllDevices,
  acceptDevice,
  announceDevice,
  deviceLimit,
  deviceRequest,
  deviceRequestTotal,
  deviceRequests,
  requestCredential,
  withdrawRequest,
} from '../../flows/device-registration.ts';
import { recordOf } from '../../flows/audit-reports.ts';
import { parseAcceptance, parseAnnouncement, parseNewRequest } from '../../managed-objects/device-request.ts';
import type { DeviceRequestRow } from '../../managed-objects/device-request-store.ts';
import { bootstrapOnly, onSite } from './access.ts';
import { deviceRequestUrl } from './links.ts';
import { collection, parsePaging, wantsTotal } from './paging.ts';
import type { DeviceReply, DeviceRequest, DeviceRoute } from './route.ts';

const mediaType = 'newdevicerequest';
/** As audit records call it. */
const what = 'Device request';

function wire(request: DeviceRequest, row: DeviceRequestRow): JsonObject {
  return {
    id: row.id,
    self: deviceRequestUrl(request.baseUrl, row.id),
    status: row.status,
    owner: row.owner,
    creationTime: formatInstant(row.created_ms),
    tenantId: request.tenant.id,
    customProperties: {},
    ...(row.type !== null && { type: row.type }),
    ...(row.group_id !== null && { groupId: String(row.group_id) }),
    // Where the device asks from: what an operator should look at before accepting.
    ...(row.address !== null && { valvomo_Address: row.address }),
  };
}

function idOf(request: DeviceRequest): string {
  return request.params['id'] ?? '';
}

async function announce(request: DeviceRequest): Promise<DeviceReply> {
  const row = await announceDevice(request.tenant, request.caller.userName, parseNewRequest(request.body), recordOf(request, what, 'created'));
  return { status: 201, location: deviceRequestUrl(request.baseUrl, row.id), body: wire(request, row), mediaType };
}

function list(request: DeviceRequest): DeviceReply {
  const { tenant } = request;
  const paging = parsePaging(request.query);
  const rows = deviceRequests(tenant, paging.pageSize, paging.offset);
  const total = wantsTotal(paging) ? deviceRequestTotal(tenant) : undefined;
  const body = collection(request, paging, 'newDeviceRequests', rows.map((row) => wire(request, row)), total);
  return { status: 200, body, mediaType: 'newdevicerequestcollection' };
}

function read(request: DeviceRequest): DeviceReply {
  return { status: 200, body: wire(request, deviceRequest(request.tenant, idOf(request))), mediaType };
}

async function accept(request: DeviceRequest): Promise<DeviceReply> {
  const { securityToken } = parseAcceptance(request.body);
  const row = await acceptDevice(request.tenant, idOf(request), securityToken, recordOf(request, what, 'updated'));
  return { status: 200, body: wire(request, row), mediaType };
}

async function acceptAll(request: DeviceRequest): Promise<DeviceReply> {
  return { status: 200, body: await acceptAllDevices(request.tenant, recordOf(request, what, 'updated')), bodyAlways: true };
}

function limit(request: DeviceRequest): DeviceReply {
  return { status: 200, body: deviceLimit(request.tenant) };
}

async function withdraw(request: DeviceRequest): Promise<DeviceReply> {
  await withdrawRequest(request.tenant, idOf(request), recordOf(request, what, 'deleted'));
  return { status: 204 };
}

async function credentials(request: DeviceRequest): Promise<DeviceReply> {
  const asked = parseAnnouncement(request.body);
  const { userName, secret } = await requestCredential(request.tenant, asked, request.address);
  const self = `${request.baseUrl}/devicecontrol/deviceCredentials/${encodeURIComponent(asked.id)}`;
  const body = { id: asked.id, self, tenantId: request.tenant.id, username: userName, password: secret };
  // Shown this once; a client that sent no Accept must get it all the same.
  return { status: 201, location: self, body, mediaType: 'devicecredentials', bodyAlways: true };
}

const path = '/devicecontrol/newDeviceRequests';
const resource = 'devicecontrol';
const operators = { resource, access: onSite('registration:write', 'devices:write') };

export const registrationRoutes: readonly DeviceRoute[] = [
  { method: 'POST', path, ...operators, handle: announce },
  { method: 'GET', path, ...operators, handle: list },
  { method: 'POST', path: `${path}/acceptAll`, ...operators, handle: acceptAll },
  { method: 'GET', path: `${path}/limit`, ...operators, handle: limit },
  { method: 'GET', path: `${path}/:id`, ...operators, handle: read },
  { method: 'PUT', path: `${path}/:id`, ...operators, handle: accept },
  { method: 'DELETE', path: `${path}/:id`, ...operators, handle: withdraw },
  {
    method: 'POST',
    path: '/devicecontrol/deviceCredentials',
    resource,
    access: bootstrapOnly,
    handle: credentials,
  },
];
