/** The replay's part in the console: devices and groups, rules, pins. */
import { createdLine } from './announcements.ts';
import type { ReplayOptions } from './command-line.ts';
import { withSession, type ConsoleClient } from './console-client.ts';
import { placeOf } from './ledger-entries.ts';
import type { Ledger } from './ledger.ts';
import { PinWatch } from './pin-watch.ts';
import { registerDevices, unknownDevices } from './registration.ts';
import type { DevicePlan } from './remaining.ts';
import { pinnedDevices, pinValues } from './site-pins.ts';
import { createRules, ruleDrafts } from './site-rules.ts';
import type { SourceDevice } from './source-sets.ts';

function deviceIdIn(ledger: Ledger): (device: SourceDevice) => string {
  return (device) => ledger.state.devices.get(placeOf(device))?.deviceId ?? '';
}

/** Does something while signed in at the console. */
export type SignedIn = <T>(action: (client: ConsoleClient) => Promise<T>) => Promise<T>;

/** Sessions are short, as a paced replay may take days; the password is asked for with the first. */
export function sessionOf({ consoleUrl, userName }: ReplayOptions, ask: () => Promise<string>): SignedIn {
  let password: Promise<string> | null = null;
  return async (action) => {
    password ??= ask();
    return withSession(consoleUrl, { userName, password: await password }, action);
  };
}

/** Devices, groups and rules; no session is opened when there is nothing to do. @returns what to say of it. */
export async function prepareSite(options: ReplayOptions, plans: readonly DevicePlan[], ledger: Ledger, session: SignedIn): Promise<string[]> {
  const devices = plans.map(({ device }) => device);
  if (!options.rules && unknownDevices(devices, ledger).length === 0) return [];
  return session(async (client) => {
    const created = unknownDevices(devices, ledger).length;
    await registerDevices(client, devices, ledger);
    const rules = options.rules ? await createRules(client, ruleDrafts(devices, deviceIdIn(ledger))) : 0;
    return [createdLine(created, rules)];
  });
}

/** Watches the devices whose values are to be pinned; null when none are. */
export function pinWatch(options: ReplayOptions, plans: readonly DevicePlan[], ledger: Ledger, session: SignedIn, say: (line: string) => void): PinWatch | null {
  if (!options.pins) return null;
  const devices = pinnedDevices(plans.map(({ device }) => device));
  const pin = () => session((client) => pinValues(client, devices, deviceIdIn(ledger)));
  // The readings matter more than the pins: that these could not be set is said, and the replay goes on.
  return new PinWatch(devices, () => pin().catch((error: unknown) => say(`Nothing was pinned: ${String(error)}`)));
}
