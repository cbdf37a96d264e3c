/** How a test sees and touches what the stand-in plays: commands over the process's own channel, answered one by one. */
import { app, told } from './app.ts';
import { openWindows, type StandInBrowserWindow } from './browser-window.ts';
import { clickTray, desktop } from './desktop.ts';
import { preventable } from './preventable.ts';
import { askPermissions } from './session.ts';
import { forkedProcesses } from './utility-process.ts';

/** Everything a test may look at, in one picture. */
async function picture() {
  return {
    told,
    windows: await Promise.all(openWindows.map(pictureOf)),
    tray: { ...desktop.tray, menu: desktop.tray.menu.map(({ label }) => label ?? '') },
    menuRoles: desktop.menu.flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu.map(({ role }) => role ?? '') : [])),
    notices: desktop.notices.map(({ options }) => options),
    opened: desktop.opened,
    messages: desktop.messages,
    cores: forkedProcesses.map(({ pid, posted }) => ({ pid: pid ?? null, posted })),
  };
}

async function pictureOf(window: StandInBrowserWindow) {
  const { options, visible, focusCount, minimized, maximized, fullScreen } = window;
  const opened = await window.webContents.page;
  const page = { url: opened?.page.url() ?? '', loaded: window.webContents.loaded, asked: opened?.gate.asked ?? [] };
  return { options, visible, focusCount, minimized, maximized, fullScreen, ...page };
}

function onlyWindow(): StandInBrowserWindow {
  const [window] = openWindows;
  if (window === undefined) throw new Error('there is no window');
  return window;
}

/** Runs a script in the page, as its own code would. */
async function evaluate(script: string): Promise<unknown> {
  const { page } = await onlyWindow().webContents.opened();
  return page.evaluate(script);
}

/** Brings the page somewhere although no guard was asked: what a hole in all of them would lead to. */
async function bypassGuards(url: string): Promise<void> {
  const { page, gate } = await onlyWindow().webContents.opened();
  gate.letThrough(url);
  await page.goto(url);
}

async function crashPage(): Promise<void> {
  const { page } = await onlyWindow().webContents.opened();
  const session = await page.context().newCDPSession(page);
  // The answer never comes from a page that has crashed.
  session.send('Page.crash').catch(() => undefined);
}

function clickNotice(index: number): void {
  desktop.notices[index]?.emit('click', preventable({}));
}

function chooseFromTray(label: string): void {
  const entry = desktop.tray.menu.find((candidate) => candidate.label === label);
  if (entry?.click === undefined) throw new Error(`the tray's menu has no ${label}`);
  Reflect.apply(entry.click, undefined, []);
}

/** Whether a webview may be attached to the window's page. */
function attachWebview(): boolean {
  const event = preventable({});
  onlyWindow().webContents.emit('will-attach-webview', event, {}, {});
  return !event.defaultPrevented;
}

const commands = {
  picture,
  evaluate,
  bypassGuards,
  crashPage,
  clickNotice,
  clickTray,
  chooseFromTray,
  attachWebview,
  askPermissions,
  minimize: () => onlyWindow().minimize(),
  closeWindow: () => onlyWindow().close(),
  chooseSavePath: (path: string | null) => void (desktop.savePath = path),
};

export type Commands = typeof commands;

interface Command {
  id: number;
  name: keyof Commands;
  args: unknown[];
}

process.on('message', ({ id, name, args }: Command) => {
  Promise.resolve()
    .then((): unknown => Reflect.apply(commands[name], undefined, args))
    .then((value) => process.send?.({ id, value }))
    .catch((error: unknown) => process.send?.({ id, error: String(error) }));
});
// Without the test that started it the stand-in has no purpose; the core must not be left behind either.
process.once('disconnect', () => app.quit());
