import type { ReactNode } from 'react';

import css from './page.module.css';
import { ToastBar } from './toast.tsx';

/** The list side of a view, with the message of what was just done; a panel may stand beside it. */
export function PageMain({ children }: { children: ReactNode }) {
  return (
    <div className={css.main}>
      {children}
      <ToastBar />
    </div>
  );
}

/** The head of a list: title or tabs left, acts right. */
export function PageHead({ children }: { children: ReactNode }) {
  return <header className={css.head}>{children}</header>;
}

/** Filters of a list. */
export function PageTools({ children }: { children: ReactNode }) {
  return (
    <div className={css.tools} data-region="tools">
      {children}
    </div>
  );
}

/** One line about the whole list, only when there is something to say. */
export function PageNote({ children }: { children: ReactNode }) {
  return <div className={css.note}>{children}</div>;
}
