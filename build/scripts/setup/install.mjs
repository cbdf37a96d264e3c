/** Brings node_modules to what package-lock.json says, once per lock file and platform. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** @typedef {import('./children.mjs').ChildRunner} ChildRunner */
/** @typedef {import('./children.mjs').Ending} Ending */

/**
 * What the stamp file holds after an installation: it changes with the lock file, the platform and the processor.
 * @param {Buffer | string} lockFile content of package-lock.json
 * @param {string} platform
 * @param {string} arch
 */
export function installStamp(lockFile, platform, arch) {
  return `${createHash('sha256').update(lockFile).digest('hex')} ${platform}-${arch}\n`;
}

/**
 * Which command starts npm: the npm that runs us, else the one on the PATH.
 * @param {Record<string, string | undefined>} env
 * @param {string} platform
 * @returns {{ command: string, args: string[] }}
 */
export function npmCommand(env, platform) {
  const running = env['npm_execpath'];
  if (running && basename(running).startsWith('npm-cli')) return { command: process.execPath, args: [running] };
  // npm on Windows is a batch file, which only the command interpreter can start.
  return platform === 'win32' ? { command: 'cmd.exe', args: ['/d', '/c', 'npm'] } : { command: 'npm', args: [] };
}

const ciArguments = ['ci', '--ignore-scripts', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];

/**
 * Installs the packages unless the stamp says they are there. Progress and npm's own output go to stderr.
 * @param {string} root the project's folder
 * @param {ChildRunner} children
 * @returns {Promise<{ ok: true } | { ok: false, ending: Ending }>}
 */
export async function installPackages(root, children) {
  const stampFile = join(root, 'node_modules', '.valvomo-stamp');
  const stamp = installStamp(readFileSync(join(root, 'package-lock.json')), process.platform, process.arch);
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return { ok: true };

  process.stderr.write('Valvomo: installing the packages of package-lock.json (once, about a quarter of a minute) ...\n');
  const npm = npmCommand(process.env, process.platform);
  const ending = await children.run(npm.command, [...npm.args, ...ciArguments], { aside: true });
  if (ending.code !== 0) {
    process.stderr.write('Valvomo: the packages could not be installed; npm says why above.\n');
    return { ok: false, ending };
  }
  writeFileSync(stampFile, stamp);
  return { ok: true };
}
