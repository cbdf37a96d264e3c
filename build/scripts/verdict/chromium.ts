/** The Chromium the end-to-end tests run in: one that is there, else one that is installed for them. */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

import { chromium } from 'playwright-core';

import { runCommand } from './run-command.ts';

const names = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser'];

/** Where Chrome installs itself on systems that do not put it on the PATH. */
const usualPlaces = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

/**
 * The program file of a Chromium on this machine, or null: CHROMIUM_PATH, else an installed Chrome or
 * Chromium, else the one Playwright downloaded earlier.
 */
export function findChromium(env: Readonly<Record<string, string | undefined>> = process.env): string | null {
  const onPath = (env['PATH'] ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  const candidates = [env['CHROMIUM_PATH'] ?? '', ...onPath, ...usualPlaces, chromium.executablePath()];
  return candidates.find((path) => path !== '' && isProgram(path)) ?? null;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Finds a Chromium or installs one; `report` is told what happens. Null when none is to be had. */
export async function provideChromium(report: (line: string) => void): Promise<string | null> {
  const found = findChromium();
  if (found !== null) return found;
  for (const [words, attempt] of installations()) {
    report(`installing a Chromium for the end-to-end tests: ${words} ...`);
    report((await attempt()).trim());
    const installed = findChromium();
    if (installed !== null && starts(installed)) return installed;
  }
  return null;
}

type Attempt = [words: string, attempt: () => Promise<string>];

function installations(): Attempt[] {
  const playwright: Attempt = ["Playwright's own", installPlaywrights];
  const isDebianRoot = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  return isDebianRoot ? [playwright, ["the system's package", installDebians]] : [playwright];
}

async function installPlaywrights(): Promise<string> {
  const cli = join(import.meta.dirname, '../../../node_modules/playwright-core/cli.js');
  return (await runCommand(process.execPath, [cli, 'install', 'chromium'], { timeoutMs: 180_000 })).output;
}

async function installDebians(): Promise<string> {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const update = await runCommand('apt-get', ['update'], { env, timeoutMs: 120_000 });
  const install = await runCommand('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { env, timeoutMs: 240_000 });
  // apt lists every package it unpacks; only a failure is worth reading.
  return install.code === 0 ? '' : update.output + install.output;
}

/** A downloaded browser may lack system libraries; asking its version shows that. */
function starts(path: string): boolean {
  return spawnSync(path, ['--version'], { timeout: 15_000 }).status === 0;
}
