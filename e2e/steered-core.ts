/** A core as a process of its own whose clock can be moved: by `{ sleepMs }`, as its machine sleeps, and by `{ passMs }`, as time passes. `[settings as JSON]` */
import { setImmediate } from 'node:timers/promises';

import { FakeClock } from '../embedded-server/testing/fake-clock.ts';
import { startTestPlatform } from '../embedded-server/testing/test-platform.ts';

export interface Move {
  sleepMs?: number;
  passMs?: number;
}

const tickMs = 100;
const stepMs = 10 * 60_000;

const clock = new FakeClock(Date.now());
const test = await startTestPlatform({ clock, sets: JSON.parse(process.argv[2] ?? '[]') as string[] });
const timer = setInterval(() => clock.advance(tickMs), tickMs);

/** In steps, so that what time makes due is also done. */
async function pass(ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= stepMs) {
    clock.advance(Math.min(left, stepMs));
    await setImmediate();
  }
}

process.on('message', ({ sleepMs = 0, passMs = 0 }: Move) => {
  clock.setWall(clock.now() + sleepMs);
  void pass(passMs).then(() => process.send?.({ moved: true }));
});
process.once('SIGTERM', () => {
  clearInterval(timer);
  process.disconnect();
  void test.end();
});
process.send?.({ deviceUrl: test.platform.urls.device, consoleUrl: test.platform.urls.console });
