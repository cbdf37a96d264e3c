/** A body as clients send it for every route of the device listener that takes JSON, and what the paths of the routes name. */
import type { DeviceRoute } from '../http/device/route.ts';
import { addDevice, type TestPlatform } from './test-platform.ts';

/** Things that are there to be named. */
export interface Named {
  device: string;
  group: string;
  event: string;
  alarm: string;
  operation: string;
  bulkOperation: string;
  retention: string;
}

const json = { accept: 'application/json' };
const time = '2026-11-20T10:00:00Z';
let serial = 0;

type Body = Record<string, unknown>;

/** What a route is called here. */
export function nameOf({ method, path }: Pick<DeviceRoute, 'method' | 'path'>): string {
  return `${method} ${path}`;
}

/** Real-time messages: the endpoints differ in name and in the type at their end. */
function realtime(): [string, unknown][] {
  const ends = ['/notification/realtime', '/cep/realtime', '/notification/operations', '/devicecontrol/notifications'];
  const handshake = [{ channel: '/meta/handshake', version: '1.0', id: '1', supportedConnectionTypes: ['long-polling'] }];
  return ends.flatMap((end) => ['', '/handshake', '/connect', '/disconnect'].map((type): [string, unknown] => [`POST ${end}${type}`, handshake]));
}

function objects({ device, group }: Named, count: number): Record<string, Body> {
  const children = { managedObject: { id: device } };
  return {
    'POST /inventory/managedObjects': { name: 'Pump', type: 't', c8y_IsDevice: {}, c8y_Hardware: { model: 'A' } },
    'PUT /inventory/managedObjects/:id': { name: 'Pump', c8y_Notes: 'x', c8y_RequiredAvailability: { responseInterval: 10 }, c8y_Gone: null },
    'POST /inventory/managedObjects/:id/childDevices': children,
    'POST /inventory/managedObjects/:id/childAssets': { references: [children] },
    'POST /inventory/managedObjects/:id/childAdditions': { name: 'part' },
    'POST /identity/globalIds/:globalId/externalIds': { type: 'c8y_Serial', externalId: `s ${count}` },
    'POST /devicecontrol/operations': { deviceId: device, description: 'd', c8y_Restart: {} },
    'PUT /devicecontrol/operations/:id': { status: 'EXECUTING', failureReason: 'none', c8y_Command: { result: 'x' } },
    'POST /devicecontrol/bulkoperations': { groupId: group, startDate: '2090-01-01T00:00:00Z', creationRamp: 1, operationPrototype: { c8y_Restart: {} } },
    'PUT /devicecontrol/bulkoperations/:id': { startDate: '2091-01-01T00:00:00Z', creationRamp: 2 },
    'POST /devicecontrol/newDeviceRequests': { id: `r${count}`, groupId: group, type: 't', securityToken: '12345678' },
    'POST /devicecontrol/newDeviceRequests/acceptAll': {},
    'PUT /devicecontrol/newDeviceRequests/:id': { status: 'ACCEPTED', securityToken: '12345678' },
    'POST /devicecontrol/deviceCredentials': { id: `r${count}`, securityToken: '12345678' },
    'POST /devicecontrol/deviceAccessToken': {},
  };
}

function records({ device }: Named, count: number): Record<string, Body> {
  const source = { id: device };
  return {
    'POST /measurement/measurements': { source, type: 't', time, c8y_Temp: { T: { value: 21.5, unit: 'C' } } },
    'POST /event/events': { source, type: 't', text: 'x', time, c8y_X: { y: 1 } },
    'PUT /event/events/:id': { text: 'y', c8y_X: null },
    'POST /alarm/alarms': { source, type: `t${count}`, text: 'x', severity: 'MAJOR', status: 'ACTIVE', time, c8y_X: 1 },
    'PUT /alarm/alarms': { status: 'ACKNOWLEDGED' },
    'PUT /alarm/alarms/:id': { status: 'ACKNOWLEDGED', severity: 'MINOR', text: 'y', c8y_X: 1 },
    'POST /audit/auditRecords': { type: 'a', activity: 'b', text: 'c', time, source, severity: 'INFORMATION', changes: [], c8y_X: 1 },
    'POST /retention/retentions': { dataType: 'EVENT', fragmentType: '*', type: `t${count}`, source: '*', maximumAge: 30 },
    'PUT /retention/retentions/:id': { dataType: 'EVENT', fragmentType: '*', type: 'kept', source: '*', maximumAge: 31 },
  };
}

function site(count: number): Record<string, Body> {
  return {
    'POST /tenant/options': { category: 'c', key: `k${count}`, value: 'v' },
    'PUT /tenant/options/:category': { k: 'v' },
    'PUT /tenant/options/:category/:key': { value: 'w' },
    'PUT /user/currentUser': { firstName: 'Ann', lastName: 'A', email: 'a@example.com', phone: '1', customProperties: { a: 1 } },
    'PUT /user/currentUser/password': { currentUserPassword: 'not this one at all', newPassword: 'eight red bicycles' },
    'POST /user/:tenant/users': { userName: `u${count}`, password: 'seven green bicycles', email: 'u@example.com', enabled: true },
    'PUT /user/:tenant/users/:id': { firstName: 'U', enabled: true },
    'PUT /user/:tenant/users/:id/password': { newPassword: 'seven green bicycles' },
    'POST /user/:tenant/groups/:id/users': { user: { self: '/user/main/users/helper' } },
  };
}

/** Bodies by {@link nameOf} the route; each call gives new names where a name may be taken only once. */
export function wireExamples(named: Named): Record<string, unknown> {
  serial += 1;
  return { ...objects(named, serial), ...records(named, serial), ...site(serial), ...Object.fromEntries(realtime()) };
}

/** Make one of everything, and somebody called helper. */
export async function makeNamed(platform: TestPlatform): Promise<Named> {
  const make = async (path: string, body: Body) => {
    const answer = await platform.admin.post(path, body, json);
    if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
    return String((answer.body as { id: unknown }).id);
  };
  const device = await addDevice(platform);
  const source = { id: device };
  const group = await make('/inventory/managedObjects', { name: 'Hall', c8y_IsDeviceGroup: {} });
  await make('/user/main/users', { userName: 'helper', password: 'seven green bicycles' });
  return {
    device,
    group,
    event: await make('/event/events', { source, type: 't', text: 'x', time }),
    alarm: await make('/alarm/alarms', { source, type: 'named', text: 'x', severity: 'MAJOR', time }),
    operation: await make('/devicecontrol/operations', { deviceId: device, c8y_Restart: {} }),
    bulkOperation: await make('/devicecontrol/bulkoperations', { groupId: group, startDate: '2090-01-01T00:00:00Z', creationRamp: 1, operationPrototype: { c8y_Restart: {} } }),
    retention: await make('/retention/retentions', { dataType: 'EVENT', type: 'kept', maximumAge: 30 }),
  };
}

/** The path of a route with names of things that are there. */
export function addressOf(path: string, named: Named): string {
  const ids: [RegExp, string][] = [
    [/^\/event/, named.event],
    [/^\/alarm/, named.alarm],
    [/^\/devicecontrol\/operations/, named.operation],
    [/^\/devicecontrol\/bulkoperations/, named.bulkOperation],
    [/^\/devicecontrol\/newDeviceRequests/, 'nobody'],
    [/^\/retention/, named.retention],
    [/^\/user\/:tenant\/users/, 'helper'],
    [/^\/user\/:tenant\/groups/, '3'],
  ];
  const id = ids.find(([pattern]) => pattern.test(path))?.[1] ?? named.group;
  return path.replace(':tenant', 'main').replace(':category', 'c').replace(':key', 'k').replace(':globalId', named.device).replace(':id', id);
}
