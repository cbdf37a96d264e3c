/** The one way a page's call reaches the main process: its sender and its payload are checked first. */
import type { z } from 'zod';

import type { Answer } from './channels.ts';

/** What is asked of the calling frame; Electron's WebFrameMain has it. */
interface SenderFrame {
  readonly origin: string;
  readonly parent: unknown;
}

interface Call {
  readonly senderFrame: SenderFrame | null;
}

/** The part of Electron's `ipcMain` that is used. */
interface CallReceiver<Event extends Call> {
  handle(channel: string, listener: (event: Event, payload: unknown) => Promise<Answer>): void;
}

/** Only the top frame of the console itself may call. A frame is null once it has navigated away. Pure. */
export function isTrustedSender(frame: SenderFrame | null, consoleOrigin: string | null): boolean {
  return frame !== null && consoleOrigin !== null && frame.parent === null && frame.origin === consoleOrigin;
}

export type SecureHandle<Event> = <Payload>(
  channel: string,
  schema: z.ZodType<Payload>,
  handle: (payload: Payload, event: Event) => Promise<unknown>,
) => void;

/** Makes `secureHandle(channel, schema, handle)`; the handler gets a payload that fits the schema. */
export function secureHandleOn<Event extends Call>(
  receiver: CallReceiver<Event>,
  consoleOrigin: () => string | null,
): SecureHandle<Event> {
  return (channel, schema, handle) => {
    receiver.handle(channel, async (event, payload) => {
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
