import { TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { ListedSite } from '#contract/console/tenant-calls.ts';

import { errorCodeOf } from '../../api/api-error.ts';
import { useIsLost } from '../../api/connection-store.ts';
import { useSession } from '../../api/console-state.ts';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { PanelSection } from '../../components/panel.tsx';
import { Problem } from '../../components/problem.tsx';
import { useFormats } from '../../format/use-formats.ts';
import { useAskForAccess } from '../../sites/site-queries.ts';
import { useNow } from '../../state/now.ts';
import { showToast } from '../../state/toast-store.ts';
import css from './sites-page.module.css';

const minuteMs = 60_000;

/** What the site lets support do, until when; asking for it where it is not granted. */
export function SupportSection({ site }: { site: ListedSite }) {
  const { t } = useTranslation('sites');
  const isSupport = useSession()?.role === 'support';
  const words = useAccessSentence(site);
  return (
    <PanelSection title={t('accessTitle')}>
      <div className={css.section}>
        <p>{words}</p>
        {site.support.state === 'granted' && <Scope scope={site.support.scope} />}
        {isSupport && site.support.state !== 'granted' && site.suspendedMs === null && <AskForm site={site} />}
        <p className="sm t3">{t('accessLogged')}</p>
      </div>
    </PanelSection>
  );
}

function useAccessSentence({ support }: ListedSite): string {
  const { t } = useTranslation('sites');
  const formats = useFormats();
  const now = useNow(minuteMs);
  switch (support.state) {
    case 'not-asked':
      return t('access.sentenceNotAsked');
    case 'asked':
      return t('access.sentenceAsked', { by: support.by, time: formats.moment(support.askedMs, now), reason: support.reason });
    case 'refused':
      return t('access.sentenceRefused', { by: support.by, time: formats.moment(support.refusedMs, now) });
    case 'granted': {
      const granted = { by: support.by, time: formats.moment(support.grantedMs, now) };
      if (support.untilMs === null) return t('access.sentenceOpen', granted);
      return t('access.sentenceUntil', { ...granted, until: formats.moment(support.untilMs, now) });
    }
  }
}

function Scope({ scope: { command, people } }: { scope: { command: boolean; people: boolean } }) {
  const { t } = useTranslation('sites');
  const lines = [
    { words: t('scope.read'), granted: true },
    { words: command ? t('scope.command') : t('scope.noCommand'), granted: command },
    { words: people ? t('scope.people') : t('scope.noPeople'), granted: people },
  ];
  return (
    <ul className={css.scope}>
      {lines.map(({ words, granted }) => (
        <li key={words} className={granted ? undefined : 't3'}>
          <Icon name={granted ? 'done' : 'planned'} />
          {words}
        </li>
      ))}
    </ul>
  );
}

function AskForm({ site: { tenant, name } }: { site: ListedSite }) {
  const { t } = useTranslation(['sites', 'common']);
  const [reason, setReason] = useState('');
  const { mutate, isPending, error } = useAskForAccess();
  const lost = useIsLost();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim() === '' || isPending) return;
    mutate({ tenant, reason: reason.trim() }, { onSuccess: () => showToast({ text: t('done.asked', { name }) }) });
  };
  return (
    <form className={css.form} onSubmit={submit} noValidate>
      <TextInput label={t('askReason')} value={reason} maxLength={300} onChange={(event) => setReason(event.currentTarget.value)} />
      {error && <Problem>{t(`common:error.${errorCodeOf(error)}`)}</Problem>}
      <div className={css.acts}>
        <Button type="submit" disabled={reason.trim() === '' || isPending || lost}>
          {t('ask')}
        </Button>
      </div>
    </form>
  );
}
