import { useEffect, useRef } from 'react';

import css from './first-run.module.css';

interface StepHeadingProps {
  title: string;
  lead: string;
  /** The step has no field to begin with: the heading takes the focus, so that the change is heard. */
  focused?: boolean;
}

/** What a step asks, and why. */
export function StepHeading({ title, lead, focused = false }: StepHeadingProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (focused) heading.current?.focus();
  }, [focused, title]);
  return (
    <>
      <h1 ref={heading} className={css.title} tabIndex={-1}>
        {title}
      </h1>
      <p className={css.lead}>{lead}</p>
    </>
  );
}
