import { type KeyboardEvent, useRef } from 'react';

import css from './tabs.module.css';

interface TabsProps<Name extends string> {
  label: string;
  value: Name;
  /** `count` is already written as the language writes it. */
  tabs: readonly { name: Name; label: string; count?: string }[];
  onChange: (name: Name) => void;
}

/** Words in a line, the open one underlined. Arrow keys go from one to the next. */
export function Tabs<Name extends string>({ label, value, tabs, onChange }: TabsProps<Name>) {
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const index = tabs.findIndex(({ name }) => name === value);
    const next = (index + step + tabs.length) % tabs.length;
    const tab = tabs[next];
    if (tab) onChange(tab.name);
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[next]?.focus();
  };
  return (
    <div ref={list} role="tablist" aria-label={label} className={css.tabs} onKeyDown={onKeyDown}>
      {tabs.map((tab) => (
        <button
          key={tab.name}
          type="button"
          role="tab"
          className={css.tab}
          aria-selected={tab.name === value}
          tabIndex={tab.name === value ? 0 : -1}
          onClick={() => onChange(tab.name)}
        >
          {tab.label}
          {tab.count !== undefined && <span className={css.count}>{tab.count}</span>}
        </button>
      ))}
    </div>
  );
}
