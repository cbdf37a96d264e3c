/**
 * A site worth looking at while one works on the console, made once and kept: the demo site's fifty devices, a gateway
 * that has died with the meters behind it (48 alarms, one cause), what happens next by itself, and a second site with
 * nothing in it.
 */
import { withSession, type ConsoleClient } from '../replay/console-client.ts';
import { keepSomethingComing } from './dev-next.ts';

/** For the data under .cache/dev only; nothing of the product has a password of its own. */
export const devAccount = { userName: 'admin', password: process.env['VALVOMO_ADMIN_PASSWORD'] ?? 'valvomo development' };

export interface DevSite {
  consoleUrl: string;
  deviceUrl: string;
  account: { userName: string; password: string };
  say(line: string): void;
}

const meters = 47;
const vendor = 'application/vnd.com.nsn.cumulocity.';

interface Gateway {
  id: string;
  authorization: string;
}

async function post(url: string, { authorization }: Gateway, type: string, body: object): Promise<string> {
  const headers = { authorization, 'content-type': `${vendor}${type}+json`, accept: '' };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  if (response.status !== 201) throw new Error(`POST ${url}: ${response.status} ${await response.text()}`);
  return response.headers.get('location')?.split('/').at(-1) ?? '';
}

async function addGateway(client: ConsoleClient, groupId: string): Promise<Gateway> {
  const { device, secret } = await client.call('addDevice', { name: 'Waterworks gateway', type: 'Gateway', groupId });
  const { tenant, userName, secret: password } = secret;
  return { id: device.id, authorization: `Basic ${Buffer.from(`${tenant}/${userName}:${password}`).toString('base64')}` };
}

/** A meter behind the gateway, as the gateway makes it, with the one reading it ever sent. */
async function addMeter(client: ConsoleClient, deviceUrl: string, gateway: Gateway, groupId: string, number: number): Promise<void> {
  const name = `Water meter ${String(number + 1).padStart(2, '0')}`;
  const objects = `${deviceUrl}/inventory/managedObjects`;
  const id = await post(`${objects}/${gateway.id}/childDevices`, gateway, 'managedobject', { name, type: 'Water meter', c8y_IsDevice: {} });
  await client.call('updateDevice', { id, groupId });
  const volume = { value: 120 + number * 3.7, unit: 'm³' };
  await post(`${deviceUrl}/measurement/measurements`, gateway, 'measurement', { source: { id }, type: 'meter', time: new Date().toISOString(), water: { volume } });
}

/** Everything behind one gateway falls silent at once. */
async function addDeadGateway(client: ConsoleClient, deviceUrl: string): Promise<void> {
  const { id: groupId } = await client.call('addGroup', { name: 'Water meters' });
  const gateway = await addGateway(client, groupId);
  const uptime = { hours: { value: 2_160, unit: 'h' } };
  await post(`${deviceUrl}/measurement/measurements`, gateway, 'measurement', { source: { id: gateway.id }, type: 'state', time: new Date().toISOString(), uptime });
  for (let number = 0; number < meters; number += 1) await addMeter(client, deviceUrl, gateway, groupId, number);
  await client.call('addRule', {
    name: 'Silent',
    scope: { kind: 'group', groupId },
    series: null,
    condition: { kind: 'silence', afterMs: 60_000 },
    severity: 'MAJOR',
    text: 'silent',
    help: 'Look at the gateway first: power, then network.',
  });
}

async function addEmptySite(client: ConsoleClient, password: string): Promise<void> {
  await client.call('stepUp', { password });
  await client.call('addSite', { tenant: 'empty', name: 'Empty site', timeZone: 'Europe/Helsinki', administrator: null });
}

/** Make what is missing; what is there is left as it is. */
export async function furnishSite({ consoleUrl, deviceUrl, account, say }: DevSite): Promise<void> {
  await withSession(consoleUrl, account, async (client) => {
    const [demo, { groups }, { sites }] = [await client.call('demoSite', {}), await client.call('groups', {}), await client.call('sites', {})];
    if (demo.state === 'none') await client.call('makeDemoSite', {});
    if (!groups.some(({ name }) => name === 'Water meters')) {
      say('Furnishing the site: the dead gateway raises its 48 alarms within a minute or two ...');
      await addDeadGateway(client, deviceUrl);
    }
    await keepSomethingComing(client);
    if (!sites.some(({ tenant }) => tenant === 'empty')) await addEmptySite(client, account.password);
  });
}
