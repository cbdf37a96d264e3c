/** Electron's security list, held over the shell's syntax trees: what must stand there, and what must not. */
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

import { calls, namesUsed, nodesOf, shellSources } from './testing/sources.ts';

const sources = shellSources();
const filesCalling = (pattern: RegExp) => calls(sources).filter(({ callee }) => pattern.test(callee)).map(({ file }) => file);

describe('windows', () => {
  const windows = nodesOf(sources, ts.isNewExpression).filter(({ node }) => /^(Browser|Base)(Window|View)$|^WebContentsView$/.test(node.expression.getText()));

  it('come from one factory', () => {
    expect(windows.map(({ file }) => file)).toEqual(['window.ts']);
  });

  it('have their safety flags written out', () => {
    const assignments = nodesOf(sources, ts.isPropertyAssignment).filter(({ node }) => node.name.getText() === 'webPreferences');
    expect(assignments).toHaveLength(1);
    const [preferences] = assignments.map(({ node }) => node.initializer);
    if (preferences === undefined || !ts.isObjectLiteralExpression(preferences)) throw new Error('webPreferences is no literal');
    const flags = preferences.properties.filter(ts.isPropertyAssignment).map(({ name, initializer }) => [name.getText(), initializer.getText()]);
    expect(Object.fromEntries(flags)).toEqual({
      nodeIntegration: 'false',
      contextIsolation: 'true',
      sandbox: 'true',
      webSecurity: 'true',
      allowRunningInsecureContent: 'false',
      experimentalFeatures: 'false',
      webviewTag: 'false',
      spellcheck: 'false',
    });
    expect(preferences.properties.filter(ts.isShorthandPropertyAssignment).map(({ name }) => name.text)).toEqual(['preload', 'devTools']);
    expect(preferences.properties.some(ts.isSpreadAssignment)).toBe(false);
  });

  it('load only from one place, never a file', () => {
    expect(filesCalling(/\.loadURL$/)).toEqual(['console-window.ts']);
    expect(filesCalling(/\.loadFile$/)).toEqual([]);
  });
});

describe('what must not stand anywhere', () => {
  const used = namesUsed(sources);

  it.each([
    'nodeIntegrationInWorker',
    'nodeIntegrationInSubFrames',
    'enableBlinkFeatures',
    'disableBlinkFeatures',
    'navigateOnDragDrop',
    'enableRemoteModule',
    'executeJavaScript',
    'insertCSS',
    'openDevTools',
    'setCertificateVerifyProc',
    'certificate-error',
    'crashReporter',
    'registerSchemesAsPrivileged',
    'sendSync',
    'returnValue',
    'commandLine',
    'appendSwitch',
    'safeStorage',
    'setAsDefaultProtocolClient',
    'eval',
    'Function',
  ])('%s', (word) => {
    expect(used.filter(({ node }) => node.getText().replace(/^['"`]|['"`]$/g, '') === word).map(({ file }) => file)).toEqual([]);
  });

  it('a switch that turns a protection off', () => {
    const switches = /disable-web-security|no-sandbox|ignore-certificate-errors|remote-debugging|inspect(-brk)?=|allow-running-insecure/;
    expect(sources.filter(({ text }) => switches.test(text)).map(({ fileName }) => fileName)).toEqual([]);
  });

  it('an address written down: the only one is what the core reported', () => {
    const addresses = nodesOf(sources, ts.isStringLiteralLike).filter(({ node }) => /^[a-z]+:\/\//i.test(node.text));
    expect(addresses.map(({ file, node }) => `${file}: ${node.text}`)).toEqual([]);
  });

  it('an await at the top level: Electron would never become ready', () => {
    const insideFunction = (node: ts.Node): boolean => ts.findAncestor(node, ts.isFunctionLike) !== undefined;
    const awaits = nodesOf(sources, ts.isAwaitExpression).filter(({ node }) => !insideFunction(node));
    expect(awaits.map(({ file }) => file)).toEqual([]);
  });
});

describe('what is taken from electron', () => {
  it('is no more than this: no protocol, no crashReporter, no desktopCapturer', () => {
    const specifiers = nodesOf(sources, ts.isImportDeclaration)
      .filter(({ node }) => node.moduleSpecifier.getText() === "'electron'" && node.importClause?.phaseModifier !== ts.SyntaxKind.TypeKeyword)
      .flatMap(({ node }) => node.importClause?.namedBindings?.getText().match(/(?<!type )\b[A-Za-z]+(?=[,\s}])/g) ?? []);
    const parts = ['app', 'BrowserWindow', 'contextBridge', 'dialog', 'ipcMain', 'ipcRenderer', 'Menu', 'nativeImage', 'nativeTheme'];
    const more = ['Notification', 'session', 'shell', 'Tray', 'utilityProcess'];
    expect([...new Set(specifiers)].filter((name) => name !== 'type').sort()).toEqual([...parts, ...more].sort());
  });
});

describe('what must stand there once', () => {
  it('the sandbox, before anything else is asked of the application', () => {
    const inMain = calls(sources).filter(({ file, callee }) => file === 'main.ts' && callee.startsWith('app.'));
    expect(inMain[0]?.callee).toBe('app.enableSandbox');
  });

  it('the single-instance lock', () => {
    expect(filesCalling(/^app\.requestSingleInstanceLock$/)).toEqual(['main.ts']);
  });

  it('one hook for all pages, with every guard in it', () => {
    const hooks = nodesOf(sources, ts.isStringLiteral).filter(({ node }) => node.text === 'web-contents-created');
    expect(hooks.map(({ file }) => file)).toEqual(['main.ts']);
    const guards = calls(sources.filter(({ fileName }) => fileName === 'contents-guard.ts'))
      .filter(({ callee }) => callee.startsWith('contents.'))
      .map(({ callee, node }) => (callee === 'contents.on' ? node.arguments[0]?.getText() : callee));
    expect(guards).toEqual(["'will-navigate'", "'will-frame-navigate'", "'will-redirect'", "'will-attach-webview'", 'contents.setWindowOpenHandler']);
  });

  it.each(['setPermissionRequestHandler', 'setPermissionCheckHandler', 'setDevicePermissionHandler', 'setDisplayMediaRequestHandler'])('%s', (handler) => {
    expect(filesCalling(new RegExp(`\\.${handler}$`))).toEqual(['permissions.ts']);
  });

  it('the way out to the system', () => {
    expect(filesCalling(/^shell\.openExternal$/)).toEqual(['open-external.ts']);
  });

  it('the way in from the page: ipcMain goes only to secureHandleOn', () => {
    const uses = nodesOf(sources, ts.isIdentifier).filter(({ node }) => node.text === 'ipcMain' && !ts.isImportSpecifier(node.parent));
    expect(uses.map(({ file, node }) => `${file}: ${node.parent.getText()}`)).toEqual(['main.ts: secureHandleOn(ipcMain, consoleWindow.origin)']);
  });
});

describe('main.ts', () => {
  it('stays under 100 lines', () => {
    const main = sources.find(({ fileName }) => fileName === 'main.ts');
    expect(main?.text.split('\n').length).toBeLessThan(100);
  });
});
