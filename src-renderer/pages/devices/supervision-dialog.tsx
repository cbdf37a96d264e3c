import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { CallInput } from '#contract/console-api.ts';

import { errorCodeOf } from '../../api/api-error.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import controls from '../../components/controls.module.css';
import { Problem } from '../../components/problem.tsx';
import type { DevicePicture } from '../../devices/device-queries.ts';
import { useSetSupervision } from '../../devices/maintenance-queries.ts';
import { tellOf } from '../../state/pending-acts.ts';
import css from './dialog.module.css';

type Wanted = Omit<CallInput<'setSupervision'>, 'id'>;
type Mode = DevicePicture['life']['supervision']['mode'];

const modes: readonly Mode[] = ['learned', 'required', 'off'];
const longestMinutes = 32_767;

function wantedOf(mode: Mode, minutes: number): Wanted {
  return mode === 'required' ? { mode, minutes } : { mode };
}

/** When its silence is told of: by its habit, after so many minutes, or never. */
export function SupervisionDialog({ device, onClose }: { device: DevicePicture; onClose: () => void }) {
  const { t } = useTranslation(['deviceLife', 'common']);
  const before = device.life.supervision;
  const [mode, setMode] = useState<Mode>(before.mode);
  const [minutes, setMinutes] = useState(String(before.minutes ?? 30));
  const { save, error, isPending } = useSave(device, onClose);
  const number = Math.round(Number(minutes));
  const bad = mode === 'required' && !(number >= 1 && number <= longestMinutes);
  return (
    <ConfirmDialog
      title={t('supervision.title', { name: device.name })}
      act={t('common:act.save')}
      onConfirm={() => !bad && save(wantedOf(mode, number))}
      onClose={onClose}
      disabled={isPending}
    >
      <div className={css.fields}>
        <Select
          label={t('supervision.label')}
          data={modes.map((value) => ({ value, label: t(`supervision.mode.${value}`) }))}
          value={mode}
          allowDeselect={false}
          data-autofocus
          withScrollArea={false}
          withCheckIcon={false}
          classNames={{ options: controls.options }}
          onChange={(chosen) => chosen !== null && setMode(chosen)}
        />
        {mode === 'required' && (
          <TextInput
            label={t('supervision.minutes')}
            value={minutes}
            inputMode="numeric"
            error={bad ? t('supervision.minutesBad') : undefined}
            onChange={(event) => setMinutes(event.currentTarget.value)}
          />
        )}
        <p className="sm t2">{t(`supervision.help.${mode}`)}</p>
        {error && <Problem>{t('supervision.notSaved', { why: t(`common:error.${errorCodeOf(error)}`) })}</Problem>}
      </div>
    </ConfirmDialog>
  );
}

function useSave({ id, name, life }: DevicePicture, onDone: () => void) {
  const { t } = useTranslation('deviceLife');
  const { mutate, mutateAsync, error, isPending } = useSetSupervision();
  const { mode, minutes } = life.supervision;
  const undo = () => mutate({ id, ...wantedOf(mode, minutes ?? 1) });
  const save = (wanted: Wanted) => {
    const saved = () => {
      onDone();
      return { text: t('supervision.saved', { name }), undo };
    };
    // What went wrong stands in the dialog.
    void tellOf(mutateAsync({ id, ...wanted }), saved, () => undefined);
  };
  return { save, error, isPending };
}
