import { EventEmitter } from 'node:events';

import type { WebContents } from 'electron';
import type { Page } from 'playwright-core';

import { newWindowPage } from './browser.ts';
import { describeFrame } from './frames.ts';
import { invoke } from './ipc-main.ts';
import { guardNavigation, type NavigationGate } from './navigation-gate.ts';
import { deliverFunction, invokeBinding, preloadScript } from './preload-script.ts';
import { preventable } from './preventable.ts';
import { strict } from './strict.ts';

type WindowOpenHandler = Parameters<WebContents['setWindowOpenHandler']>[0];

export class StandInWebContents extends EventEmitter {
  /** The page, made when it is first needed and again after it crashed. */
  page: Promise<{ page: Page; gate: NavigationGate }> | null = null;
  loading = false;
  /** The addresses the application itself has loaded. */
  readonly loaded: string[] = [];
  askToOpen: WindowOpenHandler = () => ({ action: 'allow' });
  readonly preload: string;

  constructor(preload: string) {
    super();
    this.preload = preload;
    return strict('webContents', this);
  }

  setWindowOpenHandler(handler: WindowOpenHandler): void {
    this.askToOpen = handler;
  }

  isLoading(): boolean {
    return this.loading;
  }

  send(channel: string, ...args: unknown[]): void {
    // As in Electron, a message to a page that is just leaving is lost.
    this.deliver(channel, args).catch(() => undefined);
  }

  async deliver(channel: string, args: unknown[]): Promise<void> {
    const { page } = await this.opened();
    await page.evaluate(({ deliver, name, values }) => Reflect.get(window, deliver)(name, values), { deliver: deliverFunction, name: channel, values: args });
  }

  opened(): Promise<{ page: Page; gate: NavigationGate }> {
    this.page ??= openPage(this);
    return this.page;
  }

  async load(url: string): Promise<void> {
    this.loading = true;
    this.loaded.push(url);
    const { page, gate } = await this.opened();
    gate.letThrough(url);
    await page.goto(url, { waitUntil: 'load' });
  }

  async close(): Promise<void> {
    const opened = await this.page;
    await opened?.page.close();
  }
}

async function openPage(contents: StandInWebContents): Promise<{ page: Page; gate: NavigationGate }> {
  const page = await newWindowPage();
  await page.exposeBinding(invokeBinding, async ({ frame }, channel: string, args: unknown[]) => {
    const event = preventable({ type: 'frame', sender: contents, senderFrame: await describeFrame(frame) });
    return invoke(channel, event, args);
  });
  await page.addInitScript(preloadScript(contents.preload));
  page.on('load', () => {
    contents.loading = false;
    contents.emit('did-finish-load', preventable({}));
  });
  page.on('requestfailed', (request) => {
    if (!request.isNavigationRequest()) return;
    const aborted = request.failure()?.errorText === 'net::ERR_ABORTED';
    const isMainFrame = request.frame() === page.mainFrame();
    if (isMainFrame) contents.loading = false;
    contents.emit('did-fail-load', preventable({}), aborted ? -3 : -2, '', request.url(), isMainFrame);
  });
  page.on('crash', () => {
    contents.page = null;
    contents.emit('render-process-gone', preventable({}), { reason: 'crashed', exitCode: 139 });
  });
  await answerWindowOpen(page, contents);
  return { page, gate: await guardNavigation(page, contents) };
}

async function answerWindowOpen(page: Page, contents: StandInWebContents): Promise<void> {
  const session = await page.context().newCDPSession(page);
  session.on('Page.windowOpen', ({ url, windowName, windowFeatures }) => {
    const features = windowFeatures.join();
    const { action } = contents.askToOpen({ url, frameName: windowName, features, disposition: 'new-window', referrer: { url: page.url(), policy: 'default' } });
    if (action === 'allow') throw new Error(`the stand-in opens no second window, but the shell allowed ${url}`);
  });
  await session.send('Page.enable');
}
