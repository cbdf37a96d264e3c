import { Select, Switch } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { SupportAccess } from '#contract/console/tenant-calls.ts';

import { errorCodeOf } from '../../api/api-error.ts';
import { useIsLost } from '../../api/connection-store.ts';
import { useMay } from '../../api/console-state.ts';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { ErrorState, NotForRole } from '../../components/page-states.tsx';
import { PageHead, PageMain } from '../../components/page.tsx';
import { useFormats } from '../../format/use-formats.ts';
import { withStepUp } from '../../session/step-up.ts';
import { useChangeSupport, useSupportAccess } from '../../sites/site-queries.ts';
import { useNow } from '../../state/now.ts';
import { showToast } from '../../state/toast-store.ts';
import css from './manage-page.module.css';

/** Whether support may come into this site, what they may do here, until when. */
export function SupportPage() {
  const { t } = useTranslation(['sites', 'common']);
  const mayGrant = useMay('people:write');
  const { data, isError, error, refetch } = useSupportAccess(mayGrant);
  return (
    <PageMain>
      <PageHead>
        <h1>{t('manage.title')}</h1>
      </PageHead>
      {!mayGrant && <NotForRole why={t('manage.notForRole')} />}
      {isError && !data && <ErrorState title={t('unreadable')} error={error} onTryAgain={() => void refetch()} />}
      {mayGrant && data && (
        <div className={css.scroll} data-region="list">
          <div className={css.form}>
            <p className="t2">{t('manage.lead')}</p>
            <AccessNow access={data.access} inNow={data.inNow} />
            {data.access.state === 'granted' ? <EndAct /> : <GrantForm asked={data.access.state === 'asked'} />}
          </div>
        </div>
      )}
    </PageMain>
  );
}

function useGranted(access: SupportAccess): string | null {
  const { t } = useTranslation('sites');
  const formats = useFormats();
  const now = useNow(60_000);
  switch (access.state) {
    case 'not-asked':
      return null;
    case 'asked':
      return t('manage.asks', { by: access.by, reason: access.reason });
    case 'refused':
      return t('access.sentenceRefused', { by: access.by, time: formats.moment(access.refusedMs, now) });
    case 'granted': {
      const granted = { by: access.by, time: formats.moment(access.grantedMs, now) };
      if (access.untilMs === null) return t('access.sentenceOpen', granted);
      return t('access.sentenceUntil', { ...granted, until: formats.moment(access.untilMs, now) });
    }
  }
}

function AccessNow({ access, inNow }: { access: SupportAccess; inNow: readonly string[] }) {
  const { t } = useTranslation('sites');
  const words = useGranted(access);
  const scope = access.state === 'granted' ? access.scope : null;
  return (
    <>
      {words !== null && <p className="b">{words}</p>}
      {scope && (
        <ul className={css.lines}>
          <ScopeLine granted words={t('scope.read')} />
          <ScopeLine granted={scope.command} words={scope.command ? t('scope.command') : t('scope.noCommand')} />
          <ScopeLine granted={scope.people} words={scope.people ? t('scope.people') : t('scope.noPeople')} />
        </ul>
      )}
      <p className="t3">{inNow.length > 0 ? t('manage.inNow', { names: inNow.join(', ') }) : t('manage.nobodyIn')}</p>
    </>
  );
}

function ScopeLine({ granted, words }: { granted: boolean; words: string }) {
  return (
    <li className={granted ? 'row' : 'row t3'}>
      <Icon name={granted ? 'done' : 'planned'} />
      {words}
    </li>
  );
}

/** Tells what came of a change, or why nothing did. */
function useSupportActs() {
  const { t } = useTranslation(['sites', 'common']);
  const { mutate, isPending } = useChangeSupport(withStepUp);
  const lost = useIsLost();
  const act = (grant: Parameters<typeof mutate>[0], text: string) => {
    const onError = (error: Error) => showToast({ text: t('manage.failed', { why: t(`common:error.${errorCodeOf(error)}`) }) });
    mutate(grant, { onSuccess: () => showToast({ text }), onError });
  };
  return { act, off: isPending || lost };
}

function EndAct() {
  const { t } = useTranslation('sites');
  const { act, off } = useSupportActs();
  return (
    <div className={css.acts}>
      <Button kind="primary" disabled={off} onClick={() => act(null, t('manage.ended'))}>
        {t('manage.end')}
      </Button>
    </div>
  );
}

const durations = [
  { value: '1', words: 'manage.hour1' },
  { value: '4', words: 'manage.hours4' },
  { value: '24', words: 'manage.day' },
  { value: '168', words: 'manage.week' },
  { value: 'open', words: 'manage.open' },
] as const;

function GrantForm({ asked }: { asked: boolean }) {
  const { t } = useTranslation('sites');
  const [hours, setHours] = useState('4');
  const [command, setCommand] = useState(false);
  const [people, setPeople] = useState(false);
  const { act, off } = useSupportActs();
  const grant = { hours: hours === 'open' ? null : Number(hours), scope: { command, people } };
  return (
    <>
      <Select
        label={t('manage.hours')}
        data={durations.map(({ value, words }) => ({ value, label: t(words) }))}
        value={hours}
        allowDeselect={false}
        withScrollArea={false}
        withCheckIcon={false}
        onChange={(chosen) => chosen && setHours(chosen)}
      />
      <p className="t2">{t('manage.read')}</p>
      <Switch label={t('manage.command')} checked={command} onChange={(event) => setCommand(event.currentTarget.checked)} />
      <Switch label={t('manage.people')} checked={people} onChange={(event) => setPeople(event.currentTarget.checked)} />
      <div className={css.acts}>
        <Button kind="primary" disabled={off} onClick={() => act(grant, t('manage.granted'))}>
          {t('manage.grant')}
        </Button>
        {asked && (
          <Button disabled={off} onClick={() => act(null, t('manage.refused'))}>
            {t('manage.refuse')}
          </Button>
        )}
      </div>
    </>
  );
}
