/** The one message at the bottom: what was just done, and a way to undo it for ten seconds. */
import { createStore } from 'zustand/vanilla';
import { useStore } from 'zustand';

export const toastMs = 10_000;

export interface Toast {
  text: string;
  /** Takes it back; without it the message only tells. */
  undo?: (() => void) | undefined;
}

interface ShownToast extends Toast {
  /** When what it tells of was done, of {@link nextTurn}. */
  turn: number;
}

interface ToastState {
  /** The message on screen; a new object each time, so that equal words start anew. */
  toast: ShownToast | null;
  /** Pointer or focus rest on it: it waits. */
  held: boolean;
}

const store = createStore<ToastState>(() => ({ toast: null, held: false }));
let leftMs = 0;
let startedMs = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
let turns = 0;

/** Numbers what a person does, in order. */
export function nextTurn(): number {
  turns += 1;
  return turns;
}

function run(): void {
  startedMs = Date.now();
  timer = setTimeout(dismissToast, leftMs);
}

/**
 * Show a message; the one before gives way.
 * @param turn when what it tells of was done; now, unless the answer was waited for.
 */
export function showToast(toast: Toast, turn = nextTurn()): void {
  clearTimeout(timer);
  leftMs = toastMs;
  store.setState({ toast: { ...toast, turn }, held: false });
  run();
}

/** Take the message away. */
export function dismissToast(): void {
  clearTimeout(timer);
  store.setState({ toast: null, held: false });
}

/** Stop its clock while somebody points at it or has the focus on it. */
export function holdToast(held: boolean): void {
  if (store.getState().toast === null || store.getState().held === held) return;
  store.setState({ held });
  clearTimeout(timer);
  if (held) leftMs -= Date.now() - startedMs;
  else run();
}

/** Undo what the message tells of, if it can be. */
export function undoToast(): void {
  const { toast } = store.getState();
  if (!toast?.undo) return;
  dismissToast();
  toast.undo();
}

/** The message on screen now. */
export function currentToast(): ShownToast | null {
  return store.getState().toast;
}

export function useToast(): ShownToast | null {
  return useStore(store, ({ toast }) => toast);
}
