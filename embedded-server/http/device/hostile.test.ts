/** What the device listener makes of requests nobody honest sends. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { errorBodySchema } from '#contract/errors.ts';

import { registerDevice, type RegisteredDevice } from '../../testing/registered-device.ts';
import { startTestPlatform, type TestPlatform } from '../../testing/test-platform.ts';

let platform: TestPlatform;
let device: RegisteredDevice;

beforeAll(async () => {
  platform = await startTestPlatform({ sets: ['limits.enabled=false'] });
  device = await registerDevice(platform, 'hostile');
});
afterAll(() => platform.end());

const json = { accept: 'application/json', 'content-type': 'application/json' };
const time = '2026-11-20T12:00:00Z';

/** Send bytes as they are; everything that comes back until the connection closes. */
async function raw(bytes: string): Promise<string> {
  const socket = connect(Number(new URL(platform.platform.urls.device).port), '127.0.0.1');
  await once(socket, 'connect');
  socket.write(bytes);
  return text(socket);
}

function get(path: string, host: string): Promise<string> {
  return raw(`GET ${path} HTTP/1.1\r\n${host}Authorization: ${device.client.authorization}\r\nConnection: close\r\n\r\n`);
}

function bodyOf(answer: string): unknown {
  return JSON.parse(answer.slice(answer.indexOf('{'), answer.lastIndexOf('}') + 1));
}

describe('bytes', () => {
  test.each([
    ['no Host', 'GET /tenant/loginOptions HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
    ['two Hosts', 'GET /tenant/loginOptions HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n', 400],
    ['an escape that is none', 'GET /inventory/managedObjects/%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 400],
    ['escapes that are no UTF-8', 'GET /inventory/managedObjects/%ff HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 400],
    ['an unknown expectation', 'GET / HTTP/1.1\r\nHost: x\r\nExpect: a miracle\r\nConnection: close\r\n\r\n', 417],
    ['two lengths', 'POST /event/events HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n', 400],
    ['length and chunks', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n', 400],
    ['no HTTP', 'hello\r\n\r\n', 400],
    ['headers of 20 KB', `GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
    ['an address nobody has', `GET /${'x'.repeat(5_000)} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`, 404],
  ])('%s', async (_name, bytes, status) => {
    const answer = await raw(bytes);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer).toMatch(/\r\nx-content-type-options: nosniff\r\n/i);
    expect(answer).toMatch(/\r\ncache-control: no-store\r\n/i);
    const body = bodyOf(answer);
    expect(errorBodySchema.strict().parse(body)).toEqual(body);
    expect(JSON.stringify(body)).not.toContain('xxxxx');
  });

  test('HTTP/1.0 needs no Host', async () => {
    expect(await raw('GET /tenant/loginOptions HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1.1 200 /);
  });
});

describe('a Host header', () => {
  test.each(['evil.example', 'evil.example:80', '256.256.256.256', '1.2.3.4:99999', '[:::::]', '[::1]:70000', 'a..b', '<script>', 'a@b', '%0d%0a', 'x'.repeat(300)])(
    '%s is not repeated in links',
    async (host) => {
      for (const path of ['/tenant/currentTenant', '/inventory/managedObjects', '/platform']) {
        const answer = await get(path, `Host: ${host}\r\n`);
        expect(answer).toMatch(/^HTTP\/1.1 200 /);
        expect(answer).not.toContain(host);
        expect(answer).toContain(platform.platform.urls.device);
      }
    },
  );

  test.each(['localhost:8080', '127.0.0.1:1234', '[::1]:8080'])('%s, a name of this machine, is', async (host) => {
    expect(await get('/inventory/managedObjects', `Host: ${host}\r\n`)).toContain(`http://${host}/inventory`);
  });
});

describe('a body', () => {
  const measurement = (fragments: string) => `{"source":{"id":"${device.id}"},"type":"t","time":"${time}",${fragments}}`;

  test.each([
    ['a number JSON cannot hold, in a measurement', '/measurement/measurements', () => measurement('"f":{"s":{"value":1}},"g":1e400'), 422],
    ['a number JSON cannot hold, in an object', '/inventory/managedObjects', () => '{"a":[{"b":-1e999}]}', 422],
    ['a number of 400 digits', '/inventory/managedObjects', () => `{"a":${'9'.repeat(400)}}`, 422],
    ['half a character as a fragment', '/measurement/measurements', () => measurement('"\\ud800":{"s":{"value":1}}'), 422],
    ['half a character as a series', '/measurement/measurements', () => measurement('"f":{"\\ud800":{"value":1},"\\ud801":{"value":1}}'), 422],
    ['half a character as a unit', '/measurement/measurements', () => measurement('"f":{"s":{"value":1,"unit":"\\ud800"}}'), 422],
    ['NUL in a fragment', '/measurement/measurements', () => measurement('"a\\u0000":{"s":{"value":1}}'), 422],
    ['a unit of 1,000 characters', '/measurement/measurements', () => measurement(`"f":{"s":{"value":1,"unit":"${'x'.repeat(1000)}"}}`), 422],
    ['an alarm of 100 KB', '/alarm/alarms', () => `"${'x'.repeat(100 * 1024)}"`, 413],
    ['more than a megabyte', '/event/events', () => `"${'x'.repeat(1024 * 1024)}"`, 413],
  ])('with %s is refused', async (_name, path, body, status) => {
    const answer = await device.client.post(path, body(), json);
    expect(answer.status).toBe(status);
    expect(errorBodySchema.parse(answer.body)).toEqual(answer.body);
  });
});
