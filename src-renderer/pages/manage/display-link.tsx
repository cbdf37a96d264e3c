import { useTranslation } from 'react-i18next';

import { Button } from '../../components/button.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import type { DisplayLink } from '../../site/display-queries.ts';
import css from './displays-page.module.css';

/** The link, once. Its token stands in the fragment, which no browser sends and no log holds. */
export function DisplayLinkBox({ link: { display, token }, onDone }: { link: DisplayLink; onDone: () => void }) {
  const { t } = useTranslation('shell');
  const address = `${location.origin}/wall#display=${token}`;
  return (
    <section className={css.link} aria-label={t('displays.linkTitle', { name: display.name })}>
      <h2 className="b">{t('displays.linkTitle', { name: display.name })}</h2>
      <p className="t2">{t('displays.linkLead')}</p>
      <code className={css.address}>{address}</code>
      <div className="row">
        <CopyButton text={address} />
        <Button onClick={onDone}>{t('displays.linkDone')}</Button>
      </div>
    </section>
  );
}
