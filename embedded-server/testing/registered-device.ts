/** A device that got its credential the way real ones do, over the wire. */
import { bootstrapPassword, type TestPlatform } from './test-platform.ts';
import type { WireAnswer, WireClient } from './wire-client.ts';

const json = { accept: 'application/json' };
const requests = '/devicecontrol/newDeviceRequests';

export interface RegisteredDevice {
  client: WireClient;
  userName: string;
  /** Id of its managed object. */
  id: string;
}

/** A device asks for its credential. */
export function askForCredential(platform: TestPlatform, body: Record<string, unknown>): Promise<WireAnswer> {
  const bootstrap = platform.as(`management/devicebootstrap:${bootstrapPassword}`);
  return bootstrap.post('/devicecontrol/deviceCredentials', body, json);
}

/** Announce, be seen, accept, ask again. @returns a client with the credential that was given. */
export async function register(platform: TestPlatform, serial: string): Promise<{ client: WireClient; userName: string }> {
  await platform.admin.post(requests, { id: serial });
  await askForCredential(platform, { id: serial });
  await platform.admin.put(`${requests}/${serial}`, { status: 'ACCEPTED' });
  const { body } = await askForCredential(platform, { id: serial });
  const { username, password, tenantId } = body as { username: string; password: string; tenantId: string };
  return { client: platform.as(`${tenantId}/${username}:${password}`), userName: username };
}

/** Register a device and let it create its own managed object. */
export async function registerDevice(platform: TestPlatform, serial: string): Promise<RegisteredDevice> {
  const registered = await register(platform, serial);
  const { body } = await registered.client.post('/inventory/managedObjects', { name: serial, c8y_IsDevice: {} }, json);
  return { ...registered, id: (body as { id: string }).id };
}
