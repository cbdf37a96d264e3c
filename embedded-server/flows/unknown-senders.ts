/** Who knocks at the device listener and is not let in, as the console shows it; and how a new device fares. */
import { z } from 'zod';

import { ExpectedError } from '#contract/errors.ts';
import type { Attempt, UnknownSender } from '#contract/senders.ts';
import { parseId } from '#contract/wire.ts';

import { findObject } from '../managed-objects/managed-object-store.ts';
import { isOwnAddress } from '../senders/address.ts';
import type { StoredAttempt, Stranger } from '../senders/sender-memory.ts';
import { readSetting, writeSetting } from '../tenants/settings.ts';
import { namesOf } from './console-devices.ts';
import { noSuchObject } from './device-scope.ts';
import type { OpenTenant } from './open-tenant.ts';

const ignoredForMs = 7 * 24 * 60 * 60_000;
/** Senders that can be ignored at the same time; the first to end gives way. */
const mostIgnored = 200;

/** By the sender's key, until when. */
const ignoredSetting = { key: 'ignoredSenders', schema: z.record(z.string(), z.number()) };

function ignoredAt(tenant: OpenTenant, nowMs: number): Map<string, number> {
  const stored = Object.entries(readSetting(tenant.database, ignoredSetting) ?? {});
  return new Map(stored.filter(([, untilMs]) => untilMs > nowMs));
}

function attemptView(attempt: StoredAttempt): Attempt {
  return { ...attempt, local: isOwnAddress(attempt.address) };
}

/** Everybody who was not let in within the last day, newest first. */
export function listUnknownSenders(tenant: OpenTenant): UnknownSender[] {
  const nowMs = tenant.clock.now();
  const strangers = tenant.senders.strangers(nowMs);
  const ignored = ignoredAt(tenant, nowMs);
  const names = namesOf(tenant, [...new Set(strangers.flatMap(({ deviceId }) => deviceId ?? []))]);
  return strangers
    .map(({ key, deviceId, attempt }) => ({
      ...attemptView(attempt),
      key,
      deviceId: deviceId === null ? null : String(deviceId),
      deviceName: deviceId === null ? null : (names.get(deviceId) ?? null),
      ignoredUntilMs: ignored.get(key) ?? null,
    }))
    .reverse();
}

function noSuchSender(): ExpectedError {
  return new ExpectedError('not-found', 'This sender is no longer listed');
}

function tellSenders(tenant: OpenTenant): void {
  tenant.feed.publish({ kind: 'changed', subject: 'senders' });
}

async function storeIgnored(tenant: OpenTenant, change: (ignored: Map<string, number>) => void): Promise<void> {
  const ignored = ignoredAt(tenant, tenant.clock.now());
  change(ignored);
  const kept = [...ignored].sort(([, a], [, b]) => b - a).slice(0, mostIgnored);
  await tenant.database.write(() => writeSetting(ignoredSetting, Object.fromEntries(kept)));
  tellSenders(tenant);
}

/** Hide a sender for a week. @throws ExpectedError 'not-found'. */
export async function ignoreSender(tenant: OpenTenant, key: string): Promise<void> {
  if (!tenant.senders.stranger(key)) throw noSuchSender();
  await storeIgnored(tenant, (ignored) => ignored.set(key, tenant.clock.now() + ignoredForMs));
}

/** Show an ignored sender again. @throws ExpectedError 'not-found' when it is not ignored. */
export async function heedSender(tenant: OpenTenant, key: string): Promise<void> {
  if (!ignoredAt(tenant, tenant.clock.now()).has(key)) throw noSuchSender();
  await storeIgnored(tenant, (ignored) => void ignored.delete(key));
}

/** Forget a sender until it comes again. @throws ExpectedError 'not-found'. */
export function forgetSender(tenant: OpenTenant, key: string): void {
  if (!tenant.senders.forgetStranger(key)) throw noSuchSender();
  tellSenders(tenant);
}

export interface DeviceAttempts {
  accepted: { address: string; local: boolean; timeMs: number } | null;
  attempts: Attempt[];
  strangers: Attempt[];
}

/** A stranger who says nothing of which device it is. */
function couldBeAny({ deviceId, attempt }: Stranger): boolean {
  return deviceId === null && attempt.kind !== 'unannounced' && attempt.kind !== 'person';
}

/** How a device fared since a moment. @throws ExpectedError 'not-found'. */
export function deviceAttempts(tenant: OpenTenant, deviceId: string, sinceMs: number): DeviceAttempts {
  const id = parseId(deviceId);
  if (id === null || !tenant.database.readFirst(findObject(id))) throw noSuchObject(deviceId);
  const accepted = tenant.senders.acceptedOf(id);
  const strangers = tenant.senders.strangers(tenant.clock.now()).filter(couldBeAny);
  const since = (attempts: StoredAttempt[]) => attempts.filter(({ lastMs }) => lastMs >= sinceMs).map(attemptView);
  return {
    accepted: accepted && accepted.timeMs >= sinceMs ? { ...accepted, local: isOwnAddress(accepted.address) } : null,
    attempts: since(tenant.senders.attemptsOf(id)),
    strangers: since(strangers.map(({ attempt }) => attempt)),
  };
}
