import { ActionIcon, Button as MantineButton, Tooltip } from '@mantine/core';
import type { MouseEventHandler, ReactNode } from 'react';

import { useOwnKey } from '../keys/own-keys.ts';
import css from './button.module.css';
import { Icon, type IconName } from './icon.tsx';
import { KeyHint } from './key-hint.tsx';

interface ButtonProps {
  children: ReactNode;
  /** One primary a view; secondary has a border; quiet is text. */
  kind?: 'primary' | 'secondary' | 'quiet';
  icon?: IconName;
  /** The key that does the same, such as `A` or `Ctrl+Z`. */
  keyHint?: string | undefined;
  onClick?: MouseEventHandler<HTMLButtonElement>;
  type?: 'button' | 'submit';
  disabled?: boolean;
  /** 36 px high, for the pages with one form. */
  large?: boolean;
  fullWidth?: boolean;
  /** Inside a row of a list: reached by its key and by pointer, so that Tab passes the list in one step. */
  inRow?: boolean;
  label?: string;
  autoFocus?: boolean | undefined;
}

const variants = { primary: 'filled', secondary: 'default', quiet: 'subtle' } as const;

/** A button that says what it does with a verb. */
export function Button({ kind = 'secondary', icon, keyHint, type = 'button', large, inRow, label, ...rest }: ButtonProps) {
  const shortcut = useOwnKey(keyHint ?? '');
  return (
    <MantineButton
      {...rest}
      type={type}
      variant={variants[kind]}
      aria-label={label}
      aria-keyshortcuts={shortcut.replace('Ctrl+', 'Control+') || undefined}
      size={large ? 'lg' : 'md'}
      tabIndex={inRow ? -1 : undefined}
      leftSection={icon && <Icon name={icon} />}
      rightSection={keyHint && <KeyHint press={keyHint} />}
    />
  );
}

interface LinkButtonProps {
  children: ReactNode;
  href: string;
  /** Save what is there under this name instead of going there. */
  download?: string;
  icon?: IconName;
  label?: string;
}

/** A button that leads somewhere or saves a file. */
export function LinkButton({ icon, label, ...rest }: LinkButtonProps) {
  return <MantineButton {...rest} component="a" variant="default" size="md" aria-label={label} leftSection={icon && <Icon name={icon} />} />;
}

interface IconButtonProps {
  icon: IconName;
  /** What it does; shown after half a second, read to a screen reader at once. */
  label: string;
  keyHint?: string;
  bordered?: boolean;
  onClick?: MouseEventHandler<HTMLButtonElement>;
  pressed?: boolean;
}

/** An icon alone, for acts everybody knows: close, pin, more. */
export function IconButton({ icon, label, keyHint, bordered = false, onClick, pressed }: IconButtonProps) {
  const key = useOwnKey(keyHint ?? '');
  return (
    <Tooltip label={key ? `${label}, ${key}` : label}>
      <ActionIcon
        variant={bordered ? 'default' : 'subtle'}
        aria-label={label}
        aria-pressed={pressed}
        onClick={onClick}
      >
        <Icon name={icon} />
      </ActionIcon>
    </Tooltip>
  );
}

/** An act written as underlined words inside text. */
export function TextButton({ children, onClick, label }: { children: ReactNode; onClick: () => void; label?: string }) {
  return (
    <button type="button" className={css.text} onClick={onClick} aria-label={label}>
      {children}
    </button>
  );
}
