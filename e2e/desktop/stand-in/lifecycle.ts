/** Whether the application is ready: what Electron refuses before (or after) that moment, the stand-in refuses too. */
let ready = false;

export function isReady(): boolean {
  return ready;
}

export function becomeReady(): void {
  ready = true;
}

export function onlyWhenReady(what: string): void {
  if (!ready) throw new Error(`${what} cannot be used before the app is ready`);
}

export function onlyBeforeReady(what: string): void {
  if (ready) throw new Error(`${what} cannot be used after the app is ready`);
}
