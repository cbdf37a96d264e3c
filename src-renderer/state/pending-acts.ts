/** What a person did and the core has not answered yet. It can be taken back already: that happens as soon as the answer is there. */
import { createStore } from 'zustand/vanilla';
import { useStore } from 'zustand';

import { currentToast, nextTurn, showToast, type Toast, undoToast, useToast } from './toast-store.ts';

/** An answer that takes longer is told of as missing. */
export const lateMs = 500;

interface PendingAct {
  turn: number;
  late: boolean;
  /** The person has taken it back. */
  recalled: boolean;
}

const store = createStore<{ acts: readonly PendingAct[] }>(() => ({ acts: [] }));

function patch(turn: number, part: Partial<PendingAct>): void {
  store.setState(({ acts }) => ({ acts: acts.map((act) => (act.turn === turn ? { ...act, ...part } : act)) }));
}

function begin(): number {
  const turn = nextTurn();
  store.setState(({ acts }) => ({ acts: [...acts, { turn, late: false, recalled: false }] }));
  setTimeout(() => patch(turn, { late: true }), lateMs);
  return turn;
}

/** @returns whether it was taken back meanwhile. */
function end(turn: number): boolean {
  const { acts } = store.getState();
  store.setState({ acts: acts.filter((act) => act.turn !== turn) });
  return acts.find((act) => act.turn === turn)?.recalled ?? false;
}

/**
 * Tell of an act once the core has answered; undone at once where the person has taken it back meanwhile.
 * @param done what to say of it and how it is undone.
 * @param failed says why nothing was done.
 */
export async function tellOf<Answer>(answer: Promise<Answer>, done: (answer: Answer) => Toast, failed: (error: Error) => void): Promise<void> {
  const turn = begin();
  try {
    await answer;
  } catch (error) {
    end(turn);
    return failed(error instanceof Error ? error : new Error(String(error)));
  }
  const toast = done(await answer);
  if (end(turn) && toast.undo) toast.undo();
  else showToast(toast, turn);
}

/** The newest act that waits and was not taken back, unless something newer is told of already. */
function undoablePending(acts: readonly PendingAct[], toldTurn: number): PendingAct | undefined {
  return acts.findLast(({ turn, recalled }) => !recalled && turn > toldTurn);
}

/** Take back what was done last, answered or not. */
export function undoLatest(): void {
  const pending = undoablePending(store.getState().acts, currentToast()?.turn ?? 0);
  if (pending) patch(pending.turn, { recalled: true });
  else undoToast();
}

interface PendingWords {
  /** Something can be taken back before its answer. */
  undoable: boolean;
  /** What stands in the place of a message: nothing while answers come quickly. */
  state: 'late' | 'recalled' | null;
}

/** What is to be said of acts that wait, where nothing newer is told of. */
export function usePendingActs(): PendingWords {
  const toldTurn = useToast()?.turn ?? 0;
  const acts = useStore(store, (state) => state.acts);
  const pending = undoablePending(acts, toldTurn);
  const isRecalling = acts.some(({ turn, recalled }) => recalled && turn > toldTurn);
  return { undoable: pending !== undefined, state: isRecalling ? 'recalled' : pending?.late ? 'late' : null };
}
