/** SSDP (UPnP Device Architecture 2.0, 1.3): the search, and what an answer to it says. Pure. */
import type { Sighting } from './found-memory.ts';

/** Where searches go. */
export const ssdpGroup = { address: '239.255.255.250', port: 1900 };

/** Ask everybody; answers come within two seconds, spread out. */
export function ssdpSearch(): Buffer {
  const { address, port } = ssdpGroup;
  const lines = ['M-SEARCH * HTTP/1.1', `HOST: ${address}:${port}`, 'MAN: "ssdp:discover"', 'MX: 2', 'ST: ssdp:all', '', ''];
  return Buffer.from(lines.join('\r\n'));
}

/** An honest answer is a few hundred bytes. */
const longestAnswer = 2048;

function headersOf(lines: readonly string[]): Map<string, string> {
  const headers = new Map<string, string>();
  for (const line of lines) {
    const [, name = '', value = ''] = /^([A-Za-z0-9.-]{1,40}):[ \t]*(.*)$/.exec(line) ?? [];
    if (name !== '' && !headers.has(name.toLowerCase())) headers.set(name.toLowerCase(), value.trim());
  }
  return headers;
}

/** `Basic` out of `urn:schemas-upnp-org:device:Basic:1`; what is no kind of device says nothing. */
function kindOf(target: string | undefined): string[] {
  const kind = /^urn:[^:]{1,80}:(?:device|service):([^:]{1,80})/.exec(target ?? '')?.[1];
  return kind ? [kind] : [];
}

/** The product out of `Linux/5.4 UPnP/1.0 Heatpump/2.1`, the last one named. */
function productOf(server: string | undefined): string {
  return server?.split(/\s+/).at(-1)?.split('/')[0] ?? '';
}

/** What an answer to a search says, or null when it is none. */
export function parseSsdpAnswer(bytes: Uint8Array, address: string): Sighting | null {
  if (bytes.byteLength > longestAnswer) return null;
  const [first = '', ...lines] = Buffer.from(bytes).toString('utf8').split(/\r?\n/);
  if (!/^HTTP\/1\.[01] 200\b/.test(first)) return null;
  const headers = headersOf(lines);
  return { address, name: productOf(headers.get('server')), kinds: kindOf(headers.get('st')) };
}
