/** The one way a page's call reaches the main process: its sender and its payload are checked first. */
import type { IpcMain, IpcMainInvokeEvent, WebFrameMain } from 'electron';
import type { z } from 'zod';

import type { Answer } from './channels.ts';

type SenderFrame = Pick<WebFrameMain, 'origin' | 'parent'>;

/** Only the top frame of the console itself may call. A frame is null once it has navigated away. Pure. */
export function isTrustedSender(frame: SenderFrame | null, consoleOrigin: string | null): boolean {
  return frame !== null && consoleOrigin !== null && frame.parent === null && frame.origin === consoleOrigin;
}

export type SecureHandle = <Payload>(
  channel: string,
  schema: z.ZodType<Payload>,
  handle: (payload: Payload, event: IpcMainInvokeEvent) => Promise<unknown>,
) => void;

/** Makes `secureHandle(channel, schema, handle)`; the handler gets a payload that fits the schema. */
export function secureHandleOn(ipcMain: Pick<IpcMain, 'handle'>, consoleOrigin: () => string | null): SecureHandle {
  return (channel, schema, handle) => {
    ipcMain.handle(channel, async (event, payload: unknown): Promise<Answer> => {
      if (!isTrustedSender(event.senderFrame, consoleOrigin())) return { ok: false, code: 'sender-refused' };
      const parsed = schema.safeParse(payload);
      if (!parsed.success) return { ok: false, code: 'payload-refused' };
      return carryOut(channel, () => handle(parsed.data, event));
    });
  };
}

async function carryOut(channel: string, act: () => Promise<unknown>): Promise<Answer> {
  try {
    return { ok: true, value: await act() };
  } catch (error) {
    console.error(`${channel} failed:`, error);
    return { ok: false, code: 'failed' };
  }
}
