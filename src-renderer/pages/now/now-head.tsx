import { useTranslation } from 'react-i18next';

import type { SiteSummary } from '#contract/console/site-calls.ts';

import { useConnection } from '../../api/connection-store.ts';
import type { OpenAlarms } from '../../alarms/open-alarms.ts';
import { useFormats } from '../../format/use-formats.ts';
import css from './now-page.module.css';
import { type NowSentence, nowSentence } from './now-sentence.ts';

interface NowHeadProps {
  summary: SiteSummary;
  open: OpenAlarms;
}

/** The sentence of the site's state, and the numbers behind it. */
export function NowHead({ summary, open }: NowHeadProps) {
  const sentence = useSentence(nowSentence(summary, open.alarms, open.total));
  return (
    <header className={css.head}>
      <h1 className={css.sentence} aria-live="polite">
        {sentence}
      </h1>
      {summary.devices > 0 && <NowFacts summary={summary} open={open} />}
    </header>
  );
}

/** While the core is out of reach nothing is said of the present. */
function useSentence(sentence: NowSentence): string {
  const { t } = useTranslation('now');
  const formats = useFormats();
  const connection = useConnection((state) => state.connection);
  if (connection.state === 'lost') return t('unknown', { time: formats.seconds(connection.sinceMs) });
  const { kind, ...words } = sentence;
  return t(kind, words);
}

function NowFacts({ summary, open }: NowHeadProps) {
  const { t } = useTranslation('now');
  const { count } = useFormats();
  const unacknowledged = open.alarms.filter(({ state }) => !state.acknowledged).length;
  return (
    <p className={css.facts}>
      <span>
        <b>{t('ofAll', { part: count(summary.fresh), all: count(summary.devices) })}</b> {t('factsHeard', { count: summary.devices })}
      </span>
      {open.total > 0 && (
        <span>
          <b>{count(open.total)}</b> {t('factsOpen', { count: open.total })}
        </span>
      )}
      {unacknowledged > 0 && (
        <span>
          <b>{count(unacknowledged)}</b> {t('factsUnacknowledged')}
        </span>
      )}
    </p>
  );
}
