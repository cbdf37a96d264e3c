/**
 * What the Electron shell, the core it supervises and the window agree on.
 * Core and shell talk over the utility process's parentPort; the window talks to
 * the shell only through {@link DesktopBridge}. Everything else is HTTP.
 */
import { z } from 'zod';

import { severitySchema } from './alarms.ts';

/** Open alarms by severity; what the tray and the title bar count. */
export const severityCountsSchema = z.object({
  CRITICAL: z.number().int().nonnegative(),
  MAJOR: z.number().int().nonnegative(),
  MINOR: z.number().int().nonnegative(),
  WARNING: z.number().int().nonnegative(),
});
export type SeverityCounts = z.infer<typeof severityCountsSchema>;

/** Messages the core posts to its host. */
export const hostMessageSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('ready'),
    deviceUrl: z.url(),
    consoleUrl: z.url(),
    /** The address to open: the console's, with the one-time setup token while nobody has claimed the site. */
    openUrl: z.url(),
  }),
  z.object({ type: z.literal('fatal'), message: z.string() }),
  /** The worst state over all tenants, sent when a count changes. */
  z.object({ type: z.literal('state'), counts: severityCountsSchema }),
  /** A new critical or major alarm a person must hear of, even with the window closed. */
  z.object({
    type: z.literal('notice'),
    alarmId: z.string(),
    tenant: z.string(),
    severity: severitySchema,
    title: z.string(),
    body: z.string(),
  }),
]);
export type HostMessage = z.infer<typeof hostMessageSchema>;

/** Messages the host posts to the core. */
export const coreMessageSchema = z.discriminatedUnion('type', [z.object({ type: z.literal('stop') })]);
export type CoreMessage = z.infer<typeof coreMessageSchema>;

/**
 * The functions the preload script puts on `window.desktop`. They exist only in Electron:
 * in a browser `window.desktop` is undefined and the console does without.
 */
export interface DesktopBridge {
  /** Versions shown in Manage > About. */
  versions(): Promise<{ app: string; electron: string; chrome: string }>;
  /** Ask where to save, then write `content`; resolves to the path, or null when cancelled. */
  saveFile(suggestedName: string, content: string): Promise<string | null>;
  /** Show the data directory in the file browser. */
  openDataFolder(): Promise<void>;
  /** Minimise, maximise or restore, close: for title bars that draw their own buttons. */
  windowAction(action: 'minimize' | 'toggle-maximize' | 'close'): Promise<void>;
  /** Enter or leave full screen (the wall display). */
  setFullScreen(on: boolean): Promise<void>;
  /** Open one of the product's own https pages in the person's browser. */
  openExternal(url: string): Promise<void>;
  /** Called with the alarm's id when somebody activates an OS notice. Returns the unsubscribe function. */
  onOpenAlarm(listener: (alarmId: string) => void): () => void;
}
