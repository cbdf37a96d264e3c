/**
 * Electron's program file. It comes from outside the npm registry, so an offline machine may not get it:
 * it is fetched once, within a minute, and a failure is remembered for a day.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const dayMs = 24 * 60 * 60 * 1000;
const fetchLimitMs = 60_000;

/**
 * Whether a remembered failure still holds. `content` is what the attempt file says (a moment in ms since
 * 1970), null without one; anything unreadable or in the future does not hold.
 */
export function failureHolds(content: string | null, nowMs: number): boolean {
  const ageMs = content === null ? Number.NaN : nowMs - Number(content);
  return ageMs >= 0 && ageMs < dayMs;
}

/** The program's absolute path, fetched if need be; else a sentence saying why it is not to be had. */
export function electronProgram(root: string): { program: string } | { obstacle: string } {
  const attemptFile = join(root, 'node_modules', '.valvomo-electron-attempt');
  const present = installedProgram(root);
  if (present !== null) return { program: present };
  if (failureHolds(existsSync(attemptFile) ? readFileSync(attemptFile, 'utf8') : null, Date.now())) {
    return { obstacle: `Electron's program file could not be fetched lately, so the desktop window stays away; it is tried again after a day (at once without ${attemptFile}).` };
  }
  fetchProgram(root);
  const fetched = installedProgram(root);
  if (fetched === null) {
    writeFileSync(attemptFile, String(Date.now()));
    return { obstacle: "Electron's program file could not be fetched (it comes from github.com), so the desktop window stays away." };
  }
  rmSync(attemptFile, { force: true });
  return { program: fetched };
}

function installedProgram(root: string): string | null {
  const electron = join(root, 'node_modules', 'electron');
  const pathFile = join(electron, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const program = join(electron, 'dist', readFileSync(pathFile, 'utf8'));
  return existsSync(program) ? program : null;
}

function fetchProgram(root: string): void {
  process.stderr.write("Valvomo: fetching Electron's program file (once, a minute at most) ...\n");
  spawnSync(process.execPath, [join(root, 'node_modules', 'electron', 'install.js')], {
    stdio: ['ignore', 2, 2],
    timeout: fetchLimitMs,
    killSignal: 'SIGKILL',
  });
}
