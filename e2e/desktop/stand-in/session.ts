import type * as Electron from 'electron';

import { onlyWhenReady } from './lifecycle.ts';
import { strict } from './strict.ts';

type Handler<Name extends keyof Electron.Session> = Electron.Session[Name] extends (handler: infer Installed, ...rest: never[]) => void
  ? Installed
  : never;

/** The handlers the shell has installed; asked by the tests. */
export const installed: {
  request: Handler<'setPermissionRequestHandler'>;
  check: Handler<'setPermissionCheckHandler'>;
  device: Handler<'setDevicePermissionHandler'>;
  display: Handler<'setDisplayMediaRequestHandler'>;
} = { request: null, check: null, device: null, display: null };

const defaultSession = strict('session', {
  setPermissionRequestHandler(handler: typeof installed.request): void {
    installed.request = handler;
  },
  setPermissionCheckHandler(handler: typeof installed.check): void {
    installed.check = handler;
  },
  setDevicePermissionHandler(handler: typeof installed.device): void {
    installed.device = handler;
  },
  setDisplayMediaRequestHandler(handler: typeof installed.display): void {
    installed.display = handler;
  },
});

export const session = strict('session', {
  get defaultSession() {
    onlyWhenReady('session.defaultSession');
    return defaultSession;
  },
});

export interface PermissionAnswers {
  request: boolean;
  check: boolean;
}

/** What the shell would answer for each permission, and whether it hands out devices or screens. */
export function askPermissions(names: string[], origin: string): { permissions: Record<string, PermissionAnswers>; device: unknown; screen: unknown } {
  const permissions = Object.fromEntries(names.map((name) => [name, askPermission(name, origin)]));
  return { permissions, device: call(installed.device, { deviceType: 'usb', origin }), screen: askForScreen() };
}

function askPermission(name: string, origin: string): PermissionAnswers {
  let request = true;
  call(installed.request, null, name, (granted: boolean) => (request = granted), { requestingUrl: `${origin}/`, isMainFrame: true });
  return { request, check: Boolean(call(installed.check, null, name, origin, {})) };
}

function askForScreen(): unknown {
  let streams: unknown = 'not answered';
  call(installed.display, {}, (answer: unknown) => (streams = answer));
  return streams;
}

/** Electron would go by its own, generous defaults where no handler is installed. */
function call(handler: ((...args: never[]) => unknown) | null, ...args: unknown[]): unknown {
  if (handler === null) throw new Error('a permission handler is missing');
  return Reflect.apply(handler, undefined, args);
}
