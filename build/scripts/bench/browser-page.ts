/** A core on a fresh folder and a page of its console, signed in, for measurements. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { chromium, type Page } from 'playwright-core';

import { adminPassword, startCore, type CoreProcess } from '../../../embedded-server/testing/core-process.ts';
import { findChromium } from '../verdict/chromium.ts';

export interface Bench {
  core: CoreProcess;
  /** Of the administrator on the device listener, `tenant/user:password`. */
  account: string;
  openPage(): Promise<Page>;
  end(): Promise<void>;
}

async function signedInPage(page: Page, consoleUrl: string): Promise<Page> {
  await page.goto(consoleUrl);
  await page.getByLabel('User name').fill('admin');
  await page.getByLabel('Password', { exact: true }).fill(adminPassword);
  await page.keyboard.press('Enter');
  await page.getByRole('navigation', { name: 'Views' }).waitFor();
  return page;
}

/**
 * Start; programs are let in and nobody is held to a rate.
 * @param keptDir data of a core that was filled before, kept as they are; a fresh folder that is taken away at the end when left out.
 * @throws without a Chromium.
 */
export async function startBench(keptDir?: string): Promise<Bench> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error('No Chromium is to be had; name one in CHROMIUM_PATH.');
  const dataDir = keptDir ?? mkdtempSync(join(tmpdir(), 'valvomo-bench-'));
  const core = await startCore(dataDir, { built: true, sets: ['deviceListener.applications=true', 'limits.enabled=false'], env: { VALVOMO_LOG_LEVEL: 'error' } });
  const browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
  return {
    core,
    account: `main/admin:${adminPassword}`,
    openPage: async () => signedInPage(await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' }), core.consoleUrl),
    async end() {
      await browser.close();
      await core.stop();
      if (keptDir === undefined) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
