import type { ReactNode } from 'react';

/** In the order they are shown. */
export const paletteGroups = ['lately', 'do', 'alarms', 'things', 'settings'] as const;
export type PaletteGroup = Exclude<(typeof paletteGroups)[number], 'lately'>;

/** Something the palette can do or lead to. */
export interface PaletteEntry {
  /** Says what it is, the same each time: `view alarms`, `acknowledge 52`. */
  key: string;
  group: PaletteGroup;
  icon: ReactNode;
  /** What is looked through first, and shown with the found letters heavy. */
  title: string;
  /** Said beside it, and looked through. */
  detail?: string;
  /** Looked through as well, never shown: other words for the same. */
  also?: string;
  /** The key that does the same. */
  keyHint?: string;
  /** The core has found it: it fits, whatever words are here. */
  found?: boolean;
  /** Stands there before anything is typed. */
  proposed?: boolean;
  run: () => void;
}
