/** DNS service discovery (RFC 6763): what to ask, and what an answer says of whoever sent it. Pure. */
import type { Sighting } from './found-memory.ts';

/** A record as a packet's decoder gives it; everything in it is a stranger's. */
export interface DnsRecord {
  name?: unknown;
  type?: unknown;
  data?: unknown;
}

/** Names every kind of service there is. */
const everyKind = '_services._dns-sd._udp.local';
/** Kinds that devices of our field announce, asked for at once. */
const usual = ['_http._tcp', '_mqtt._tcp', '_modbus._tcp', '_opcua-tcp._tcp', '_coap._udp', '_esphomelib._tcp', '_shelly._tcp', '_hap._tcp', '_workstation._tcp'];

/** The questions of a search. */
export function dnsSdQuestions(): { name: string; type: 'PTR' }[] {
  return [everyKind, ...usual.map((kind) => `${kind}.local`)].map((name) => ({ name, type: 'PTR' }));
}

/** Records of one answer that are looked at. */
const mostRecords = 64;
const longestName = 255;

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, longestName) : '';
}

/** `http` out of `_http._tcp.local`. */
function kindOf(name: string): string | null {
  return /(?:^|\.)_([A-Za-z0-9-]{1,40})\._(?:tcp|udp)\.local\.?$/i.exec(name)?.[1] ?? null;
}

/** `Heat pump` out of `Heat pump._http._tcp.local`. */
function instanceOf(name: string): string | null {
  return /^(.+?)\._[A-Za-z0-9-]{1,40}\._(?:tcp|udp)\.local\.?$/i.exec(name)?.[1] ?? null;
}

function hostOf({ name, type }: DnsRecord): string | null {
  if (type !== 'A' && type !== 'AAAA') return null;
  return /^([^.]+)\.local\.?$/i.exec(textOf(name))?.[1] ?? null;
}

/** What an answer says, or null when it tells of no service and no host. */
export function parseDnsSdAnswer(records: readonly DnsRecord[], address: string): Sighting | null {
  const looked = records.slice(0, mostRecords);
  const names = looked.flatMap(({ name, type, data }) => (type === 'PTR' ? [textOf(name), textOf(data)] : [textOf(name)]));
  const kinds = new Set(names.flatMap((name) => kindOf(name) ?? []).filter((kind) => kind !== 'dns-sd'));
  const instance = names.map(instanceOf).find((found) => found !== null && found !== '_services');
  const name = instance ?? looked.map(hostOf).find((found) => found !== null) ?? '';
  return name === '' && kinds.size === 0 ? null : { address, name, kinds: [...kinds] };
}
