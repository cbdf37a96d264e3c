/** The application menu: editing, zoom and windows. No reload and no developer tools: an operator's key slip must not blank the console. */
import type { MenuItemConstructorOptions } from 'electron';

import type { Words } from './locales/en.ts';

/** Pure; `Menu.buildFromTemplate` makes the menu of it. */
export function menuTemplate(words: Words): MenuItemConstructorOptions[] {
  return [
    { label: 'Valvomo', submenu: [{ role: 'quit', label: words.quit }] },
    { label: words.edit, submenu: editing(words) },
    { label: words.view, submenu: viewing(words) },
    {
      label: words.window,
      submenu: [
        { role: 'minimize', label: words.minimize },
        { role: 'close', label: words.closeWindow },
      ],
    },
  ];
}

function editing(words: Words): MenuItemConstructorOptions[] {
  return [
    { role: 'undo', label: words.undo },
    { role: 'redo', label: words.redo },
    { type: 'separator' },
    { role: 'cut', label: words.cut },
    { role: 'copy', label: words.copy },
    { role: 'paste', label: words.paste },
    { role: 'selectAll', label: words.selectAll },
  ];
}

function viewing(words: Words): MenuItemConstructorOptions[] {
  return [
    { role: 'resetZoom', label: words.actualSize },
    { role: 'zoomIn', label: words.zoomIn },
    { role: 'zoomOut', label: words.zoomOut },
    { role: 'togglefullscreen', label: words.fullScreen },
  ];
}
