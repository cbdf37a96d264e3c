import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { ConsoleAlarm } from '#contract/alarms.ts';

import { AlarmStateSymbol } from '../../alarms/alarm-cells.tsx';
import { useAlarm } from '../../alarms/alarm-queries.ts';
import { alarmHelp, alarmPlace, alarmTitle } from '../../alarms/alarm-words.ts';
import { useAcknowledge } from '../../alarms/use-acknowledge.ts';
import { useIsLost } from '../../api/connection-store.ts';
import { useMay } from '../../api/console-state.ts';
import { Button } from '../../components/button.tsx';
import { GonePanel } from '../../components/gone-panel.tsx';
import { Panel, PanelSection } from '../../components/panel.tsx';
import { useKeys } from '../../keys/use-keys.ts';
import { AlarmChart } from './alarm-chart.tsx';
import { AlarmFacts } from './alarm-facts.tsx';
import { AlarmNotes } from './alarm-notes.tsx';
import css from './alarm-panel.module.css';
import { AlarmSentence } from './alarm-sentence.tsx';
import { ClearAlarm } from './clear-alarm.tsx';

interface AlarmPanelProps {
  id: string;
  /** The picture the list beside it has. */
  known: ConsoleAlarm | undefined;
  onClose: () => void;
}

/** Everything about one alarm, beside the list it was opened from. */
export function AlarmPanel({ id, known, onClose }: AlarmPanelProps) {
  const { t } = useTranslation('alarms');
  const { data: alarm, isError } = useAlarm(id, known);
  if (alarm) return <KnownAlarmPanel alarm={alarm} onClose={onClose} />;
  if (!isError) return null;
  return <GonePanel title={t('gone')} why={t('goneWhy')} onClose={onClose} />;
}

function KnownAlarmPanel({ alarm, onClose }: { alarm: ConsoleAlarm; onClose: () => void }) {
  const lost = useIsLost();
  const mayWrite = useMay('alarms:write');
  const may = mayWrite && !lost;
  return (
    <Panel
      title={alarmTitle(alarm)}
      symbol={<AlarmStateSymbol alarm={alarm} size={24} />}
      sentence={<AlarmSentence alarm={alarm} place={alarmPlace(alarm)} />}
      acts={may && <AlarmActs alarm={alarm} />}
      onClose={onClose}
    >
      <AlarmChart alarm={alarm} />
      <WhatToDo help={alarmHelp(alarm)} />
      <AlarmNotes key={alarm.id} alarm={alarm} mayWrite={mayWrite} />
      <AlarmFacts alarm={alarm} />
    </Panel>
  );
}

function AlarmActs({ alarm }: { alarm: ConsoleAlarm }) {
  const { t } = useTranslation('alarms');
  const acknowledge = useAcknowledge();
  const [clearing, setClearing] = useState(false);
  const { active, acknowledged } = alarm.state;
  useKeys('panel', [{ key: 'A', label: t('acknowledgeKey'), run: () => acknowledge(alarm) }], !acknowledged);
  if (acknowledged && !active) return null;
  return (
    <>
      {!acknowledged && (
        <Button kind="primary" keyHint="A" onClick={() => acknowledge(alarm)}>
          {t('acknowledge')}
        </Button>
      )}
      {active && <Button onClick={() => setClearing(true)}>{t('clear')}</Button>}
      {clearing && <ClearAlarm alarm={alarm} onClose={() => setClearing(false)} />}
    </>
  );
}

function WhatToDo({ help }: { help: string }) {
  const { t } = useTranslation('alarms');
  const steps = help.split('\n').filter((step) => step.trim() !== '');
  if (steps.length === 0) return null;
  return (
    <PanelSection title={t('whatToDo')}>
      <ol className={css.steps}>
        {steps.map((step, index) => (
          <li key={index}>{step}</li>
        ))}
      </ol>
    </PanelSection>
  );
}
