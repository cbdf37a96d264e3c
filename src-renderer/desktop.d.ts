import type { DesktopBridge } from '#contract/desktop.ts';

declare global {
  interface Window {
    /** There in the Electron shell, absent in a browser. */
    readonly desktop?: DesktopBridge;
  }

  interface Navigator {
    /** https://developer.mozilla.org/docs/Web/API/Window_Controls_Overlay_API, Chromium only. */
    readonly windowControlsOverlay?: { readonly visible: boolean };
  }
}
