/**
 * What clients ask before they do anything: the directory of the API, who they are and where.
 * Only what this platform really serves is listed.
 */
import { rolePermissions } from '#contract/tenants.ts';
import type { JsonObject } from '#contract/wire.ts';

import type { Caller } from '../../tenants/caller.ts';
import { everybody } from './access.ts';
import type { DeviceReply, DeviceRequest, DeviceRoute, PublicRoute } from './route.ts';

/** Collection address and, by name, the filters it can be asked with; `{x}` is for the client to fill. */
function templates(self: string, filters: Record<string, string>): JsonObject {
  return Object.fromEntries(Object.entries(filters).map(([name, query]) => [name, `${self}?${query}`]));
}

function inventory(baseUrl: string): JsonObject {
  const self = `${baseUrl}/inventory/managedObjects`;
  return {
    self: `${baseUrl}/inventory`,
    managedObjects: { self, references: [] },
    ...templates(self, {
      managedObjectsForType: 'type={type}',
      managedObjectsForFragmentType: 'fragmentType={fragmentType}',
      managedObjectsForListOfIds: 'ids={ids}',
      managedObjectsForText: 'text={text}',
    }),
  };
}

function identity(baseUrl: string): JsonObject {
  return {
    self: `${baseUrl}/identity`,
    externalId: `${baseUrl}/identity/externalIds/{type}/{externalId}`,
    externalIdsOfGlobalId: `${baseUrl}/identity/globalIds/{globalId}/externalIds`,
  };
}

function event(baseUrl: string): JsonObject {
  const self = `${baseUrl}/event/events`;
  return {
    self: `${baseUrl}/event`,
    events: { self, events: [] },
    ...templates(self, {
      eventsForSource: 'source={source}',
      eventsForType: 'type={type}',
      eventsForSourceAndType: 'source={source}&type={type}',
      eventsForFragmentType: 'fragmentType={fragmentType}',
      eventsForTime: 'dateFrom={dateFrom}&dateTo={dateTo}',
      eventsForSourceAndTime: 'source={source}&dateFrom={dateFrom}&dateTo={dateTo}',
    }),
  };
}

function measurement(baseUrl: string): JsonObject {
  const self = `${baseUrl}/measurement/measurements`;
  const series = 'valueFragmentType={valueFragmentType}&valueFragmentSeries={valueFragmentSeries}';
  return {
    self: `${baseUrl}/measurement`,
    measurements: { self, measurements: [] },
    ...templates(self, {
      measurementsForSource: 'source={source}',
      measurementsForType: 'type={type}',
      measurementsForSourceAndType: 'source={source}&type={type}',
      measurementsForValueFragmentType: 'valueFragmentType={valueFragmentType}',
      measurementsForDate: 'dateFrom={dateFrom}&dateTo={dateTo}',
      measurementsForSourceAndDate: 'source={source}&dateFrom={dateFrom}&dateTo={dateTo}',
      measurementsForDateAndFragmentType: 'dateFrom={dateFrom}&dateTo={dateTo}&fragmentType={fragmentType}',
      measurementsForSourceAndValueFragmentTypeAndValueFragmentSeries: `source={source}&${series}`,
    }),
  };
}

function alarm(baseUrl: string): JsonObject {
  const self = `${baseUrl}/alarm/alarms`;
  const time = 'dateFrom={dateFrom}&dateTo={dateTo}';
  return {
    self: `${baseUrl}/alarm`,
    alarms: { self, alarms: [] },
    ...templates(self, {
      alarmsForSource: 'source={source}',
      alarmsForStatus: 'status={status}',
      alarmsForTime: time,
      alarmsForSourceAndStatus: 'source={source}&status={status}',
      alarmsForSourceAndTime: `source={source}&${time}`,
      alarmsForStatusAndTime: `status={status}&${time}`,
      alarmsForSourceAndStatusAndTime: `source={source}&status={status}&${time}`,
    }),
  };
}

function deviceControl(baseUrl: string): JsonObject {
  const self = `${baseUrl}/devicecontrol/operations`;
  return {
    self: `${baseUrl}/devicecontrol`,
    operations: { self, operations: [] },
    ...templates(self, {
      operationsByStatus: 'status={status}',
      operationsByAgentId: 'agentId={agentId}',
      operationsByAgentIdAndStatus: 'agentId={agentId}&status={status}',
      operationsByDeviceId: 'deviceId={deviceId}',
      operationsByDeviceIdAndStatus: 'deviceId={deviceId}&status={status}',
    }),
  };
}

const directory = { inventory, identity, event, measurement, alarm, deviceControl } as const;

const reading = { method: 'GET', access: everybody } as const;

function platform({ baseUrl }: DeviceRequest): DeviceReply {
  const parts = Object.entries(directory).map(([name, part]) => [name, part(baseUrl)]);
  const user = { self: `${baseUrl}/user`, currentUser: `${baseUrl}/user/currentUser` };
  const body = {
    self: `${baseUrl}/platform`,
    ...Object.fromEntries(parts),
    user,
    tenant: { self: `${baseUrl}/tenant` },
  };
  return { status: 200, body, mediaType: 'platformapi' };
}

/** Each part also stands under its own address, `/inventory` and so on. */
function partRoutes(): DeviceRoute[] {
  return Object.entries(directory).map(([name, part]) => {
    const resource = name.toLowerCase();
    const handle = ({ baseUrl }: DeviceRequest): DeviceReply => ({ status: 200, body: part(baseUrl), mediaType: `${resource}api` });
    return { ...reading, path: `/${resource}`, resource, handle };
  });
}

function currentTenant({ tenant, baseUrl }: DeviceRequest): DeviceReply {
  const body = {
    self: `${baseUrl}/tenant/currentTenant`,
    name: tenant.id,
    domainName: new URL(baseUrl).hostname,
    allowCreateTenants: false,
    applications: { references: [] },
    customProperties: {},
  };
  return { status: 200, body, mediaType: 'currenttenant' };
}

/** The wire's names for what a caller may do. */
function rolesOf(caller: Caller): string[] {
  if (caller.kind === 'device') return ['ROLE_DEVICE'];
  if (caller.kind === 'bootstrap') return ['ROLE_DEVICE_BOOTSTRAP'];
  if (caller.kind === 'token') return [];
  const may = rolePermissions[caller.role];
  const areas = ['INVENTORY', 'IDENTITY', 'MEASUREMENT', 'EVENT'];
  return [
    ...(may.includes('site:read') ? [...areas, 'ALARM', 'DEVICE_CONTROL'].map((area) => `ROLE_${area}_READ`) : []),
    ...(may.includes('devices:write') ? [...areas, 'DEVICE_CONTROL'].map((area) => `ROLE_${area}_ADMIN`) : []),
    ...(may.includes('alarms:write') ? ['ROLE_ALARM_ADMIN'] : []),
  ];
}

function currentUser({ caller, baseUrl }: DeviceRequest): DeviceReply {
  const body = {
    id: caller.userName,
    userName: caller.userName,
    self: `${baseUrl}/user/currentUser`,
    effectiveRoles: rolesOf(caller).map((role) => ({ id: role, name: role, self: `${baseUrl}/user/roles/${role}` })),
  };
  return { status: 200, body, mediaType: 'currentuser' };
}

export const platformRoutes: readonly DeviceRoute[] = [
  { ...reading, path: '/platform', resource: 'platform', handle: platform },
  ...partRoutes(),
  { ...reading, path: '/tenant/currentTenant', resource: 'tenant', handle: currentTenant },
  { ...reading, path: '/user/currentUser', resource: 'user', handle: currentUser },
];

export const publicRoutes: readonly PublicRoute[] = [
  {
    path: '/tenant/loginOptions',
    resource: 'tenant',
    answer: (baseUrl) => ({
      self: `${baseUrl}/tenant/loginOptions`,
      loginOptions: [{ id: 'basic', type: 'BASIC', userManagementSource: 'INTERNAL', visibleOnLoginPage: true, self: `${baseUrl}/tenant/loginOptions` }],
    }),
  },
];
