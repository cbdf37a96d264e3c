import { type KeyboardEvent, useId, useRef } from 'react';

import { SlotFrame } from './slot-frame.tsx';
import css from './slot.module.css';

interface TextSlotProps {
  /** What is written, for a screen reader. */
  label: string;
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
  /** Words of the sentence that stand inside the slot before and after what is written, such as a unit. */
  before?: string | undefined;
  after?: string | undefined;
  problem?: string | undefined;
  maxLength?: number;
  numeric?: boolean;
  /** Up and down keys: the value a step further, or null where there is none. */
  stepped?: (value: string, by: 1 | -1) => string | null;
}

const steps: Record<string, 1 | -1> = { ArrowUp: 1, ArrowDown: -1 };

/** Words or a number written inside a sentence; the slot grows with them. */
export function TextSlot(props: TextSlotProps) {
  const { label, value, onChange, placeholder, before, after, problem, maxLength = 40, numeric = false, stepped } = props;
  const problemId = useId();
  const input = useRef<HTMLInputElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const by = steps[event.key];
    const next = by === undefined ? null : (stepped?.(value, by) ?? null);
    if (next === null) return;
    event.preventDefault();
    onChange(next);
  };
  return (
    <SlotFrame problemId={problemId} problem={problem}>
      <span
        className={[css.slot, css.field, problem !== undefined && css.invalid].filter(Boolean).join(' ')}
        onClick={() => input.current?.focus()}
      >
        {before !== undefined && <span className={css.aside}>{before}</span>}
        <input
          ref={input}
          className={css.input}
          aria-label={label}
          aria-invalid={problem !== undefined}
          aria-describedby={problem === undefined ? undefined : problemId}
          value={value}
          placeholder={placeholder}
          maxLength={maxLength}
          inputMode={numeric ? 'decimal' : 'text'}
          autoComplete="off"
          onChange={(event) => onChange(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        {after !== undefined && after !== '' && <span className={css.aside}>{after}</span>}
      </span>
    </SlotFrame>
  );
}
