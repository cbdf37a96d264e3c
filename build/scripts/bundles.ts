/** The bundles (the console; the headless core; the desktop shell with the core) and when they must be made again. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { builtCore } from './setup/tasks.mjs';
import { hashOf } from './tree-hash.ts';

const root = join(import.meta.dirname, '..', '..');

interface Bundle {
  words: string;
  make(): Promise<unknown>;
  /** Files and folders it is made of, beside the packages and the compiler's settings. */
  sources: string[];
  /** The file whose absence means it was never made. */
  result: string;
}

const bundles = {
  renderer: {
    words: 'the console',
    make: () => makeParts('renderer'),
    sources: ['src-renderer', 'embedded-server/contract', 'assets'],
    result: 'out/renderer/index.html',
  },
  core: {
    words: 'the core',
    make: makeCore,
    sources: ['embedded-server', 'build/scripts/core-bundle.ts'],
    result: builtCore,
  },
  desktop: {
    words: 'the desktop shell',
    make: () => makeParts('main,preload'),
    sources: ['src-main', 'embedded-server', 'assets'],
    result: 'out/main/main.js',
  },
} satisfies Record<string, Bundle>;

export type BundleName = keyof typeof bundles;

const settings = ['package.json', 'package-lock.json', 'electron.vite.config.ts', 'tsconfig.base.json'];

/** Whether a word on the command line names a bundle. */
export function isBundle(word: string): word is BundleName {
  return Object.hasOwn(bundles, word);
}

/** Makes each named bundle whose sources changed since it was made last. False, with the reason on stderr, when a build fails. */
export async function bringUpToDate(names: readonly BundleName[]): Promise<boolean> {
  try {
    for (const name of names) {
      const stamp = hashOf(root, [...settings, ...bundles[name].sources]);
      if (!isMade(name, stamp)) await make(name, stamp);
    }
    return true;
  } catch (error) {
    process.stderr.write(`Valvomo: ${error instanceof Error ? error.message : String(error)}\n`);
    return false;
  }
}

function stampFile(name: BundleName): string {
  return join(root, 'out', '.stamps', name);
}

function isMade(name: BundleName, stamp: string): boolean {
  const file = stampFile(name);
  return existsSync(join(root, bundles[name].result)) && existsSync(file) && readFileSync(file, 'utf8') === stamp;
}

// The bundlers are loaded only when they are needed: an up-to-date start need not wait for them.

/** @param parts names of electron.vite.config.ts */
async function makeParts(parts: string): Promise<void> {
  process.env['VALVOMO_BUILD'] = parts;
  const { build } = await import('electron-vite');
  await build({ root, logLevel: 'warn', ignoreConfigWarning: true });
}

async function makeCore(): Promise<void> {
  const { buildCore } = await import('./core-bundle.ts');
  await buildCore(root);
}

async function make(name: BundleName, stamp: string): Promise<void> {
  process.stderr.write(`Valvomo: building ${bundles[name].words} (again only when its sources change) ...\n`);
  rmSync(stampFile(name), { force: true });
  await bundles[name].make();
  mkdirSync(join(root, 'out', '.stamps'), { recursive: true });
  writeFileSync(stampFile(name), stamp);
}
