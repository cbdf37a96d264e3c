import { defineConfig } from '@playwright/test';

import { findChromium } from './build/scripts/verdict/chromium.ts';

const executablePath = findChromium() ?? undefined;

/** The stories of e2e/, in the machine's own Chromium. Each test brings its own core on a fresh data directory. */
export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.e2e.ts',
  outputDir: 'test-results',
  forbidOnly: true,
  // A story that needs it is named in the verdict: a machine that stood still for a moment must not hide what the others say.
  retries: 1,
  workers: 2,
  timeout: 60_000,
  expect: {
    timeout: 10_000,
    // Enough for another Chromium's smoothing of letters, too little for a button that moved.
    toHaveScreenshot: { maxDiffPixels: 150, threshold: 0.2 },
  },
  snapshotPathTemplate: '{testDir}/pictures/shots/{arg}{ext}',
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    // What pulses is drawn anew for ever, and without a graphics card that takes a processor of its own.
    reducedMotion: 'reduce',
    // To record every story that goes well takes a good part of the time of all.
    trace: 'on-first-retry',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      // Chromium refuses its own sandbox to root; tests open nothing but the console.
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    },
  },
});
