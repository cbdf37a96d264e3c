import fc from 'fast-check';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { afterEach, expect, test, vi } from 'vitest';

import { systemClock } from '../clock.ts';
import { FakeClock } from '../testing/fake-clock.ts';
import { Discovery } from './discovery.ts';
import { dnsSdQuestions, parseDnsSdAnswer } from './dns-sd.ts';
import { FoundMemory } from './found-memory.ts';
import { parseSsdpAnswer, ssdpSearch } from './ssdp.ts';

const heatPump = [
  'HTTP/1.1 200 OK',
  'CACHE-CONTROL: max-age=1800',
  'ST: urn:schemas-upnp-org:device:Basic:1',
  'USN: uuid:1::upnp:rootdevice',
  'SERVER: Linux/5.4 UPnP/1.0 Heatpump/2.1',
  'LOCATION: http://192.168.1.9/desc.xml',
  '',
  '',
].join('\r\n');

test('an SSDP answer says the product and the kind', () => {
  expect(parseSsdpAnswer(Buffer.from(heatPump), '192.168.1.9')).toEqual({ address: '192.168.1.9', name: 'Heatpump', kinds: ['Basic'] });
});

test.each([['NOTIFY * HTTP/1.1\r\n\r\n'], ['HTTP/1.1 404 Not Found\r\n\r\n'], [''], [`HTTP/1.1 200 OK\r\n${'x'.repeat(4000)}`]])('%j is no answer', (text) => {
  expect(parseSsdpAnswer(Buffer.from(text), '10.0.0.1')).toBeNull();
});

test('the search is one packet as the standard has it', () => {
  expect(ssdpSearch().toString()).toMatch(/^M-SEARCH \* HTTP\/1\.1\r\nHOST: 239\.255\.255\.250:1900\r\nMAN: "ssdp:discover"\r\n(.+\r\n)+\r\n$/);
});

test('a service\'s records say what it is called and what it is', () => {
  const records = [
    { name: '_http._tcp.local', type: 'PTR', data: 'Heat pump, hall 2._http._tcp.local' },
    { name: 'Heat pump, hall 2._http._tcp.local', type: 'SRV', data: { target: 'esp-42.local', port: 80 } },
    { name: 'esp-42.local', type: 'A', data: '192.168.1.9' },
  ];
  expect(parseDnsSdAnswer(records, '192.168.1.9')).toEqual({ address: '192.168.1.9', name: 'Heat pump, hall 2', kinds: ['http'] });
  expect(parseDnsSdAnswer([{ name: 'esp-42.local', type: 'A' }], 'x')).toMatchObject({ name: 'esp-42', kinds: [] });
  expect(parseDnsSdAnswer([{ name: '_services._dns-sd._udp.local', type: 'PTR', data: '_mqtt._tcp.local' }], 'x')).toMatchObject({ kinds: ['mqtt'] });
  expect(parseDnsSdAnswer([{ name: 'example.org', type: 'A' }], 'x')).toBeNull();
});

test('whatever strangers answer, nothing fails and what is kept is bounded', () => {
  const text = fc.oneof(fc.string({ maxLength: 600 }), fc.constantFrom('_http._tcp.local', 'x._http._tcp.local', '._._tcp.local', '\u202e._http._tcp.local'));
  const record = fc.record({ name: fc.oneof(text, fc.anything()), type: fc.oneof(fc.constantFrom('PTR', 'A', 'SRV', 'TXT'), fc.anything()), data: fc.oneof(text, fc.anything()) });
  const header = fc.tuple(fc.constantFrom('SERVER', 'ST', 'USN', ''), fc.string({ maxLength: 300 })).map(([name, value]) => `${name}: ${value}`);
  const answer = fc.oneof(
    fc.uint8Array({ maxLength: 3000 }),
    fc.array(header, { maxLength: 20 }).map((lines) => Buffer.from(['HTTP/1.1 200 OK', ...lines].join('\r\n'))),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.ipV4(), fc.array(record, { maxLength: 80 }), answer), { maxLength: 40 }), (answers) => {
      const memory = new FoundMemory();
      for (const [address, records, bytes] of answers) {
        for (const seen of [parseDnsSdAnswer(records, address), parseSsdpAnswer(bytes, address)]) if (seen) memory.note(seen, 0);
      }
      const all = memory.all(0);
      expect(all.length).toBeLessThanOrEqual(answers.length);
      for (const { name, kinds } of all) {
        expect(name.length).toBeLessThanOrEqual(81);
        expect(kinds.length).toBeLessThanOrEqual(8);
        expect([name, ...kinds].join('')).not.toMatch(/[\p{C}]/u);
      }
    }),
  );
});

test('not more than two hundred are kept, and who is silent for ten minutes is gone', () => {
  const memory = new FoundMemory();
  for (let number = 0; number < 500; number += 1) memory.note({ address: `10.0.${number >> 8}.${number & 255}`, name: '', kinds: ['http'] }, number);
  expect(memory.all(500)).toHaveLength(200);
  expect(memory.all(500 + 10 * 60_000)).toHaveLength(0);
});

const running: Discovery[] = [];
afterEach(() => running.splice(0).forEach((discovery) => discovery.close()));

async function freePort(): Promise<number> {
  const socket = createSocket('udp4').bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = socket.address();
  socket.close();
  return port;
}

test('with the device port closed to the network nothing is opened and nothing sent', () => {
  const clock = new FakeClock();
  const discovery = new Discovery(clock, { open: false });
  expect(discovery.look()).toEqual({ state: 'closed', devices: [] });
  expect(clock.timers).toBe(0);
  expect(discovery.ssdpPort).toBeUndefined();
});

test('an answer that arrives is found; broken packets are borne; without anybody looking it ends', async () => {
  const mdnsPort = await freePort();
  const clock = new FakeClock();
  const discovery = new Discovery(clock, { open: true, mdnsPort, networkInterface: '127.0.0.1' });
  running.push(discovery);
  discovery.look();
  const sender = createSocket('udp4');
  const send = (bytes: Uint8Array, port: number) => new Promise<void>((resolve) => sender.send(bytes, port, '127.0.0.1', () => resolve()));
  // Names that point at themselves, counts that lie, noise.
  const loop = Buffer.from([0, 0, 0x84, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0xc0, 12, 0, 12, 0, 1, 0, 0, 0, 0, 0, 2, 0xc0, 12]);
  const liar = Buffer.from([0, 0, 0x84, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]);
  await vi.waitFor(async () => {
    for (const bytes of [loop, liar, Buffer.alloc(0), Buffer.alloc(1400, 0xc0)]) await send(bytes, mdnsPort);
    await send(Buffer.from(heatPump), discovery.ssdpPort ?? 0);
    expect(discovery.look().devices).toMatchObject([{ address: '127.0.0.1', name: 'Heatpump', kinds: ['Basic'] }]);
  });
  sender.close();
  clock.advance(3 * 60_000);
  expect(clock.timers).toBe(0);
  expect(discovery.ssdpPort).toBeUndefined();
});

test('a DNS answer on the wire is found', async () => {
  const mdnsPort = await freePort();
  const discovery = new Discovery(systemClock, { open: true, mdnsPort, networkInterface: '127.0.0.1' });
  running.push(discovery);
  const { default: makeMulticastDns } = await import('multicast-dns');
  const device = makeMulticastDns({ port: mdnsPort, bind: false as unknown as string, multicast: false });
  await vi.waitFor(() => {
    discovery.look();
    device.respond({ answers: [{ name: '_mqtt._tcp.local', type: 'PTR', data: 'Boiler._mqtt._tcp.local' }] }, { port: mdnsPort, address: '127.0.0.1' });
    expect(discovery.look().devices).toMatchObject([{ name: 'Boiler', kinds: ['mqtt'] }]);
  });
  device.destroy();
});

test('what is asked for is asked in one packet', () => {
  expect(dnsSdQuestions().map(({ name }) => name)).toContain('_services._dns-sd._udp.local');
  expect(dnsSdQuestions().length).toBeLessThan(20);
});
