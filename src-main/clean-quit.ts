import type { App } from 'electron';

/** Every way out goes through the core's clean stop first; the process leaves when the core has ended. */
export function stopBeforeQuit(app: App, stopCore: () => Promise<void>): void {
  let stopping = false;
  let stopped = false;
  app.on('before-quit', (event) => {
    if (stopped) return;
    event.preventDefault();
    if (stopping) return;
    stopping = true;
    void stopCore().finally(() => {
      stopped = true;
      app.quit();
    });
  });
}
