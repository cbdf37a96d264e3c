/** Asks before a page goes anywhere, as Electron does: Chromium holds every document request until it is answered. */
import type { EventEmitter } from 'node:events';

import type { CDPSession, Page } from 'playwright-core';

import { preventable } from './preventable.ts';

/** A navigation somebody was asked about. */
export interface Asked {
  event: 'will-frame-navigate' | 'will-navigate' | 'will-redirect';
  url: string;
  allowed: boolean;
}

export interface NavigationGate {
  readonly asked: Asked[];
  /** The next request for this address is the application's own (loadURL), about which nobody is asked. */
  letThrough(url: string): void;
}

interface DocumentRequest {
  requestId: string;
  frameId: string;
  redirectedRequestId?: string;
  request: { url: string };
}

/** Emits `will-frame-navigate`, `will-navigate` and `will-redirect` on `contents` and cancels what a listener prevents. */
export async function guardNavigation(page: Page, contents: EventEmitter): Promise<NavigationGate> {
  const session = await page.context().newCDPSession(page);
  const { frameTree } = await session.send('Page.getFrameTree');
  const asked: Asked[] = [];
  let own: string | null = null;
  session.on('Fetch.requestPaused', (paused: DocumentRequest) => {
    const isOwn = own !== null && paused.request.url === own && paused.redirectedRequestId === undefined;
    if (isOwn) own = null;
    const allowed = isOwn || isAllowed(contents, asked, paused, paused.frameId === frameTree.frame.id);
    void answer(session, paused.requestId, allowed);
  });
  await session.send('Fetch.enable', { patterns: [{ resourceType: 'Document', requestStage: 'Request' }] });
  return { asked, letThrough: (url) => (own = new URL(url).href.replace(/#.*$/, '')) };
}

function isAllowed(contents: EventEmitter, asked: Asked[], { request, redirectedRequestId }: DocumentRequest, isMainFrame: boolean): boolean {
  const ask = (name: Asked['event']): boolean => {
    const event = preventable({ url: request.url, isMainFrame, isSameDocument: false });
    contents.emit(name, event);
    asked.push({ event: name, url: request.url, allowed: !event.defaultPrevented });
    return !event.defaultPrevented;
  };
  if (redirectedRequestId !== undefined) return ask('will-redirect');
  return ask('will-frame-navigate') && (!isMainFrame || ask('will-navigate'));
}

async function answer(session: CDPSession, requestId: string, allowed: boolean): Promise<void> {
  const reply = allowed
    ? session.send('Fetch.continueRequest', { requestId })
    : session.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' });
  // The page may be gone by now; then there is nothing left to hold.
  await reply.catch(() => undefined);
}
