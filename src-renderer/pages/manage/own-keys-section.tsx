import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { errorCodeOf } from '../../api/api-error.ts';
import { useIsLost } from '../../api/connection-store.ts';
import { TextButton } from '../../components/button.tsx';
import { PrintedKey } from '../../components/key-hint.tsx';
import { Problem } from '../../components/problem.tsx';
import { usePreferences, useSetPreferences } from '../../installation/installation-queries.ts';
import { type LetterKey, letterKeys, letterOf, type OwnKeys, ownKey, takenBy, withOwnKey } from '../../keys/letter-keys.ts';
import { tellOf } from '../../state/pending-acts.ts';
import { OverviewLine, OverviewSection } from './overview-section.tsx';
import css from './own-keys.module.css';

/** The letters one acts with, each to be changed; kept with the person, wherever they sign in. */
export function OwnKeysSection() {
  const { t } = useTranslation(['manage', 'common']);
  const own = usePreferences()?.keys;
  const lost = useIsLost();
  const { mutate, mutateAsync, error } = useSetPreferences();
  if (!own) return null;
  const isUsual = Object.keys(own).length === 0;
  // What went wrong stands below.
  const put = (keys: OwnKeys, text: string) => void tellOf(mutateAsync({ keys }), () => ({ text, undo: () => mutate({ keys: own }) }), () => undefined);
  return (
    <OverviewSection
      title={t('ownKeys.title')}
      note={isUsual ? t('ownKeys.usual') : t('ownKeys.changed', { count: Object.keys(own).length })}
      act={!isUsual && !lost && <TextButton onClick={() => put({}, t('ownKeys.reset'))}>{t('ownKeys.toUsual')}</TextButton>}
    >
      {letterKeys.map((usual) => (
        <LetterLine
          key={usual}
          usual={usual}
          own={own}
          disabled={lost}
          onChange={(letter) => put(withOwnKey(own, usual, letter), t('ownKeys.done', { key: letter, act: t(`ownKeys.act.${usual}`) }))}
        />
      ))}
      {error && <Problem>{t('ownKeys.notSaved', { why: t(`common:error.${errorCodeOf(error)}`) })}</Problem>}
    </OverviewSection>
  );
}

interface LetterLineProps {
  usual: LetterKey;
  own: OwnKeys;
  disabled: boolean;
  onChange: (letter: string) => void;
}

/** What a letter does, and the letter: pressed while it has the focus, another letter takes its place. */
function LetterLine({ usual, own, disabled, onChange }: LetterLineProps) {
  const { t } = useTranslation('manage');
  const [waiting, setWaiting] = useState(false);
  const [refused, setRefused] = useState<{ letter: string; by: LetterKey } | null>(null);
  const current = ownKey(own, usual);
  const act = t(`ownKeys.act.${usual}`);
  const onKeyDown = (event: KeyboardEvent) => {
    const letter = waiting ? letterOf(event) : null;
    if (waiting && event.key === 'Escape') setWaiting(false);
    else if (letter === null) return;
    event.preventDefault();
    if (letter === null) return;
    const by = takenBy(own, letter, usual);
    setRefused(by && { letter, by });
    if (by) return;
    setWaiting(false);
    if (letter !== current) onChange(letter);
  };
  return (
    <>
      <OverviewLine columns="minmax(0, 1fr) auto">
        <span className="el">{act}</span>
        <button
          type="button"
          className={css.key}
          disabled={disabled}
          aria-label={waiting ? t('ownKeys.press', { act }) : t('ownKeys.change', { act, key: current })}
          onClick={() => (setWaiting(!waiting), setRefused(null))}
          onBlur={() => (setWaiting(false), setRefused(null))}
          onKeyDown={onKeyDown}
        >
          {waiting ? t('ownKeys.waiting') : <PrintedKey>{current}</PrintedKey>}
        </button>
      </OverviewLine>
      {refused && (
        <div className={css.problem}>
          <Problem>{t('ownKeys.taken', { key: refused.letter, act: t(`ownKeys.act.${refused.by}`) })}</Problem>
        </div>
      )}
    </>
  );
}
