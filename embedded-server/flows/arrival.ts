/** Anything that counts as a sign of life of a device but carries no readings: an event, an alarm, a heartbeat. */
import type { Unit } from '../db/unit.ts';
import type { OpenTenant } from './open-tenant.ts';
import { evaluateRules } from './rule-evaluation.ts';
import { endOutage } from './silence-watch.ts';

/**
 * Note that a device was heard from: its silence ends, rules about silence are evaluated, the console is told
 * after the commit. A unit, to run inside a write.
 */
export function* noteArrival(tenant: OpenTenant, deviceId: number, arrivalMs: number): Unit<void> {
  yield* tenant.contacts.heard(deviceId, arrivalMs);
  yield* endOutage(tenant, deviceId, arrivalMs);
  yield* evaluateRules(tenant, deviceId, [], arrivalMs);
  tenant.database.afterCommit.add(() => tenant.feed.publishHeard(String(deviceId), arrivalMs));
}
