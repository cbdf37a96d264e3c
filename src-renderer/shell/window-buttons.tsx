import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';

import { Icon } from '../components/icon.tsx';
import css from './frame.module.css';

/** The system draws the buttons in its frame (the outer height is more than the page's) or as an overlay. */
function systemDrawsButtons(): boolean {
  return window.outerHeight > window.innerHeight || navigator.windowControlsOverlay?.visible === true;
}

function onResize(listener: () => void): () => void {
  window.addEventListener('resize', listener);
  return () => window.removeEventListener('resize', listener);
}

/** Minimise, maximise, close: only in the desktop shell, and only where the system draws none. */
export function WindowButtons() {
  const { t } = useTranslation('common');
  const drawn = useSyncExternalStore(onResize, systemDrawsButtons);
  const { desktop } = window;
  if (!desktop || drawn) return null;
  return (
    <div className={css.windowButtons}>
      <button type="button" aria-label={t('title.minimize')} onClick={() => void desktop.windowAction('minimize')}>
        <Icon name="minimize" />
      </button>
      <button type="button" aria-label={t('title.maximize')} onClick={() => void desktop.windowAction('toggle-maximize')}>
        <Icon name="maximize" />
      </button>
      <button type="button" aria-label={t('title.closeWindow')} onClick={() => void desktop.windowAction('close')}>
        <Icon name="close" />
      </button>
    </div>
  );
}
