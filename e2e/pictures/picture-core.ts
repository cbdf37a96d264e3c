/** The cores of the pictures as a process of its own: one installation at one moment, and one at its first run. Tells its address when its past is made. `[console folder]` */
import { startTestPlatform } from '../../embedded-server/testing/test-platform.ts';
import { mondayMs, shownMs } from './believable-site.ts';
import { PictureClock } from './picture-clock.ts';
import { makeHistory } from './site-history.ts';

const clock = new PictureClock(mondayMs);
const platform = await startTestPlatform({ clock, consoleFolder: process.argv[2], sets: ['limits.enabled=false'] });
await makeHistory(platform, clock);
// Beside it one that nobody has claimed yet, at the same moment.
const unclaimedClock = new PictureClock(shownMs);
const unclaimed = await startTestPlatform({ clock: unclaimedClock, consoleFolder: process.argv[2], unclaimed: true });
const timers = [clock.stopWall(), unclaimedClock.stopWall()];
process.once('SIGTERM', () => {
  timers.forEach((timer) => clearInterval(timer));
  void Promise.all([platform.end(), unclaimed.end()]);
});
process.send?.({ consoleUrl: platform.platform.urls.console, firstRunUrl: unclaimed.platform.urls.open });
