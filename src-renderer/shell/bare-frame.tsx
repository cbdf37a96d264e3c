import type { ReactNode } from 'react';

import css from './frame.module.css';
import { StatusFrame } from './status-bar.tsx';
import { TitleBar } from './title-bar.tsx';

interface BareFrameProps {
  children: ReactNode;
  /** Words of the status bar, left and right. */
  status?: ReactNode;
  statusEnd?: ReactNode;
}

/** The window before anybody has signed in: title bar, page, status bar. */
export function BareFrame({ children, status, statusEnd }: BareFrameProps) {
  return (
    <div className={`${css.frame} ${css.bare}`}>
      <TitleBar />
      <main className={`${css.page} ${css.scroll}`}>{children}</main>
      <StatusFrame end={statusEnd && <span className={css.statusEnd}>{statusEnd}</span>}>
        {status && <span>{status}</span>}
      </StatusFrame>
    </div>
  );
}
