import { type KeyboardEvent, useRef } from 'react';

import css from './name-in-place.module.css';

interface NameInPlaceProps {
  /** What a screen reader says: "Name of Freezer room 2". */
  label: string;
  name: string;
  /** Enter, or leaving the field, with another name in it. */
  onRename: (name: string) => void;
  /** It is over, with or without another name. */
  onClose: () => void;
}

/** A name that is being changed where it stands. Enter keeps it, Esc leaves what was, and the list has the focus again; an empty one is none. */
export function NameInPlace({ label, name, onRename, onClose }: NameInPlaceProps) {
  const over = useRef(false);
  const end = (given: string | null) => {
    if (over.current) return;
    over.current = true;
    const next = given?.trim() ?? '';
    if (next !== '' && next !== name) onRename(next);
    onClose();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    event.stopPropagation();
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    event.preventDefault();
    end(event.key === 'Enter' ? event.currentTarget.value : null);
    event.currentTarget.closest<HTMLElement>('[role=grid], [role=tree]')?.focus({ preventScroll: true });
  };
  return (
    <input
      type="text"
      className={css.field}
      aria-label={label}
      defaultValue={name}
      maxLength={120}
      autoFocus
      onFocus={(event) => event.currentTarget.select()}
      onKeyDown={onKeyDown}
      onBlur={(event) => end(event.currentTarget.value)}
      onClick={(event) => event.stopPropagation()}
    />
  );
}
