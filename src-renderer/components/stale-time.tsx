import type { ReactNode } from 'react';

import css from './stale-time.module.css';

/** A time in a dashed frame: what stands beside it was read then, not now. */
export function StaleTime({ children, title }: { children: ReactNode; title?: string }) {
  return (
    <span className={css.stale} title={title}>
      {children}
    </span>
  );
}
