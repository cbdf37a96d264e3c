import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { Button } from './button.tsx';

const saysSoMs = 2000;

interface CopyButtonProps {
  text: string;
  kind?: 'primary' | 'secondary' | 'quiet';
  label?: string;
  /** It is what one copies here: Ctrl C without a selection does it too. */
  keyed?: boolean;
  autoFocus?: boolean;
}

/** Copies a text and says so for two seconds. */
export function CopyButton({ text, kind = 'quiet', label, keyed = false, autoFocus }: CopyButtonProps) {
  const { t } = useTranslation('common');
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), saysSoMs);
    return () => clearTimeout(timer);
  }, [copied]);
  useCopyKey(keyed ? text : null, () => setCopied(true));
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  return (
    <Button kind={kind} keyHint={keyed ? 'Ctrl+C' : undefined} autoFocus={autoFocus} onClick={() => void copy()}>
      {copied ? t('act.copied') : (label ?? t('act.copy'))}
    </Button>
  );
}

/** Whether something is selected, on the page or in a field, that the person means to copy. */
function hasSelection(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) return target.selectionStart !== target.selectionEnd;
  return getSelection()?.isCollapsed === false;
}

/** Put a text on the clipboard whenever the person copies and has selected nothing. */
function useCopyKey(text: string | null, onCopied: () => void): void {
  const told = useRef(onCopied);
  useEffect(() => {
    told.current = onCopied;
  });
  useEffect(() => {
    if (text === null) return undefined;
    const onCopy = (event: ClipboardEvent) => {
      if (hasSelection(event.target)) return;
      event.clipboardData?.setData('text/plain', text);
      event.preventDefault();
      told.current();
    };
    document.addEventListener('copy', onCopy);
    return () => document.removeEventListener('copy', onCopy);
  }, [text]);
}
