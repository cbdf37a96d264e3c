import { useTranslation } from 'react-i18next';

import type { BinnedObject } from '#contract/console/bin-calls.ts';

import { useIsLost } from '../../api/connection-store.ts';
import { useMay } from '../../api/console-state.ts';
import { Button } from '../../components/button.tsx';
import { EmptyState, ErrorState } from '../../components/page-states.tsx';
import { Panel } from '../../components/panel.tsx';
import { SkeletonRows } from '../../components/skeleton-rows.tsx';
import { useBin } from '../../devices/bin-queries.ts';
import { useRestore } from '../../devices/inventory-acts.ts';
import { useFormats } from '../../format/use-formats.ts';
import { useNow } from '../../state/now.ts';
import css from './bin-panel.module.css';

/** What was deleted in the last thirty days, beside the list; each can be restored whole. */
export function BinPanel({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('inventory');
  const { data, error, refetch, hasNextPage, fetchNextPage } = useBin();
  const objects = data?.pages.flatMap((page) => page.objects) ?? [];
  return (
    <Panel title={t('bin.title')} sentence={t('bin.lead')} onClose={onClose}>
      {!data && !error && <SkeletonRows lines="two" count={3} />}
      {error && !data && <ErrorState title={t('bin.unreadable')} lost={t('bin.nothingLost')} error={error} onTryAgain={() => void refetch()} />}
      {data && objects.length === 0 && <EmptyState title={t('bin.emptyTitle')} why={t('bin.emptyWhy')} />}
      <ul>
        {objects.map((object) => (
          <BinRow key={object.id} object={object} />
        ))}
      </ul>
      {hasNextPage && (
        <div className={css.more}>
          <Button onClick={() => void fetchNextPage()}>{t('bin.more')}</Button>
        </div>
      )}
    </Panel>
  );
}

const dayMs = 86_400_000;

function BinRow({ object }: { object: BinnedObject }) {
  const { t } = useTranslation('inventory');
  const formats = useFormats();
  const now = useNow(60_000);
  const restore = useRestore();
  const lost = useIsLost();
  const may = useMay('devices:write') && !lost;
  const days = Math.max(1, Math.ceil((object.erasedMs - now) / dayMs));
  const facts = [object.kind === 'group' ? t('bin.group') : object.type, object.groupName].filter(Boolean).join(', ');
  return (
    <li className={css.row}>
      <div className="grow">
        <div className="b el" title={object.name}>
          {object.name}
        </div>
        <div className="sm t3" title={formats.full(object.deletedMs)}>
          {t('bin.deleted', { time: formats.moment(object.deletedMs, now), name: object.deletedBy })}. {t('bin.erased', { count: days })}
        </div>
        {facts !== '' && <div className="sm t3 el">{facts}</div>}
      </div>
      {may && (
        <Button label={t('bin.restoreNamed', { name: object.name })} onClick={() => restore(object)}>
          {t('bin.restore')}
        </Button>
      )}
    </li>
  );
}
