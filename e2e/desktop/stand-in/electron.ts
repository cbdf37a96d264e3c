/** What `import … from 'electron'` gets in the tests: the parts the shell uses, and only those. */
export { app } from './app.ts';
export { BrowserWindow } from './browser-window.ts';
export { dialog, Menu, nativeImage, nativeTheme, Notification, shell, Tray } from './desktop.ts';
export { ipcMain } from './ipc-main.ts';
export { session } from './session.ts';
export { utilityProcess } from './utility-process.ts';
