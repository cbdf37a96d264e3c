/** A connect by long-polling: held until there is something to tell. */
import type { JsonObject } from '#contract/wire.ts';

import { unknownClient } from '../../../realtime/bayeux.ts';
import type { DeviceReply, DeviceRequest } from '../route.ts';
import { connected, type Client, type Connect } from './conversation.ts';
import { guard } from './guard.ts';

/**
 * Wait until messages are there, the time is over, the client is ended, another connect takes its place, or
 * nobody waits any more.
 */
function waitFor({ tenant, onGone, recheck }: DeviceRequest, { client, holdMs }: Connect): Promise<void> {
  client.release?.();
  if (client.hasWaiting || client.isOver || holdMs === 0) return Promise.resolve();
  return new Promise((resolve) => {
    const release = tenant.realtime.hold(client);
    const timers = [tenant.clock.every(holdMs, () => done()), guard(tenant, client, recheck)];
    const done = () => {
      if (client.release !== done) return;
      client.release = undefined;
      client.onWake = undefined;
      release();
      for (const timer of timers) timer.cancel();
      resolve();
    };
    client.release = done;
    // What the same commit brings is told together.
    client.onWake = () => void setImmediate(done);
    onGone(done);
  });
}

/** Replies, and before them what waits; what cannot be handed over waits on. */
function reply(client: Client, replies: readonly JsonObject[], last: JsonObject): DeviceReply {
  const parcels = client.take();
  const texts = [...parcels.map(({ text }) => text), ...[...replies, last].map((message) => JSON.stringify(message))];
  const settled = (delivered: boolean) => {
    if (!delivered) return client.restore(parcels);
    for (const { sent } of parcels) sent?.();
  };
  return { status: 200, json: `[${texts.join(',')}]`, settled };
}

/** Answer a connect once it has waited. */
export async function answerConnect(request: DeviceRequest, connect: Connect, replies: readonly JsonObject[]): Promise<DeviceReply> {
  const { client, message } = connect;
  let gone = false;
  request.onGone(() => (gone = true));
  await waitFor(request, connect);
  if (client.isOver) return { status: 200, json: JSON.stringify([...replies, unknownClient(message)]) };
  if (gone) return { status: 200, json: '[]' };
  return reply(client, replies, connected(message));
}
