import { useTranslation } from 'react-i18next';

import { useConnection } from '../api/connection-store.ts';
import { AlarmSymbol } from '../components/alarm-symbol.tsx';
import { useFormats } from '../format/use-formats.ts';
import { useNow } from '../state/now.ts';
import css from './frame.module.css';

/** Says that the picture is old, since when, and counts to the next try. Nothing while the feed is live. */
export function ContactBanner() {
  const connection = useConnection((state) => state.connection);
  return connection.state === 'lost' ? <LostBanner sinceMs={connection.sinceMs} retryMs={connection.retryMs} /> : null;
}

function LostBanner({ sinceMs, retryMs }: { sinceMs: number; retryMs: number | null }) {
  const { t } = useTranslation('common');
  const formats = useFormats();
  const now = useNow();
  const seconds = retryMs === null ? 0 : Math.ceil((retryMs - now) / 1000);
  return (
    <div className={css.banner} role="status">
      <AlarmSymbol severity="MINOR" state="bad-quality" size={20} decorative />
      <b>{t('contact.lost', { age: formats.age(now - sinceMs) })}</b>
      <span className="t2">{seconds > 0 ? t('contact.nextTry', { seconds }) : t('contact.trying')}</span>
    </div>
  );
}
