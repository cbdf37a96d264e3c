import { expect, test } from 'vitest';

import { openingCommand } from './browser.ts';

const url = 'http://127.0.0.1:5173/';

test.each([
  ['linux', { DISPLAY: ':0' }, 'xdg-open'],
  ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, 'xdg-open'],
  ['linux', {}, undefined],
  ['darwin', {}, 'open'],
  ['win32', {}, 'cmd'],
] as const)('%s with %j: %s', (platform, env, command) => {
  const found = openingCommand(platform, env, url);
  expect(found?.[0]).toBe(command);
  if (found) expect(found[1]).toContain(url);
});
