import { useElementSize } from '@mantine/hooks';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';

import type { UnknownSender } from '#contract/senders.ts';

import { Icon } from '../../components/icon.tsx';
import type { Column } from '../../components/list/columns.ts';
import { RowList } from '../../components/list/row-list.tsx';
import { type Formats, useFormats } from '../../format/use-formats.ts';
import { shortReason, useSenderName } from '../../senders/sender-words.ts';
import { useNow } from '../../state/now.ts';
import { useViewStore } from '../../state/view-store.ts';
import css from './device-list.module.css';

interface SenderListProps {
  senders: readonly UnknownSender[];
  openKey: string | undefined;
  onOpen: (key: string) => void;
}

const minuteMs = 60_000;
const roomForAsked = 700;

/** Strangers, the newest first: who, from where, why not, how often, when last. */
export function SenderList({ senders, openKey, onOpen }: SenderListProps) {
  const { t } = useTranslation('senders');
  const { ref, width } = useElementSize();
  const formats = useFormats();
  const nowMs = useNow(minuteMs);
  const nameOf = useSenderName();
  const selected = useViewStore(({ selection }) => selection.senders);
  const select = useViewStore((state) => state.select);
  const choose = (key: string) => {
    select('senders', key);
    if (openKey !== undefined) onOpen(key);
  };
  return (
    <div ref={ref} className={css.list}>
      <RowList
        label={t('title')}
        rows={senders}
        keyOf={({ key }) => key}
        columns={senderColumns({ t, formats, nowMs, nameOf, width })}
        selected={openKey ?? selected}
        onSelect={choose}
        onOpen={onOpen}
      />
    </div>
  );
}

interface ColumnQuestion {
  t: TFunction<'senders'>;
  formats: Formats;
  nowMs: number;
  nameOf: (sender: UnknownSender) => string;
  width: number;
}

function senderColumns({ t, formats, nowMs, nameOf, width }: ColumnQuestion): Column<UnknownSender>[] {
  const asked: Column<UnknownSender> = {
    name: 'asked',
    head: t('column.asked'),
    width: 'minmax(90px, 1fr)',
    cell: (sender) => <div className="el t2">{t(`asked.${sender.asked}`)}</div>,
  };
  return [
    { name: 'symbol', head: '', headUnseen: true, width: '22px', cell: () => <Icon name="unknown" /> },
    {
      name: 'who',
      head: t('column.who'),
      width: 'minmax(110px, 1.4fr)',
      cell: (sender) => (
        <>
          <div className={sender.ignoredUntilMs === null ? 'el' : 'el t3'} title={nameOf(sender)}>
            {nameOf(sender)}
          </div>
          <div className="el sm t3">{sender.local ? t('here') : sender.address}</div>
        </>
      ),
    },
    { name: 'why', head: t('column.why'), width: 'minmax(130px, 1.8fr)', cell: (sender) => <Why reason={t(`short.${shortReason(sender.kind)}`)} /> },
    ...(width >= roomForAsked ? [asked] : []),
    { name: 'count', head: t('column.count'), width: '56px', right: true, cell: ({ count }) => <span className="tn">{formats.count(count)}</span> },
    { name: 'last', head: t('column.last'), width: '72px', right: true, cell: ({ lastMs }) => <span className="tn t2 nw">{formats.moment(lastMs, nowMs)}</span> },
  ];
}

function Why({ reason }: { reason: string }) {
  return (
    <div className="el t2" title={reason}>
      {reason}
    </div>
  );
}
