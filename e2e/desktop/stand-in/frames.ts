import type { Frame } from 'playwright-core';

import { strict } from './strict.ts';

/** What the shell may ask about the frame that calls it. */
export interface StandInFrame {
  readonly url: string;
  /** As the frame itself sees it, so an about:blank child has its parent's and a sandboxed one has `null`. */
  readonly origin: string;
  readonly parent: StandInFrame | null;
}

export async function describeFrame(frame: Frame): Promise<StandInFrame> {
  const parent = frame.parentFrame();
  return strict('WebFrameMain', {
    url: frame.url(),
    origin: await frame.evaluate(() => self.origin),
    parent: parent === null ? null : await describeFrame(parent),
  });
}
