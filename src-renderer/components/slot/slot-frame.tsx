import type { ReactNode } from 'react';

import { Icon } from '../icon.tsx';
import css from './slot.module.css';

interface SlotFrameProps {
  /** Ties the words to the control, see `aria-describedby`. */
  problemId: string;
  /** What is wrong with what is in the slot. */
  problem: string | undefined;
  children: ReactNode;
}

/** A slot with, below it, what is wrong with it. */
export function SlotFrame({ problemId, problem, children }: SlotFrameProps) {
  return (
    <span className={css.frame}>
      {children}
      {problem !== undefined && (
        <span id={problemId} className={css.problem}>
          <Icon name="failed" small />
          {problem}
        </span>
      )}
    </span>
  );
}
