import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { UnknownSender } from '#contract/senders.ts';

import { TextButton } from '../../components/button.tsx';
import { ListFoot } from '../../components/list/row-list.tsx';
import { EmptyState, ErrorState } from '../../components/page-states.tsx';
import { PageHead, PageMain } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/skeleton-rows.tsx';
import { useUnknownSenders } from '../../senders/sender-queries.ts';
import { SenderList } from './sender-list.tsx';

interface SendersViewProps {
  openKey: string | undefined;
  onOpen: (key: string) => void;
}

/** Who called the device port and was not let in, in the place of the list of devices. */
export function SendersView({ openKey, onOpen }: SendersViewProps) {
  const { t } = useTranslation('senders');
  const { data, error, refetch } = useUnknownSenders();
  const senders = data?.senders;
  const heeded = senders?.filter(({ ignoredUntilMs }) => ignoredUntilMs === null);
  return (
    <PageMain>
      <PageHead>
        <h1 className="el">{t('title')}</h1>
        <span className="t3 nw">{heeded && t('count', { count: heeded.length })}</span>
      </PageHead>
      {error && !data ? (
        <ErrorState title={t('unreadable')} error={error} onTryAgain={() => void refetch()} />
      ) : senders ? (
        <Senders senders={senders} openKey={openKey} onOpen={onOpen} />
      ) : (
        <SkeletonRows lines="two" count={6} />
      )}
    </PageMain>
  );
}

interface SendersProps extends SendersViewProps {
  senders: readonly UnknownSender[];
}

function Senders({ senders, openKey, onOpen }: SendersProps) {
  const { t } = useTranslation('senders');
  const [withIgnored, setWithIgnored] = useState(false);
  const ignored = senders.filter(({ ignoredUntilMs }) => ignoredUntilMs !== null).length;
  const shown = withIgnored ? senders : senders.filter(({ ignoredUntilMs }) => ignoredUntilMs === null);
  const toggle = <TextButton onClick={() => setWithIgnored(!withIgnored)}>{t(withIgnored ? 'hideIgnored' : 'showIgnored')}</TextButton>;
  const foot = (
    <ListFoot end={ignored > 0 && toggle}>
      <span>
        {t('foot')} {ignored > 0 && t('ignored', { count: ignored })}
      </span>
    </ListFoot>
  );
  return (
    <>
      {shown.length === 0 ? (
        <EmptyState title={t('emptyTitle')} why={t(ignored > 0 ? 'emptyIgnoredWhy' : 'emptyWhy')} />
      ) : (
        <SenderList senders={shown} openKey={openKey} onOpen={onOpen} />
      )}
      {foot}
    </>
  );
}
