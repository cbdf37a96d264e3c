import type { ReactNode } from 'react';

import { Icon } from './icon.tsx';
import css from './problem.module.css';

/** What went wrong with what was just tried, in one sentence, beside the act. */
export function Problem({ children }: { children: ReactNode }) {
  return (
    <p className={css.problem} role="alert">
      <Icon name="failed" />
      <span>{children}</span>
    </p>
  );
}
