/** What each credential hears in real time, message by message: no more than it could read. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import type { TokenDraft, TokenPermission } from '#contract/tokens.ts';

import { fetchNow, listen, say, told } from '../../../testing/bayeux.ts';
import type { ConsoleClient } from '../../../testing/console-client.ts';
import { addToken, signedInAdmin } from '../../../testing/credentials.ts';
import { registerDevice, type RegisteredDevice } from '../../../testing/registered-device.ts';
import { addDevice, startTestPlatform, type TestPlatform } from '../../../testing/test-platform.ts';

const json = { accept: 'application/json' };
const time = '2026-11-20T12:00:00.000Z';
const topics = ['managedobjects', 'measurements', 'events', 'alarms', 'operations'];
const everything = [...topics.map((topic) => `/${topic}/*`), '/alarmsWithChildren/*', '/eventsWithChildren/*'];

let platform: TestPlatform;
let console: ConsoleClient;
let room: string;
let inside: string;
let outside: string;

beforeAll(async () => {
  platform = await startTestPlatform({ sets: ['limits.enabled=false'] });
  console = await signedInAdmin(platform);
});
afterAll(() => platform.end());

beforeEach(async () => {
  const made = await platform.admin.post('/inventory/managedObjects', { name: 'room', c8y_IsDeviceGroup: {} }, json);
  room = (made.body as { id: string }).id;
  inside = await addDevice(platform, 'inside');
  outside = await addDevice(platform, 'outside');
  await platform.admin.post(`/inventory/managedObjects/${room}/childAssets`, { managedObject: { id: inside } });
});

/** One message of each kind about a device. */
async function happen(id: string): Promise<void> {
  const source = { id };
  await platform.admin.put(`/inventory/managedObjects/${id}`, { name: 'renamed' });
  await platform.admin.post('/measurement/measurements', { source, type: 't', time, f: { s: { value: 1 } } });
  await platform.admin.post('/event/events', { source, type: 't', text: 'x', time });
  await platform.admin.post('/alarm/alarms', { source, type: 't', text: 'x', severity: 'MAJOR', time });
  await platform.admin.post('/devicecontrol/operations', { deviceId: id, c8y_Restart: {} });
}

function everythingOf(id: string): string[] {
  return [`/managedobjects/${id} UPDATE`, `/measurements/${id} CREATE`, `/events/${id} CREATE`, `/eventsWithChildren/${id} CREATE`, `/alarms/${id} CREATE`, `/alarmsWithChildren/${id} CREATE`, `/operations/${id} CREATE`];
}

async function listener(draft: Partial<TokenDraft>) {
  const token = await addToken(platform, draft, console);
  return { ...token, clientId: await listen(token.client, everything) };
}

test.each<[TokenPermission, string]>([
  ['inventory:read', 'managedobjects'],
  ['measurements:read', 'measurements'],
  ['events:read', 'events'],
  ['alarms:read', 'alarms'],
  ['operations:read', 'operations'],
])('a token with %s hears of %s alone, whatever it subscribed to', async (permission, topic) => {
  const { client, clientId } = await listener({ permissions: [permission] });
  await happen(outside);
  const topics = told(await fetchNow(client, clientId)).map((line) => line.replace(/WithChildren/, '').split('/')[1]);
  expect(new Set(topics)).toEqual(new Set([topic]));
});

const readAll: TokenPermission[] = ['inventory:read', 'measurements:read', 'events:read', 'alarms:read', 'operations:read'];

test('a token that may write a kind, and not read it, hears nothing of it', async () => {
  const { client, clientId } = await listener({ permissions: ['events:write', 'alarms:write', 'inventory:write', 'measurements:write', 'operations:write'] });
  await happen(outside);
  expect(await fetchNow(client, clientId)).toEqual([]);
});

test('a confined token hears of its objects and what is below them, from the moment and until the moment they are', async () => {
  const { client, clientId } = await listener({ permissions: readAll, objectIds: [room] });
  const [refused] = await say(client, [{ channel: '/meta/subscribe', clientId, subscription: `/events/${outside}` }]);
  expect(refused).toMatchObject({ successful: false });
  await happen(outside);
  expect(await fetchNow(client, clientId)).toEqual([]);
  await happen(inside);
  expect(told(await fetchNow(client, clientId))).toEqual(everythingOf(inside));
  await platform.admin.delete(`/inventory/managedObjects/${room}/childAssets/${inside}`);
  await fetchNow(client, clientId);
  await happen(inside);
  expect(await fetchNow(client, clientId)).toEqual([]);
});

test('a revoked token hears nothing more, not even with a subscription it had', async () => {
  const { client, id, clientId } = await listener({ permissions: readAll });
  await happen(outside);
  await console.call('revokeToken', { id });
  await happen(outside);
  expect((await client.post('/notification/realtime', [{ channel: '/meta/connect', clientId, advice: { timeout: 0 } }])).status).toBe(401);
});

test('a device hears all of its own, and nothing of a neighbour', async () => {
  const [own, other] = [await registerDevice(platform, 'own'), await registerDevice(platform, 'other')];
  const clientId = await listen(own.client, everything);
  await happen(other.id);
  expect(await fetchNow(own.client, clientId)).toEqual([]);
  await happen(own.id);
  expect(told(await fetchNow(own.client, clientId))).toEqual(everythingOf(own.id));
});

// --- a unit in a device's place

async function replaced(): Promise<{ place: string; unit: RegisteredDevice; replacementId: string }> {
  const place = await addDevice(platform, 'place');
  const unit = await registerDevice(platform, `unit ${place}`);
  const { id: replacementId } = await console.call('replaceDevice', { id: place, unitId: unit.id });
  return { place, unit, replacementId };
}

test('a unit that took a place hears of it by the id it remembers, operations too, and is the one that listens', async () => {
  const { place, unit } = await replaced();
  const clientId = await listen(unit.client, topics.map((topic) => `/${topic}/${unit.id}`));
  const agentId = await listen(unit.client, [`/${unit.id}`], '/notification/operations');
  await happen(place);
  expect(told(await fetchNow(unit.client, clientId))).toEqual(everythingOf(unit.id).filter((line) => !line.includes('WithChildren')));
  expect(await fetchNow(unit.client, agentId, '/notification/operations')).toEqual([{ channel: `/${unit.id}`, data: expect.objectContaining({ deviceId: place }) }]);
  expect((await platform.admin.get(`/inventory/managedObjects/${place}`)).body).toMatchObject({ c8y_Connection: { status: 'CONNECTED' } });
});

test('once the replacement is taken back its id means the unit alone again', async () => {
  const { place, unit, replacementId } = await replaced();
  await console.call('undoReplacement', { id: replacementId });
  const clientId = await listen(unit.client, [`/events/${unit.id}`]);
  await happen(place);
  expect(await fetchNow(unit.client, clientId)).toEqual([]);
  await happen(unit.id);
  expect(told(await fetchNow(unit.client, clientId))).toEqual([`/events/${unit.id} CREATE`]);
});
