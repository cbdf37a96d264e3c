import { describe, expect, it } from 'vitest';

import { en } from './locales/en.ts';
import { fi } from './locales/fi.ts';
import { trayState } from './tray-state.ts';

const none = { CRITICAL: 0, MAJOR: 0, MINOR: 0, WARNING: 0 };

describe('trayState', () => {
  it.each([
    { counts: null, icon: 'unknown', count: 0, sentence: en.stateUnknown },
    { counts: none, icon: 'normal', count: 0, sentence: en.stateNormal },
    { counts: { ...none, WARNING: 2 }, icon: 'warning', count: 2, sentence: '2 warning' },
    { counts: { ...none, MINOR: 1, WARNING: 2 }, icon: 'minor', count: 1, sentence: '1 minor, 2 warning' },
    { counts: { ...none, MAJOR: 48 }, icon: 'major', count: 48, sentence: '48 major' },
    { counts: { CRITICAL: 1, MAJOR: 2, MINOR: 3, WARNING: 4 }, icon: 'critical', count: 1, sentence: '1 critical, 2 major, 3 minor, 4 warning' },
  ])('shows $icon for $counts', ({ counts, ...shown }) => {
    expect(trayState(counts, en)).toEqual(shown);
  });

  it('speaks Finnish', () => {
    expect(trayState({ ...none, CRITICAL: 1 }, fi).sentence).toBe('kriittisiä 1');
  });
});
