import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';

import { useKeys } from '../keys/use-keys.ts';
import { IconButton } from './button.tsx';
import css from './panel.module.css';

interface PanelProps {
  title: string;
  symbol?: ReactNode;
  /** One sentence with the state. */
  sentence?: ReactNode;
  /** Buttons in the order of use. */
  acts?: ReactNode;
  /** Below the acts, such as tabs. */
  underHead?: ReactNode;
  onClose: () => void;
  children: ReactNode;
}

/**
 * Detail beside the list. It pushes, it does not cover; Esc closes it and the focus goes back to
 * where it was.
 */
export function Panel({ title, symbol, sentence, acts, underHead, onClose, children }: PanelProps) {
  const { t } = useTranslation('common');
  const close = useReturningFocus(onClose);
  useKeys('panel', [{ key: 'Escape', label: t('keys.closePanel'), run: close, whileTyping: true }]);
  return (
    <aside className={css.panel} aria-label={title} data-region="panel" tabIndex={-1}>
      <header className={css.head}>
        <div className={css.top}>
          {symbol}
          <div className="grow">
            <h2 className={css.title}>{title}</h2>
            <div className="t2">{sentence}</div>
          </div>
          <IconButton icon="close" label={t('act.close')} keyHint="Esc" onClick={close} />
        </div>
        {acts && <div className={css.acts}>{acts}</div>}
        {underHead}
      </header>
      <div className={css.body}>{children}</div>
    </aside>
  );
}

/** Closing returns the focus to what had it when the panel opened, if that is still there. */
function useReturningFocus(onClose: () => void): () => void {
  const before = useRef<Element | null>(null);
  useEffect(() => {
    before.current = document.activeElement;
  }, []);
  return () => {
    onClose();
    const list = document.querySelector('[data-region=list]');
    const target = before.current?.isConnected && before.current !== document.body ? before.current : list;
    if (target instanceof HTMLElement) target.focus({ preventScroll: true });
  };
}

interface PanelSectionProps {
  title?: string;
  /** For what jumps to it. */
  id?: string;
  /** Small text or an act at the right of the title. */
  end?: ReactNode;
  children: ReactNode;
}

/** A part of a panel, divided from the next by a hairline. */
export function PanelSection({ title, id, end, children }: PanelSectionProps) {
  return (
    <section id={id} className={css.section}>
      {title && (
        <h3 className={css.sectionTitle}>
          {title}
          {end && <span className={css.end}>{end}</span>}
        </h3>
      )}
      {children}
    </section>
  );
}

/** Names and what is so, in two columns. */
export function Facts({ facts }: { facts: readonly { name: string; value: ReactNode }[] }) {
  return (
    <dl className={css.facts}>
      {facts.map(({ name, value }) => (
        <div key={name} style={{ display: 'contents' }}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
