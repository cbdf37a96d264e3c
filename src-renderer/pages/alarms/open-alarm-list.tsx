import { useElementSize } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { ConsoleAlarm } from '#contract/alarms.ts';

import { useAcknowledge } from '../../alarms/use-acknowledge.ts';
import { useIsLost } from '../../api/connection-store.ts';
import { useMay } from '../../api/console-state.ts';
import { RowList } from '../../components/list/row-list.tsx';
import { useCalmRows } from '../../components/list/use-calm-rows.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { type ListName, useViewStore } from '../../state/view-store.ts';
import { useAlarmInTrends, useTrendsKey } from '../trends/open-trends.ts';
import { Newcomers } from './newcomers.tsx';
import { openAlarmColumns } from './open-alarm-columns.tsx';
import css from './open-alarm-list.module.css';
import { useAlarmSeries } from './use-alarm-series.ts';

interface OpenAlarmListProps {
  list: ListName;
  alarms: readonly ConsoleAlarm[];
  withHead?: boolean;
  /** The alarm whose panel is open. */
  openId: string | undefined;
  onOpen: (id: string) => void;
  /** Height of the rows in px, where the list shares its page; without it the list takes what is left. */
  height?: number;
}

const idOf = ({ id }: ConsoleAlarm): string => id;

/**
 * Open alarms, one click or A to acknowledge. While somebody points at the list or has a panel open
 * nothing jumps: newcomers wait at the top.
 */
export function OpenAlarmList({ list, alarms, withHead, openId, onOpen, height }: OpenAlarmListProps) {
  const { t } = useTranslation('alarms');
  const [pointed, setPointed] = useState(false);
  const { ref, width } = useElementSize();
  const { shown, waiting, joined, release } = useCalmRows(alarms, pointed || openId !== undefined, idOf);
  const known = useAlarmSeries(shown);
  const selected = useViewStore(({ selection }) => selection[list]);
  const select = useViewStore((state) => state.select);
  const onAcknowledge = useAllowedAcknowledge();
  const target = shown.find(({ id }) => id === (openId ?? selected)) ?? shown[0];
  useAcknowledgeKey(target, onAcknowledge);
  useTrendsKey('list', useAlarmInTrends()(target));
  const choose = (id: string) => {
    select(list, id);
    if (openId !== undefined) onOpen(id);
  };
  return (
    <div
      ref={ref}
      className={css.list}
      style={height === undefined ? undefined : { height, flex: '0 1 auto' }}
      onPointerEnter={() => setPointed(true)}
      onPointerLeave={() => setPointed(false)}
    >
      <Newcomers waiting={waiting} onShow={release} />
      <RowList
        label={t('list')}
        rows={shown}
        keyOf={idOf}
        columns={openAlarmColumns({ t, known, width, onAcknowledge, keyTarget: target?.id })}
        withHead={withHead}
        selected={openId ?? selected}
        onSelect={choose}
        onOpen={onOpen}
        joined={joined}
      />
    </div>
  );
}

/** Acknowledge, for who may and while the core can hear it. */
function useAllowedAcknowledge(): ((alarm: ConsoleAlarm) => void) | undefined {
  const may = useMay('alarms:write');
  const lost = useIsLost();
  const acknowledge = useAcknowledge();
  return may && !lost ? acknowledge : undefined;
}

function useAcknowledgeKey(target: ConsoleAlarm | undefined, onAcknowledge: ((alarm: ConsoleAlarm) => void) | undefined): void {
  const { t } = useTranslation('alarms');
  const run = () => {
    if (target && !target.state.acknowledged) onAcknowledge?.(target);
  };
  useKeys('list', [{ key: 'A', label: t('acknowledgeKey'), run }], target !== undefined && onAcknowledge !== undefined);
}
