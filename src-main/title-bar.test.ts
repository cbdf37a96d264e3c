import { describe, expect, it } from 'vitest';

import { titleBar } from './title-bar.ts';

describe('titleBar', () => {
  it.each(['win32', 'darwin'] as const)('leaves the bar to the page on %s, 40 px high, with buttons that stand out', (platform) => {
    expect(titleBar(platform, false)).toEqual({ titleBarStyle: 'hidden', titleBarOverlay: { color: 'transparent', symbolColor: 'black', height: 40 } });
    expect(titleBar(platform, true)).toMatchObject({ titleBarOverlay: { symbolColor: 'white' } });
  });

  it('keeps the frame on Linux', () => {
    expect(titleBar('linux', true)).toEqual({});
  });
});
