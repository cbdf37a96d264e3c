/** Real time by long-polling: https://cumulocity.com/api/core/#tag/Real-time-notification-API */
import { parseBayeux } from '../../../realtime/bayeux.ts';
import { everybody } from '../access.ts';
import type { DeviceReply, DeviceRequest, DeviceRoute } from '../route.ts';
import { answerMessages, type Endpoint } from './conversation.ts';
import { answerConnect } from './held-connect.ts';

/** Where clients of all ages look for the two endpoints. */
export const realtimePaths: readonly [path: string, endpoint: Endpoint][] = [
  ['/notification/realtime', 'realtime'],
  ['/cep/realtime', 'realtime'],
  ['/notification/operations', 'operations'],
  ['/devicecontrol/notifications', 'operations'],
];

/** Some clients put the type of what they say behind the address. */
const suffixes = ['', '/handshake', '/connect', '/disconnect'];

async function talk(request: DeviceRequest, endpoint: Endpoint): Promise<DeviceReply> {
  const { caller, tenant, baseUrl } = request;
  const { replies, connect } = answerMessages({ caller, tenant, baseUrl, endpoint }, parseBayeux(request.body));
  return connect ? answerConnect(request, connect, replies) : { status: 200, json: JSON.stringify(replies) };
}

/** Also what a socket of the same address asks for. What a token may hear, each message decides. */
export const listening = { resource: 'notification', access: everybody };
const maxBodyBytes = 64 * 1024;

export const realtimeRoutes: readonly DeviceRoute[] = realtimePaths.flatMap(([path, endpoint]) =>
  suffixes.map((suffix): DeviceRoute => ({
    ...listening,
    method: 'POST',
    path: `${path}${suffix}`,
    maxBodyBytes,
    held: true,
    handle: (request) => talk(request, endpoint),
  })),
);
