import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { errorCodeOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { watchActivity } from '../../api/session-activity.ts';
import { EmptyState, ErrorState } from '../../components/page-states.tsx';
import { useWall } from './use-wall.ts';
import { useStayAwake } from './use-stay-awake.ts';
import { WallScreen } from './wall-screen.tsx';

type Opening = { state: 'open' } | { state: 'opening' } | { state: 'refused'; error: unknown };

/** A display's link carries its token in the fragment, which is never sent; it leaves the address bar at once. */
function takeToken(): string | null {
  const [, token = null] = /^#display=(.+)$/.exec(location.hash) ?? [];
  if (token !== null) history.replaceState(null, '', location.pathname);
  return token;
}

/** The wall display: of a person with F11, or unattended by a link. */
export function WallPage() {
  const { t } = useTranslation('shell');
  const [token] = useState(takeToken);
  const [opening, setOpening] = useState<Opening>({ state: token === null ? 'open' : 'opening' });
  useEffect(() => {
    if (token === null) return;
    call('openDisplay', { token }).then(
      () => setOpening({ state: 'open' }),
      (error: unknown) => setOpening({ state: 'refused', error }),
    );
  }, [token]);
  if (opening.state === 'open') return <OpenWall />;
  if (opening.state === 'opening') return null;
  const code = errorCodeOf(opening.error);
  if (code === 'unauthorized') return <EmptyState title={t('wall.voidTitle')} why={t('wall.voidWhy')} />;
  if (code === 'forbidden') return <EmptyState title={t('wall.elsewhereTitle')} why={t('wall.elsewhereWhy')} />;
  return <ErrorState title={t('wall.notOpened')} error={opening.error} onTryAgain={() => location.reload()} />;
}

function OpenWall() {
  const { t } = useTranslation('shell');
  const client = useQueryClient();
  const { wall, trends, over, since } = useWall();
  const isPerson = wall !== undefined && wall.display === null;
  useStayAwake();
  // A person at the wall is at the console; a display is nobody.
  useEffect(() => (isPerson ? watchActivity(client) : undefined), [client, isPerson]);
  useEffect(() => {
    if (over && (isPerson || !wall)) location.replace('/');
  }, [over, isPerson, wall]);
  if (over && wall?.display) return <EmptyState title={t('wall.endedTitle')} why={t('wall.endedWhy')} />;
  return wall && !over ? <WallScreen wall={wall} trends={trends} lostSinceMs={since} /> : null;
}
