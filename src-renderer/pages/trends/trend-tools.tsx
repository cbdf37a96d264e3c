import { Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import css from './trends-page.module.css';
import type { TrendControls } from './use-trend-view.ts';
import { useTrendWords } from './use-trend-words.ts';

/** The way back through the zooms, and what is drawn around the lines. */
export function TrendTools({ controls }: { controls: TrendControls }) {
  const { t } = useTranslation('trends');
  const { view, change } = controls;
  return (
    <div className={css.tools} data-region="tools">
      <Crumbs controls={controls} />
      <span className="grow" />
      <Switch className={css.toggle} label={t('band')} checked={view.band} onChange={(event) => change({ band: event.currentTarget.checked })} />
      <Switch className={css.toggle} label={t('normal')} checked={view.normal} onChange={(event) => change({ normal: event.currentTarget.checked })} />
    </div>
  );
}

/** Levels that find room beside each other. */
const mostCrumbs = 3;

function Crumbs({ controls: { history, stretch, goBack } }: { controls: TrendControls }) {
  const { t } = useTranslation('trends');
  const words = useTrendWords();
  const { before } = history;
  const hidden = Math.max(0, before.length - mostCrumbs);
  return (
    <nav className={css.crumbs} aria-label={t('levels')}>
      {before.length > 0 && (
        <Button kind="quiet" icon="left" keyHint="Backspace" onClick={() => goBack()}>
          {t('back')}
        </Button>
      )}
      {before.slice(hidden).map((shown, index) => (
        <span key={index + hidden} className={css.crumb}>
          <button type="button" className={css.level} onClick={() => goBack(index + hidden)}>
            {words.level(shown)}
          </button>
          <Icon name="right" small />
        </span>
      ))}
      <b className={css.now} aria-live="polite">
        {words.stretch(stretch)}
      </b>
    </nav>
  );
}
