/** What no page in this application may do, whatever it is and however it came to be. */
import type { WebContents } from 'electron';

import { mayNavigate } from './navigation.ts';

/**
 * Called for every `web-contents-created`: keeps all frames on the console, opens no second window and no webview.
 * A refused new window is offered to `openExternal`, which decides for itself.
 */
export function guardContents(
  contents: WebContents,
  consoleOrigin: () => string | null,
  openExternal: (url: string) => Promise<boolean>,
): void {
  const stay = (event: { url: string; preventDefault(): void }): void => {
    if (!mayNavigate(event.url, consoleOrigin())) event.preventDefault();
  };
  contents.on('will-navigate', stay);
  contents.on('will-frame-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    openExternal(url).catch((error: unknown) => console.error('The system could not open a link:', error));
    return { action: 'deny' };
  });
}
