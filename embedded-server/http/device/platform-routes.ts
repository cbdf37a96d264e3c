/**
 * What clients ask before they do anything: the directory of the API.
 * Only what this platform really serves is listed.
 */
import type { JsonObject } from '#contract/wire.ts';

import { everybody } from './access.ts';
import type { DeviceReply, DeviceRequest, DeviceRoute } from './route.ts';

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

function audit(baseUrl: string): JsonObject {
  const self = `${baseUrl}/audit/auditRecords`;
  return {
    self: `${baseUrl}/audit`,
    auditRecords: { self, auditRecords: [] },
    ...templates(self, {
      auditRecordsForType: 'type={type}',
      auditRecordsForUser: 'user={user}',
      auditRecordsForApplication: 'application={application}',
      auditRecordsForTypeAndUser: 'type={type}&user={user}',
      auditRecordsForTypeAndApplication: 'type={type}&application={application}',
      auditRecordsForUserAndApplication: 'user={user}&application={application}',
      auditRecordsForTypeAndUserAndApplication: 'type={type}&user={user}&application={application}',
    }),
  };
}

function user(baseUrl: string): JsonObject {
  return {
    self: `${baseUrl}/user`,
    users: `${baseUrl}/user/{realm}/users`,
    userByName: `${baseUrl}/user/{realm}/userByName/{userName}`,
    currentUser: `${baseUrl}/user/currentUser`,
    groups: `${baseUrl}/user/{realm}/groups`,
    groupByName: `${baseUrl}/user/{realm}/groupByName/{groupName}`,
    roles: `${baseUrl}/user/roles`,
  };
}

function tenant(baseUrl: string): JsonObject {
  return {
    self: `${baseUrl}/tenant`,
    options: { self: `${baseUrl}/tenant/options`, options: [] },
    currentTenant: `${baseUrl}/tenant/currentTenant`,
    loginOptions: `${baseUrl}/tenant/loginOptions`,
    systemOptions: `${baseUrl}/tenant/system/options`,
  };
}

const directory = { inventory, identity, event, measurement, audit, alarm, user, deviceControl, tenant } as const;

const reading = { method: 'GET', access: everybody } as const;

function platform({ baseUrl }: DeviceRequest): DeviceReply {
  const parts = Object.entries(directory).map(([name, part]) => [name, part(baseUrl)]);
  const body = { self: `${baseUrl}/platform`, ...Object.fromEntries(parts) };
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

export const platformRoutes: readonly DeviceRoute[] = [
  { ...reading, path: '/platform', resource: 'platform', handle: platform },
  ...partRoutes(),
];
