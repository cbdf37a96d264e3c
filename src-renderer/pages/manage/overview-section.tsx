import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

import css from './overview.module.css';

interface OverviewSectionProps {
  title: string;
  /** What is so, in a few words beside the title. */
  note?: string;
  /** Where more of it is. */
  more?: { to: string; search?: Record<string, string>; words: string };
  /** What can be done about all of it, where that is no link. */
  act?: ReactNode;
  children: ReactNode;
}

/** Sections side by side, under each other where there is no room. */
export function OverviewColumns({ left, right }: { left: ReactNode; right: ReactNode }) {
  return (
    <div className={css.columns} data-region="list">
      <div>{left}</div>
      <div>{right}</div>
    </div>
  );
}

/** A part of Manage at a glance: title and what is so, then lines under a hairline. */
export function OverviewSection({ title, note, more, act, children }: OverviewSectionProps) {
  return (
    <section className={css.section} aria-label={title}>
      <div className={css.sectionHead}>
        <h2 className="b">{title}</h2>
        <span className="t3 el">{note}</span>
        <span className="grow" />
        {act}
        {more && (
          <Link to={more.to} search={more.search ?? {}} className={css.link}>
            {more.words}
          </Link>
        )}
      </div>
      <div className={css.lines}>{children}</div>
    </section>
  );
}

/** One line of a section. @param columns its grid tracks. */
export function OverviewLine({ columns, children }: { columns: string; children: ReactNode }) {
  return (
    <div className={css.line} style={{ gridTemplateColumns: columns }}>
      {children}
    </div>
  );
}
