import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { silenceMs, watchCore } from './core-watch.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('watchCore', () => {
  it('says nothing when the core comes back in time', () => {
    const alert = vi.fn();
    const watch = watchCore(alert);
    watch.down();
    vi.advanceTimersByTime(silenceMs - 1);
    watch.up();
    vi.advanceTimersByTime(silenceMs);
    expect(alert).not.toHaveBeenCalled();
  });

  it('alerts once in an outage, however often the core is tried', () => {
    const alert = vi.fn();
    const watch = watchCore(alert);
    for (let tries = 0; tries < 10; tries++) {
      watch.down();
      vi.advanceTimersByTime(silenceMs / 2);
    }
    expect(alert).toHaveBeenCalledOnce();
  });

  it('alerts again in the next outage', () => {
    const alert = vi.fn();
    const watch = watchCore(alert);
    watch.down();
    vi.advanceTimersByTime(silenceMs);
    watch.up();
    watch.down();
    vi.advanceTimersByTime(silenceMs);
    expect(alert).toHaveBeenCalledTimes(2);
  });
});
