import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { mayNavigate, originOf } from './navigation.ts';

const consoleOrigin = 'http://127.0.0.1:8090';

describe('mayNavigate', () => {
  it.each(['http://127.0.0.1:8090', 'http://127.0.0.1:8090/devices/17?tab=values#about', 'HTTP://127.0.0.1:8090/'])('allows the console: %s', (url) => {
    expect(mayNavigate(url, consoleOrigin)).toBe(true);
  });

  it.each([
    'http://127.0.0.1:8091/',
    'http://127.0.0.1/',
    'https://127.0.0.1:8090/',
    'http://localhost:8090/',
    'http://127.0.0.1:8090@evil.example/',
    'http://user@127.0.0.1:8090/',
    'http://user:secret@127.0.0.1:8090/',
    'http://127.0.0.1.evil.example:8090/',
    'http://１２７.0.0.2:8090/',
    'http://еvil.example:8090/',
    'blob:http://127.0.0.1:8090/5a9f2f6e',
    'filesystem:http://127.0.0.1:8090/temporary/a',
    'view-source:http://127.0.0.1:8090/',
    'ws://127.0.0.1:8090/',
    'file:///etc/passwd',
    'file://127.0.0.1:8090/a',
    'javascript:alert(1)',
    'data:text/html,<p>hello',
    'about:blank',
    'about:srcdoc',
    'chrome://settings',
    'devtools://devtools/bundled/inspector.html',
    '//127.0.0.1:8090/',
    '/devices',
    '',
    'http://',
  ])('refuses everything else: %s', (url) => {
    expect(mayNavigate(url, consoleOrigin)).toBe(false);
  });

  it('refuses everything before the core is ready', () => {
    expect(mayNavigate('http://127.0.0.1:8090/', null)).toBe(false);
  });

  it('never allows an address whose origin differs', () => {
    fc.assert(
      fc.property(fc.oneof(fc.webUrl(), fc.string()), (url) => {
        expect(mayNavigate(url, consoleOrigin)).toBe(false);
      }),
      { numRuns: 30 },
    );
  });
});

describe('originOf', () => {
  it.each([
    ['http://127.0.0.1:8090/#setup=1', 'http://127.0.0.1:8090'],
    ['file:///a', null],
    ['data:text/plain,a', null],
    ['nonsense', null],
  ])('of %s is %s', (url, origin) => {
    expect(originOf(url)).toBe(origin);
  });
});
