/** The core of the pictures as a process of its own: one site, one moment. Tells its address when its past is made. `[console folder]` */
import { startTestPlatform } from '../../embedded-server/testing/test-platform.ts';
import { mondayMs } from './believable-site.ts';
import { PictureClock } from './picture-clock.ts';
import { makeHistory } from './site-history.ts';

const clock = new PictureClock(mondayMs);
const platform = await startTestPlatform({ clock, consoleFolder: process.argv[2], sets: ['limits.enabled=false'] });
await makeHistory(platform, clock);
const timer = clock.stopWall();
process.once('SIGTERM', () => {
  clearInterval(timer);
  void platform.end();
});
process.send?.({ consoleUrl: platform.platform.urls.console });
