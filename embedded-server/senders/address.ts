/** Addresses of senders as they are kept and shown. Pure. */
import { isIPv6 } from 'node:net';

/** An IPv4 address that came over IPv6 is shown as what it is. */
export function plainAddress(address: string): string {
  const mapped = /^::ffff:(\d{1,3}(?:\.\d{1,3}){3})$/i.exec(address)?.[1];
  return mapped ?? address;
}

/** Whether an address is this machine's own. */
export function isOwnAddress(address: string): boolean {
  return /^127\./.test(address) || address === '::1';
}

/** The first four groups of an IPv6 address, written out. */
function firstHalf(address: string): string {
  const [head = '', tail] = address.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const filled = tail === undefined ? before : [...before, ...Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0'), ...after];
  return filled.slice(0, 4).join(':');
}

/**
 * Who counts as one when places are given out: an IPv4 address, or the 64 bits of an IPv6 network, in which
 * one machine can have any number of addresses.
 */
export function networkOf(address: string): string {
  const bare = address.split('%')[0] ?? '';
  return isIPv6(bare) ? `${firstHalf(bare)}::/64` : address;
}
