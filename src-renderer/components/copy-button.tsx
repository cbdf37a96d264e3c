import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { Button } from './button.tsx';

const saysSoMs = 2000;

interface CopyButtonProps {
  text: string;
  kind?: 'primary' | 'secondary' | 'quiet';
  label?: string;
}

/** Copies a text and says so for two seconds. */
export function CopyButton({ text, kind = 'quiet', label }: CopyButtonProps) {
  const { t } = useTranslation('common');
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), saysSoMs);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  return (
    <Button kind={kind} onClick={() => void copy()}>
      {copied ? t('act.copied') : (label ?? t('act.copy'))}
    </Button>
  );
}
