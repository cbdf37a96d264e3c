import type { ReactNode } from 'react';

import css from './chip.module.css';
import { Icon } from './icon.tsx';

interface ChipProps {
  children: ReactNode;
  on: boolean;
  onChange: (on: boolean) => void;
}

/** A filter that is on or off. */
export function Chip({ children, on, onChange }: ChipProps) {
  return (
    <button type="button" className={on ? `${css.chip} ${css.on}` : css.chip} aria-pressed={on} onClick={() => onChange(!on)}>
      {on && <Icon name="check" small />}
      {children}
    </button>
  );
}
