/**
 * What the console's page may ask the browser engine for: almost nothing. Everything not listed is denied,
 * `local-network-access` and `loopback-network` too: the console talks only to its own origin, which needs neither.
 */
import type { Session } from 'electron';

import { originOf } from './navigation.ts';

const allowed: ReadonlySet<string> = new Set(['clipboard-sanitized-write', 'fullscreen', 'notifications']);

/**
 * @param permission Electron's name of it
 * @param requester address or origin of the frame that asks
 */
export function grantsPermission(permission: string, requester: string, consoleOrigin: string | null): boolean {
  return consoleOrigin !== null && originOf(requester) === consoleOrigin && allowed.has(permission);
}

/** Installs all four handlers: with one of them missing Electron would grant what it covers. */
export function denyPermissions(session: Session, consoleOrigin: () => string | null): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    answer(grantsPermission(permission, details.requestingUrl, consoleOrigin()));
  });
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin) =>
    grantsPermission(permission, requestingOrigin, consoleOrigin()),
  );
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer(null));
}
