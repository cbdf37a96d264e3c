import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { Display } from '#contract/console/wall-calls.ts';

import { errorCodeOf } from '../../api/api-error.ts';
import { useIsLost } from '../../api/connection-store.ts';
import { useMay } from '../../api/console-state.ts';
import { Button } from '../../components/button.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { ErrorState, NotForRole } from '../../components/page-states.tsx';
import { PageHead, PageMain } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/skeleton-rows.tsx';
import { useFormats } from '../../format/use-formats.ts';
import { type DisplayLink, useDisplayActs, useDisplays } from '../../site/display-queries.ts';
import { useNow } from '../../state/now.ts';
import { showToast } from '../../state/toast-store.ts';
import { DisplayForm } from './display-form.tsx';
import { DisplayLinkBox } from './display-link.tsx';
import css from './displays-page.module.css';
import form from './manage-page.module.css';

/** Screens that show the site with nobody signed in. */
export function DisplaysPage() {
  const { t } = useTranslation(['shell', 'common', 'site']);
  const mayWrite = useMay('site:write');
  return (
    <PageMain>
      <PageHead>
        <h1>{t('displays.title')}</h1>
      </PageHead>
      {mayWrite ? <Displays /> : <NotForRole why={t('site:notForRole')} />}
    </PageMain>
  );
}

function Displays() {
  const { t } = useTranslation(['shell', 'common']);
  const { data, error, refetch } = useDisplays();
  const [link, setLink] = useState<DisplayLink | null>(null);
  const { add } = useDisplayActs();
  if (error && !data) return <ErrorState title={t('displays.unreadable')} error={error} onTryAgain={() => void refetch()} />;
  if (!data) return <SkeletonRows />;
  return (
    <div className={form.scroll} data-region="list">
      <div className={form.form}>
        <p className="t2">{t('displays.lead')}</p>
        {link ? (
          <DisplayLinkBox link={link} onDone={() => setLink(null)} />
        ) : (
          <DisplayForm pending={add.isPending} error={add.error} onAdd={(view) => add.mutate(view, { onSuccess: setLink })} />
        )}
      </div>
      {data.displays.length > 0 && (
        <ul className={css.list} aria-label={t('displays.title')}>
          {data.displays.map((display) => (
            <DisplayRow key={display.id} display={display} onLink={setLink} />
          ))}
        </ul>
      )}
    </div>
  );
}

function DisplayRow({ display, onLink }: { display: Display; onLink: (link: DisplayLink) => void }) {
  const { t } = useTranslation('shell');
  const lost = useIsLost();
  const [asked, ask] = useState<'renew' | 'remove' | null>(null);
  return (
    <li className={css.row}>
      <span className="grow el">{display.name}</span>
      <DisplaySeen display={display} />
      {!lost && (
        <>
          <Button kind="quiet" onClick={() => ask('renew')} label={`${t('displays.renew')}: ${display.name}`}>
            {t('displays.renew')}
          </Button>
          <Button kind="quiet" onClick={() => ask('remove')} label={`${t('displays.remove')}: ${display.name}`}>
            {t('displays.remove')}
          </Button>
        </>
      )}
      {asked && <AskFirst display={display} act={asked} onLink={onLink} onClose={() => ask(null)} />}
    </li>
  );
}

function DisplaySeen({ display: { seenMs, boundTo } }: { display: Display }) {
  const { t } = useTranslation('shell');
  const formats = useFormats();
  const now = useNow(60_000);
  if (seenMs === null) return <span className="t3">{t('displays.never')}</span>;
  return (
    <span className="t2 nw" title={formats.full(seenMs)}>
      {t('displays.seen', { time: formats.moment(seenMs, now) })}
      {boundTo && ` ${t('displays.from', { address: boundTo })}`}
    </span>
  );
}

interface AskFirstProps {
  display: Display;
  act: 'renew' | 'remove';
  onLink: (link: DisplayLink) => void;
  onClose: () => void;
}

/** The screen goes dark either way, and no undo brings its session back. */
function AskFirst({ display: { id, name }, act, onLink, onClose }: AskFirstProps) {
  const { t } = useTranslation(['shell', 'common']);
  const { renew, remove } = useDisplayActs();
  const onError = (error: Error) => {
    showToast({ text: t('displays.failed', { why: t(`common:error.${errorCodeOf(error)}`) }) });
    onClose();
  };
  const confirm = () => {
    if (act === 'renew') renew.mutate(id, { onSuccess: (link) => (onLink(link), onClose()), onError });
    else remove.mutate(id, { onSuccess: () => (showToast({ text: t('displays.removed', { name }) }), onClose()), onError });
  };
  return (
    <ConfirmDialog title={t(`displays.${act}Title`, { name })} act={t(`displays.${act}`)} disabled={renew.isPending || remove.isPending} onConfirm={confirm} onClose={onClose}>
      <p>{t(`displays.${act}Why`)}</p>
    </ConfirmDialog>
  );
}
