/** Something true to stand under "What happens next": maintenance that ends, and a level on its way to an alarm. */
import type { ConsoleClient } from '../replay/console-client.ts';

const hourMs = 3_600_000;
/** A working day is not over before it. */
const serviceMs = 8 * hourMs;
const fuelRule = 'Fuel running low';

async function deviceId(client: ConsoleClient, name: string): Promise<string> {
  const { devices } = await client.call('devices', { search: name });
  const found = devices.find((device) => device.name === name);
  if (!found) throw new Error(`the demo site has no ${name}`);
  return found.id;
}

/** The reserve boiler is serviced; begun anew when the last one is over. */
async function keepServicing(client: ConsoleClient): Promise<void> {
  const id = await deviceId(client, 'Boiler 2');
  const { maintenance } = await client.call('device', { id });
  if (maintenance) return;
  const { nowMs } = await client.call('state', {});
  await client.call('startMaintenance', { id, untilMs: nowMs + serviceMs, reason: 'Burner service' });
}

/** The silo is below the level already: after a day of it somebody has to order fuel. */
async function addFuelRule(client: ConsoleClient): Promise<void> {
  const { rules } = await client.call('rules', {});
  if (rules.some(({ name }) => name === fuelRule)) return;
  await client.call('addRule', {
    name: fuelRule,
    scope: { kind: 'device', deviceId: await deviceId(client, 'Fuel silo') },
    series: { fragment: 'silo', series: 'level' },
    condition: { kind: 'threshold', direction: 'below', limit: 70, deadband: 5, forMs: 24 * hourMs, clearForMs: 0 },
    severity: 'MINOR',
    text: 'fuel running low',
    help: 'Order chips; a load takes two days to come.',
  });
}

/** What is there is left as it is. */
export async function keepSomethingComing(client: ConsoleClient): Promise<void> {
  await keepServicing(client);
  await addFuelRule(client);
}
