/** The clock of the pictures: first moved by hand while the site's past is made, then the wall stands still and timers run on. */
import { FakeClock } from '../../embedded-server/testing/fake-clock.ts';

const tickMs = 250;

export class PictureClock extends FakeClock {
  /** From now on time passes for timers, sessions and the feed, and the wall shows one moment. */
  stopWall(): NodeJS.Timeout {
    const shownMs = this.now();
    return setInterval(() => {
      this.setWall(shownMs - tickMs);
      this.advance(tickMs);
    }, tickMs);
  }
}
