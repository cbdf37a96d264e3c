/** Rules that fit the data sets. Their limits were chosen on the recordings and are explained in README.md. */
import type { RuleDraft } from '#contract/rules.ts';

import type { ConsoleClient } from './console-client.ts';
import type { SetName, SourceDevice } from './source-sets.ts';

const minutes = (count: number): number => count * 60_000;

interface RulePlan {
  set: SetName;
  /** Position of the watched series in the device's list. */
  series: number;
  name: string;
  severity: RuleDraft['severity'];
  text: string;
  help: string;
  condition: { direction: 'above' | 'below'; limit: number; deadband: number; forMs: number };
}

const plans: readonly RulePlan[] = [
  {
    set: 'nab-machine',
    series: 0,
    name: 'Machine stands still',
    severity: 'CRITICAL',
    text: 'far too cold, as if it stood still',
    help: 'Ask the shift whether the machine was stopped on purpose.\nIf not, lock it out and call maintenance.\nDo not restart before the cause is known.',
    condition: { direction: 'below', limit: 40, deadband: 20, forMs: minutes(15) },
  },
  {
    set: 'nab-machine',
    series: 0,
    name: 'Machine cools down',
    severity: 'MAJOR',
    text: 'colder than in any normal run',
    help: 'Compare with the load plan: is a pause planned?\nLook at the trend of the last two days.\nIf it goes on falling, have the machine inspected before it stops by itself.',
    condition: { direction: 'below', limit: 55, deadband: 10, forMs: minutes(15) },
  },
  {
    set: 'nab-machine',
    series: 0,
    name: 'Machine runs hot',
    severity: 'MINOR',
    text: 'too hot',
    help: 'Check the cooling and the load.\nReduce the load if it lasts longer than an hour.',
    condition: { direction: 'above', limit: 104, deadband: 8, forMs: minutes(15) },
  },
  {
    set: 'nab-ambient',
    series: 0,
    name: 'Factory office too warm',
    severity: 'MAJOR',
    text: 'too warm',
    help: 'Check the cooling.\nLook whether a door or the sun explains it.',
    condition: { direction: 'above', limit: 82, deadband: 2, forMs: 0 },
  },
  {
    set: 'nab-ambient',
    series: 0,
    name: 'Factory office too cold',
    severity: 'MINOR',
    text: 'too cold',
    help: 'Check the heating.\nLook whether a window was left open.',
    condition: { direction: 'below', limit: 60, deadband: 2, forMs: 0 },
  },
  {
    set: 'office',
    series: 3,
    name: 'Stale air',
    severity: 'WARNING',
    text: 'stale air (CO₂)',
    help: 'Open a window or raise the ventilation.\nIf it comes back every day, fewer people should share the room.',
    condition: { direction: 'above', limit: 1000, deadband: 200, forMs: minutes(10) },
  },
];

function draftOf(plan: RulePlan, device: SourceDevice, deviceId: string): RuleDraft | null {
  const watched = device.series[plan.series];
  if (!watched) return null;
  const { name, severity, text, help } = plan;
  return {
    name,
    enabled: true,
    scope: { kind: 'device', deviceId },
    series: { fragment: watched.fragment, series: watched.series },
    condition: { kind: 'threshold', clearForMs: 0, ...plan.condition },
    severity,
    text,
    help,
  };
}

/** The rules for these devices. @param idOf a device's id in the inventory. */
export function ruleDrafts(devices: readonly SourceDevice[], idOf: (device: SourceDevice) => string): RuleDraft[] {
  return devices.flatMap((device) =>
    plans.filter(({ set }) => set === device.set).flatMap((plan) => draftOf(plan, device, idOf(device)) ?? []),
  );
}

/** Create the rules that are not there yet, by name and device. @returns how many were created. */
export async function createRules(client: ConsoleClient, drafts: readonly RuleDraft[]): Promise<number> {
  const { rules } = await client.call('rules', {});
  const there = new Set(rules.map(({ name, scope }) => JSON.stringify([name, scope])));
  const missing = drafts.filter(({ name, scope }) => !there.has(JSON.stringify([name, scope])));
  for (const draft of missing) await client.call('addRule', draft);
  return missing.length;
}
