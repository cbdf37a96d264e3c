/** Sends what is left of every device and writes down what was acknowledged. */
import { batchesOf, type Batch } from './batches.ts';
import { deliver, type SenderSettings } from './device-sender.ts';
import { feedAll, type Feeder } from './feeders.ts';
import { placeOf, type DeviceEntry } from './ledger-entries.ts';
import type { Ledger } from './ledger.ts';
import { collectionBody } from './measurement-body.ts';
import type { Pace } from './pace.ts';
import { wantedReadings, type DevicePlan } from './remaining.ts';
import { Trouble } from './trouble.ts';

export interface SendSettings {
  sender: SenderSettings;
  ledger: Ledger;
  pace: Pace;
  batchSize: number;
  connections: number;
  /** After each acknowledged batch. */
  onStored(plan: DevicePlan, readings: number): void;
}

function feederOf(plan: DevicePlan, settings: SendSettings): Feeder<DevicePlan> {
  const readings = wantedReadings(plan.device, plan.span);
  const limits = { maxReadings: settings.batchSize, maxSpanMs: settings.pace.maxSpanMs };
  return { device: plan, batches: batchesOf(readings, limits, plan), originMs: plan.originMs };
}

/** Unlike for any two batches of a device, the same when an interrupted one is sent again. */
export function idempotencyKeyOf(credential: DeviceEntry, batch: Batch): string {
  return `replay-${credential.deviceId}-${batch.from}-${batch.readings.length}`;
}

async function sendBatch(plan: DevicePlan, batch: Batch, settings: SendSettings): Promise<boolean> {
  const { sender, ledger, onStored } = settings;
  const credential = ledger.state.devices.get(placeOf(plan.device));
  if (!credential) throw new Trouble('ledger', `The ledger has no credential for ${placeOf(plan.device)}`);
  const { set, key } = plan.device;
  const count = batch.readings.length;
  const body = collectionBody(plan.device, credential.deviceId, batch.readings, plan.span.shiftMs);
  ledger.append({ kind: 'sending', set, key, from: batch.from, count });
  if (!(await deliver(sender, { credential, body, idempotencyKey: idempotencyKeyOf(credential, batch) }))) return false;
  ledger.append({ kind: 'stored', set, key, upTo: batch.from + count });
  onStored(plan, count);
  return true;
}

/** Send everything that is left. @throws Trouble when it cannot go on; what was acknowledged is in the ledger. */
export async function sendAll(plans: readonly DevicePlan[], settings: SendSettings): Promise<void> {
  const left = plans.filter(({ stored, total }) => stored < total);
  await feedAll(
    left.map((plan) => feederOf(plan, settings)),
    {
      connections: Math.min(settings.connections, Math.max(1, left.length)),
      untilDue: settings.pace.untilDue,
      send: (plan, batch) => sendBatch(plan, batch, settings),
      stop: settings.sender.stop,
    },
  );
}
