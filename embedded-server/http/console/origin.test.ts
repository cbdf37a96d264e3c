import { expect, test } from 'vitest';

import { assertOwnHost, assertOwnOrigin, ownHosts, type RequestOrigin } from './origin.ts';

const hosts = ownHosts(8090, ['Console.Site.Local']);
const read: RequestOrigin = { method: 'GET', host: '127.0.0.1:8090', origin: undefined, fetchSite: undefined, isUpgrade: false };
const own = 'http://127.0.0.1:8090';

function passes(request: RequestOrigin): boolean {
  try {
    assertOwnHost(request, hosts);
    assertOwnOrigin(request);
    return true;
  } catch {
    return false;
  }
}

test.each([
  ['127.0.0.1:8090', true],
  ['localhost:8090', true],
  ['LOCALHOST:8090', true],
  ['[::1]:8090', true],
  ['console.site.local:8090', true],
  ['127.0.0.1', false],
  ['127.0.0.1:8091', false],
  ['evil.example:8090', false],
  ['127.0.0.1.nip.io:8090', false],
  [undefined, false],
])('host %s: %s', (host, expected) => {
  expect(passes({ ...read, host })).toBe(expected);
});

test('on port 80 browsers leave the port out', () => {
  expect(ownHosts(80).has('localhost')).toBe(true);
  expect(ownHosts(8080).has('localhost')).toBe(false);
});

test.each([
  ['POST', own, undefined, true],
  ['POST', own, 'same-origin', true],
  ['POST', undefined, undefined, false],
  ['POST', 'null', undefined, false],
  ['POST', 'http://127.0.0.1:8080', undefined, false],
  ['POST', 'http://localhost:8090', undefined, false],
  ['POST', 'https://127.0.0.1:8090', undefined, false],
  ['POST', own, 'same-site', false],
  ['DELETE', undefined, undefined, false],
  ['PUT', 'http://evil.example', 'cross-site', false],
  ['GET', undefined, 'none', true],
  ['GET', undefined, 'cross-site', false],
  ['GET', 'http://evil.example', undefined, false],
])('%s from origin %s, Sec-Fetch-Site %s: %s', (method, origin, fetchSite, expected) => {
  expect(passes({ ...read, method, origin, fetchSite })).toBe(expected);
});

test('a WebSocket needs the origin, as nothing else holds a foreign page off', () => {
  expect(passes({ ...read, isUpgrade: true })).toBe(false);
  expect(passes({ ...read, isUpgrade: true, origin: 'http://evil.example' })).toBe(false);
  expect(passes({ ...read, isUpgrade: true, origin: own })).toBe(true);
});
