import { useEffect, useRef, useState } from 'react';

import css from './tabs.module.css';

interface SectionJumpsProps<Name extends string> {
  label: string;
  /** Sections of the panel in their order; each has an element with the id `prefix + name`. */
  sections: readonly { name: Name; label: string; count?: number }[];
  prefix: string;
}

/** A section counts as reached when its top is this near to the top of what scrolls, in px. */
const reachPx = 60;

/**
 * One scroll, a few words that jump in it; the section in view is underlined. The one that was jumped to is, until the
 * person scrolls: near the end its top cannot come to the top, and without a scroll nothing moves at all.
 */
export function SectionJumps<Name extends string>({ label, sections, prefix }: SectionJumpsProps<Name>) {
  const names = sections.map(({ name }) => name).join();
  const { inView, jump } = useSectionInView(names, prefix);
  const current = inView ?? sections[0]?.name;
  return (
    <nav className={`${css.tabs} ${css.jumps}`} aria-label={label}>
      {sections.map(({ name, label: word, count }) => (
        <button
          key={name}
          type="button"
          className={css.tab}
          aria-current={name === current ? 'true' : undefined}
          onClick={() => jump(name)}
        >
          {word}
          {count !== undefined && <span className={css.count}>{count}</span>}
        </button>
      ))}
    </nav>
  );
}

/** The last section whose top has come to the top; the last of all once the end is reached. */
function useSectionInView(names: string, prefix: string): { inView: string | undefined; jump: (name: string) => void } {
  const [inView, setInView] = useState<string>();
  const jumping = useRef(false);
  const jump = (name: string): void => {
    document.getElementById(prefix + name)?.scrollIntoView({ block: 'start' });
    setInView(name);
    // The jump's own scroll is told of before the next frame is drawn.
    jumping.current = true;
    requestAnimationFrame(() => {
      jumping.current = false;
    });
  };
  useEffect(() => {
    const onScroll = ({ target }: Event): void => {
      if (!(target instanceof HTMLElement) || jumping.current) return;
      const known = names.split(',').filter((name) => target.querySelector(`#${CSS.escape(prefix + name)}`));
      if (known.length === 0) return;
      const top = target.getBoundingClientRect().top + reachPx;
      const reached = known.findLast((name) => (document.getElementById(prefix + name)?.getBoundingClientRect().top ?? Infinity) <= top);
      const atEnd = target.scrollTop + target.clientHeight >= target.scrollHeight - 1 && target.scrollTop > 0;
      setInView(atEnd ? known.at(-1) : reached);
    };
    // Scrolling does not bubble: it is caught on its way down, from whichever element it happens in.
    document.addEventListener('scroll', onScroll, { capture: true, passive: true });
    return () => document.removeEventListener('scroll', onScroll, { capture: true });
  }, [names, prefix]);
  return { inView, jump };
}
