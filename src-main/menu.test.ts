import { describe, expect, it } from 'vitest';

import { en } from './locales/en.ts';
import { menuTemplate } from './menu.ts';

describe('menuTemplate', () => {
  const entries = menuTemplate(en).flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []));
  const roles = entries.flatMap(({ role }) => (role === undefined ? [] : [role]));

  it('offers editing, zoom, windows and quitting, and nothing that reloads or inspects', () => {
    expect(roles).toEqual(
      ['quit', 'undo', 'redo', 'cut', 'copy', 'paste', 'selectAll', 'resetZoom', 'zoomIn', 'zoomOut', 'togglefullscreen', 'minimize', 'close'],
    );
  });

  it('labels every entry from the catalogue', () => {
    const known = new Set(Object.values(en));
    const labels = entries.filter(({ type }) => type !== 'separator').map(({ label }) => label ?? '');
    expect(labels.filter((label) => !known.has(label))).toEqual([]);
  });
});
