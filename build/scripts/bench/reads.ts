/** Reading over the wire on a large site: lists, queries, children, counts, one call after the other; and what a wide page does to who posts meanwhile. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { adminPassword, startCore, type CoreProcess } from '../../../embedded-server/testing/core-process.ts';
import { fillMainTenant, type FilledTenant, type LargeTenant } from '../../../embedded-server/testing/large-tenant.ts';
import { WireClient } from '../../../embedded-server/testing/wire-client.ts';
import { quantile, type Figure } from './figures.ts';

const rounds = 100;
const narrowMs = 50;
/** A thread that is held for so long by one read lets everybody else wait. */
const heldMs = 50;

interface Call {
  name: string;
  /** Its address in a round; each asks about something else. */
  path(filled: FilledTenant, round: number): string;
}

const objects = '/inventory/managedObjects';
const encoded = (query: string): string => `${objects}?pageSize=100&query=${encodeURIComponent(query)}`;
const gateway = ({ firstDevice }: FilledTenant, round: number): number => firstDevice + (round % 1_000) * 10;
const device = ({ firstDevice }: FilledTenant, round: number): number => firstDevice + ((round * 97) % 10_000);
const group = ({ firstGroup }: FilledTenant, round: number): number => firstGroup + (round % 100);

const calls: Call[] = [
  { name: 'object', path: (filled, round) => `${objects}/${gateway(filled, round)}` },
  { name: 'object by serial number', path: (_filled, round) => `/identity/externalIds/c8y_Serial/serial-${round}` },
  { name: 'devices, a page of 100', path: (_filled, round) => `${objects}?fragmentType=c8y_IsDevice&pageSize=100&currentPage=${(round % 90) + 1}` },
  { name: 'devices by type, with total', path: (_filled, round) => `${objects}?type=meter${round % 7}&pageSize=100&withTotalPages=true` },
  { name: 'count of devices', path: () => `${objects}/count?fragmentType=c8y_IsDevice` },
  { name: 'text', path: (_filled, round) => `${objects}?text=Meter%200${String(round).padStart(4, '0')}&pageSize=100` },
  { name: 'query by name', path: (_filled, round) => encoded(`$filter=(name eq 'Gateway 0${round % 10}*') $orderby=name asc`) },
  { name: 'query by fragment and type', path: (_filled, round) => encoded(`has(com_cumulocity_model_Agent) and type eq 'gateway' and name eq 'Gateway 0${round % 10}*'`) },
  { name: 'query of a group', path: (filled, round) => encoded(`bygroupid(${group(filled, round)}) and has(c8y_Hardware)`) },
  { name: 'query of a hierarchy', path: (filled, round) => encoded(`isinhierarchyof(${group(filled, round)})`) },
  { name: 'child devices', path: (filled, round) => `${objects}/${gateway(filled, round)}/childDevices?pageSize=100&withTotalPages=true` },
  { name: 'child assets', path: (filled, round) => `${objects}/${group(filled, round)}/childAssets?pageSize=100` },
  { name: 'alarms, the newest 100', path: () => '/alarm/alarms?pageSize=100' },
  { name: 'alarms not resolved', path: () => '/alarm/alarms?pageSize=100&resolved=false' },
  { name: 'alarms of a device', path: (filled, round) => `/alarm/alarms?source=${device(filled, round)}&pageSize=100` },
  { name: 'alarms of a gateway and its children', path: (filled, round) => `/alarm/alarms?source=${gateway(filled, round)}&withSourceDevices=true&pageSize=100` },
  { name: 'alarms of a type and severity', path: (_filled, round) => `/alarm/alarms?type=type${round % 20}&severity=MAJOR&pageSize=100` },
  { name: 'count of alarms of a device', path: (filled, round) => `/alarm/alarms/count?source=${device(filled, round)}` },
  { name: 'count of alarms not resolved', path: () => '/alarm/alarms/count?resolved=false' },
  { name: 'events, the newest 100', path: () => '/event/events?pageSize=100' },
  { name: 'events of a device', path: (filled, round) => `/event/events?source=${device(filled, round)}&pageSize=100` },
  { name: 'events of a type', path: (_filled, round) => `/event/events?type=type${round % 20}&pageSize=100` },
  { name: 'events with a fragment', path: () => '/event/events?fragmentType=c8y_Door&pageSize=100' },
  { name: 'operations of an agent', path: (filled, round) => `/devicecontrol/operations?agentId=${gateway(filled, round)}&status=PENDING&pageSize=100` },
];

/** What the wire lets anybody ask for at most: 2,000 rows. */
const widest: Call[] = [
  { name: 'widest page of devices', path: () => `${objects}?fragmentType=c8y_IsDevice&pageSize=2000` },
  { name: 'widest page of gateways with children', path: () => `${objects}?type=gateway&pageSize=2000&withChildren=true` },
  { name: 'widest page of a query', path: () => `${objects}?pageSize=2000&query=${encodeURIComponent("$filter=(name eq 'Meter*') $orderby=name desc")}` },
  { name: 'widest page of alarms', path: () => '/alarm/alarms?pageSize=2000' },
  { name: 'widest page of events', path: () => '/event/events?pageSize=2000' },
  { name: 'a page far behind', path: () => '/event/events?pageSize=100&currentPage=4000' },
  { name: 'count of all alarms', path: () => '/alarm/alarms/count' },
  { name: 'count of all events', path: () => '/event/events?pageSize=1&withTotalPages=true' },
];

/** A connection that lay idle may be closed by the core in the moment it is used again; then the call is made anew. */
async function timed(client: WireClient, path: string, again = true): Promise<number> {
  const startMs = performance.now();
  const answer = await client.get(path).catch((error: unknown) => {
    if (again && error instanceof TypeError) return null;
    throw error;
  });
  if (!answer) return timed(client, path, false);
  const { status, body } = answer;
  if (status !== 200) throw new Error(`${path}: ${status} ${JSON.stringify(body).slice(0, 300)}`);
  return performance.now() - startMs;
}

async function timesOf(client: WireClient, filled: FilledTenant, call: Call, count: number): Promise<number[]> {
  const times: number[] = [];
  await timed(client, call.path(filled, 0));
  for (let round = 0; round < count; round += 1) times.push(await timed(client, call.path(filled, round)));
  return times;
}

async function figuresOf(client: WireClient, filled: FilledTenant, call: Call): Promise<Figure[]> {
  const times = await timesOf(client, filled, call, rounds);
  return [
    { name: `${call.name}, p50`, value: quantile(times, 0.5), unit: 'ms' },
    { name: `${call.name}, p95`, value: quantile(times, 0.95), unit: 'ms', most: narrowMs },
  ];
}

/** The longest that something tiny waits while wide pages are asked for without a pause. */
async function held(client: WireClient, filled: FilledTenant, call: Call): Promise<Figure[]> {
  const idle = quantile(await timesOf(client, filled, { name: 'tiny', path: () => '/tenant/currentTenant' }, 50), 0.95);
  let isOver = false;
  const waits: number[] = [];
  const asking = timesOf(client, filled, call, 20).finally(() => (isOver = true));
  while (!isOver) waits.push(await timed(client, '/tenant/currentTenant'));
  const times = await asking;
  return [
    { name: `${call.name}, p95`, value: quantile(times, 0.95), unit: 'ms' },
    { name: `${call.name}: others are held, p95`, value: Math.max(0, quantile(waits, 0.95) - idle), unit: 'ms', most: heldMs },
  ];
}

async function onLargeSite<Result>(size: LargeTenant, act: (core: CoreProcess, filled: FilledTenant) => Promise<Result>): Promise<Result> {
  const dataDir = mkdtempSync(join(tmpdir(), 'valvomo-bench-'));
  const options = { built: true, sets: ['deviceListener.applications=true', 'limits.enabled=false'], env: { VALVOMO_LOG_LEVEL: 'error' } };
  try {
    await (await startCore(dataDir, options)).stop();
    const filled = await fillMainTenant(dataDir, size);
    const core = await startCore(dataDir, options);
    return await act(core, filled).finally(() => core.stop());
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Fill a site by SQL, then read it over HTTP. */
export function measureReads(size: LargeTenant): Promise<Figure[]> {
  return onLargeSite(size, async (core, filled) => {
    const client = new WireClient(core.deviceUrl, `main/admin:${adminPassword}`);
    const figures: Figure[] = [];
    for (const call of calls) figures.push(...(await figuresOf(client, filled, call)));
    for (const call of widest) figures.push(...(await held(client, filled, call)));
    return figures;
  });
}
