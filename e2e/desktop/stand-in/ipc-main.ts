import { EventEmitter } from 'node:events';

import { strict } from './strict.ts';

type Listener = (event: never, ...args: unknown[]) => unknown;

const handlers = new Map<string, Listener>();

class StandInIpcMain extends EventEmitter {
  handle(channel: string, listener: Listener): void {
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    handlers.set(channel, listener);
  }
}

export const ipcMain = strict('ipcMain', new StandInIpcMain());

/** A page's call, as it arrives in the main process. */
export async function invoke(channel: string, event: unknown, args: unknown[]): Promise<unknown> {
  const handler = handlers.get(channel);
  if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
  return Reflect.apply(handler, undefined, [event, ...args]);
}
