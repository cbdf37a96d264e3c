import { Select, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { longestMaintenanceMs, operatorMaintenanceMs } from '#contract/console/maintenance-calls.ts';
import type { ConsoleMaintenance } from '#contract/managed-objects.ts';

import { errorCodeOf } from '../../api/api-error.ts';
import { useMay } from '../../api/console-state.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import controls from '../../components/controls.module.css';
import { Problem } from '../../components/problem.tsx';
import { useStartMaintenance, useStopMaintenance } from '../../devices/maintenance-queries.ts';
import { nextFullHours, spans, usualSpanMs } from '../../devices/maintenance-spans.ts';
import { useFormats } from '../../format/use-formats.ts';
import { coreNow, useNow } from '../../state/now.ts';
import { tellOf } from '../../state/pending-acts.ts';
import css from './dialog.module.css';

interface MaintenanceDialogProps {
  /** A device or a group. */
  objectId: string;
  name: string;
  /** What is under way there, to be said anew. */
  current: ConsoleMaintenance | null;
  onClose: () => void;
}

/** Until when and why: alarms are recorded meanwhile, not announced. It ends by itself; Undo ends it at once. */
export function MaintenanceDialog({ objectId, name, current, onClose }: MaintenanceDialogProps) {
  const { t } = useTranslation(['deviceLife', 'common']);
  const [choice, setChoice] = useState(`for ${usualSpanMs}`);
  const [reason, setReason] = useState(current?.reason ?? '');
  const [tried, setTried] = useState(false);
  const { start, error, isPending } = useStart(objectId, name, current, onClose);
  const missing = reason.trim() === '';
  const submit = () => {
    setTried(true);
    if (!missing && !isPending) start(endOf(choice), reason.trim());
  };
  return (
    <ConfirmDialog title={t('maintenance.title', { name })} act={t('maintenance.act')} onConfirm={submit} onClose={onClose} disabled={isPending}>
      <div className={css.fields}>
        <p className="t2">{t('maintenance.effect')}</p>
        <TextInput
          label={t('maintenance.reason')}
          placeholder={t('maintenance.reasonExample')}
          value={reason}
          maxLength={200}
          data-autofocus
          error={tried && missing ? t('maintenance.reasonMissing') : undefined}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <EndField value={choice} onChange={setChoice} />
        {error && <Problem>{t('maintenance.notStarted', { why: t(`common:error.${errorCodeOf(error)}`) })}</Problem>}
      </div>
    </ConfirmDialog>
  );
}

/** `for <ms>` from now, or `until <ms UTC>`. */
function endOf(choice: string): number {
  const [word, ms] = choice.split(' ');
  return word === 'for' ? coreNow() + Number(ms) : Number(ms);
}

function EndField({ value, onChange }: { value: string; onChange: (choice: string) => void }) {
  const { t } = useTranslation('deviceLife');
  const formats = useFormats();
  const mayMs = useMay('devices:write') ? longestMaintenanceMs : operatorMaintenanceMs;
  const now = useNow(60_000);
  const choices = useMemo(() => {
    const until = (ms: number) => {
      const sameDay = formats.weekday(ms) === formats.weekday(now);
      return sameDay ? formats.clock(ms) : `${formats.weekday(ms)} ${formats.clock(ms)}`;
    };
    return [
      ...spans.filter((ms) => ms <= mayMs).map((ms) => ({ value: `for ${ms}`, label: t('maintenance.for', { span: formats.age(ms) }) })),
      ...nextFullHours(now, formats.clock).map((ms) => ({ value: `until ${ms}`, label: t('maintenance.until', { time: until(ms) }) })),
    ];
  }, [t, formats, mayMs, now]);
  return (
    <Select
      label={t('maintenance.end')}
      data={choices}
      value={value}
      allowDeselect={false}
      searchable
      withScrollArea={false}
      withCheckIcon={false}
      classNames={{ options: controls.options }}
      onChange={(chosen) => chosen !== null && onChange(chosen)}
    />
  );
}

/** Start, with an Undo that brings back what was before. */
function useStart(objectId: string, name: string, before: ConsoleMaintenance | null, onDone: () => void) {
  const { t } = useTranslation('deviceLife');
  const formats = useFormats();
  const { mutate, mutateAsync, error, isPending } = useStartMaintenance();
  const stop = useStopMaintenance();
  const undo = () => {
    if (before?.untilMs != null && before.reason !== null) mutate({ id: objectId, untilMs: before.untilMs, reason: before.reason });
    else stop.mutate(objectId);
  };
  const start = (untilMs: number, reason: string) => {
    const started = () => {
      onDone();
      return { text: t('maintenance.started', { name, time: formats.deadline(untilMs, coreNow()) }), undo };
    };
    // What went wrong stands in the dialog.
    void tellOf(mutateAsync({ id: objectId, untilMs, reason }), started, () => undefined);
  };
  return { start, error, isPending };
}
