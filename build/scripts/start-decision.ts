/** What `npm start` decides and says; no effects. */
import { z } from 'zod';

/**
 * Why this machine cannot show an Electron window, as a sentence; null when it can.
 * `uid` is undefined where the system has none (Windows).
 */
export function obstacleToWindow(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
  uid: number | undefined,
): string | null {
  if (platform !== 'linux') return null;
  if (!env['DISPLAY'] && !env['WAYLAND_DISPLAY']) {
    return 'There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so the desktop window stays away.';
  }
  if (uid === 0) {
    return 'You are root, and as root Electron starts only with its sandbox off, so the desktop window stays away.';
  }
  return null;
}

const readyLineSchema = z.object({
  ready: z.literal(true),
  deviceUrl: z.string(),
  consoleUrl: z.string(),
  /** The console's address with the one-time setup token, while nobody has claimed the site. */
  openUrl: z.string().optional(),
});

/** What a person is told instead of a line of the core's stdout: the addresses for the ready line, any other line as it is. */
export function addressLines(line: string): string[] {
  const ready = parseReadyLine(line);
  if (ready === null) return [line];
  return [
    '',
    `Valvomo is running.`,
    `  The console:       ${ready.openUrl ?? ready.consoleUrl}`,
    `  Devices post to:   ${ready.deviceUrl}`,
    '  Stop with Ctrl-C.',
  ];
}

/** The core's ready line, or null for anything else it prints. */
export function parseReadyLine(line: string): z.infer<typeof readyLineSchema> | null {
  if (!line.startsWith('{')) return null;
  try {
    return readyLineSchema.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}
