/** Whether the palette is open, what was used last, and what components on screen offer to it. */
import { useEffect, useRef } from 'react';
import { create } from 'zustand';

import type { PaletteEntry } from './palette-entry.ts';

const mostLately = 8;

interface PaletteState {
  open: boolean;
  /** Newest first. They go with the window: nothing of a site is kept outside the core. */
  lately: readonly PaletteEntry[];
}

export const usePalette = create<PaletteState>(() => ({ open: false, lately: [] }));

export function openPalette(): void {
  usePalette.setState({ open: true });
}

export function closePalette(): void {
  usePalette.setState({ open: false });
}

/** Close the palette and do what was chosen; it is among the first next time. */
export function runEntry(entry: PaletteEntry): void {
  usePalette.setState(({ lately }) => ({
    open: false,
    lately: [entry, ...lately.filter(({ key }) => key !== entry.key)].slice(0, mostLately),
  }));
  entry.run();
}

const offers = new Set<{ entries: readonly PaletteEntry[] }>();

/** What is offered now, the newest component's first. */
export function offeredEntries(): PaletteEntry[] {
  return [...offers].reverse().flatMap(({ entries }) => entries);
}

/** Offer entries to the palette while the component is on screen: acts on what is selected or open. */
export function usePaletteEntries(entries: readonly PaletteEntry[]): void {
  const offer = useRef({ entries });
  useEffect(() => {
    offer.current.entries = entries;
  }, [entries]);
  useEffect(() => {
    const mine = offer.current;
    offers.add(mine);
    return () => void offers.delete(mine);
  }, []);
}
