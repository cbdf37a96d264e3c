import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useMay } from '../../api/console-state.ts';
import { Button } from '../../components/button.tsx';
import { EmptyState, ErrorState, NotForRole } from '../../components/page-states.tsx';
import { PageHead, PageMain } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/skeleton-rows.tsx';
import { type MadeToken, useTokens } from '../../tokens/token-queries.ts';
import { AddTokenPanel } from './add-token-panel.tsx';
import { MadeTokenPanel } from './made-token-panel.tsx';
import { TokenList } from './token-list.tsx';
import { TokenPanel } from './token-panel.tsx';

/** How programs get in, and what each may do. */
export function TokensPage() {
  const { t } = useTranslation(['tokens', 'common']);
  if (useMay('tokens:write')) return <KnownTokens />;
  return (
    <PageMain>
      <NotForRole why={t('notForRole')} />
    </PageMain>
  );
}

function KnownTokens() {
  const { t } = useTranslation('tokens');
  const { token: openId, add } = useSearch({ from: '/frame/manage/tokens' });
  const navigate = useNavigate({ from: '/manage/tokens' });
  // A secret stays in no address and in no cache: only here, until the panel is closed.
  const [made, setMade] = useState<MadeToken | null>(null);
  const go = (search: { token?: string; add?: boolean }) => {
    setMade(null);
    void navigate({ search, replace: true });
  };
  const { data, isPending, isError, error, refetch } = useTokens();
  const close = () => go({});
  return (
    <>
      <PageMain>
        <PageHead>
          <h1>{t('title')}</h1>
          {data && <span className="t3 nw">{t('liveCount', { count: data.tokens.filter(({ state }) => state === 'live').length })}</span>}
          <span className="grow" />
          <Button kind="primary" icon="plus" onClick={() => go({ add: true })}>
            {t('add')}
          </Button>
        </PageHead>
        {data && !data.applications && <ListenerOff />}
        {data && data.tokens.length > 0 && <TokenList tokens={data.tokens} openId={openId} onOpen={(token) => go({ token })} />}
        {data && data.tokens.length === 0 && <EmptyState title={t('none')} why={t('noneWhy')} act={<Button onClick={() => go({ add: true })}>{t('add')}</Button>} />}
        {isPending && <SkeletonRows lines="one" />}
        {isError && !data && <ErrorState title={t('unreadable')} lost={t('nothingLost')} error={error} onTryAgain={() => void refetch()} />}
      </PageMain>
      {made && <MadeTokenPanel made={made} onClose={close} />}
      {!made && add && <AddTokenPanel onMade={setMade} onClose={close} />}
      {!made && !add && openId !== undefined && data && <TokenPanel key={openId} token={data.tokens.find(({ id }) => id === openId)} onClose={close} />}
    </>
  );
}

/** Tokens can be made and prepared, but nothing opens before the listener takes programs. */
function ListenerOff() {
  const { t } = useTranslation('tokens');
  return (
    <p className="t2" style={{ padding: 'var(--s-3) var(--s-4)' }}>
      {t('off')}
    </p>
  );
}
