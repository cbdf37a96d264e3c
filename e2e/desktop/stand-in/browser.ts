/** The one Chromium all windows live in, started with the first of them. */
import { chromium, type BrowserContext, type Page, type Route } from 'playwright-core';

import { closeAtExit } from './app.ts';
import { chromiumPath } from './settings.ts';

/** The pages of the application's windows. Chromium opens others when a page asks; they may load nothing. */
const windowPages = new WeakSet<Page>();
let starting: Promise<BrowserContext> | null = null;

export async function newWindowPage(): Promise<Page> {
  starting ??= start();
  const page = await (await starting).newPage();
  windowPages.add(page);
  page.on('popup', (popup) => void popup.close());
  return page;
}

async function start(): Promise<BrowserContext> {
  const browser = await chromium.launch({
    executablePath: chromiumPath,
    handleSIGTERM: false,
    handleSIGINT: false,
    handleSIGHUP: false,
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  closeAtExit(() => browser.close());
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  await context.route('**/*', (route) => (isOfWindow(route) ? route.continue() : route.abort()));
  return context;
}

function isOfWindow(route: Route): boolean {
  try {
    return windowPages.has(route.request().frame().page());
  } catch {
    // A page that is only just coming to be is not one of ours.
    return false;
  }
}
