import { useTranslation } from 'react-i18next';

import type { ConsoleMaintenance } from '#contract/managed-objects.ts';

import { errorCodeOf } from '../../api/api-error.ts';
import { useIsLost } from '../../api/connection-store.ts';
import { useMay } from '../../api/console-state.ts';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { PanelSection } from '../../components/panel.tsx';
import { useStartMaintenance, useStopMaintenance } from '../../devices/maintenance-queries.ts';
import { useFormats } from '../../format/use-formats.ts';
import { useNow } from '../../state/now.ts';
import { tellOf } from '../../state/pending-acts.ts';
import { showToast } from '../../state/toast-store.ts';
import css from './device-life.module.css';

interface MaintenanceNoteProps {
  /** The device or group that is looked at. */
  objectId: string;
  maintenance: ConsoleMaintenance | null;
}

/** Who works at it, why, until when; and the way to end it early. */
export function MaintenanceNote({ objectId, maintenance }: MaintenanceNoteProps) {
  const { t } = useTranslation('deviceLife');
  const end = useEndEarly();
  const lost = useIsLost();
  const may = useMay('maintenance:write') && !lost;
  const words = useMaintenanceWords();
  if (!maintenance) return null;
  const { title, why } = words(objectId, maintenance);
  return (
    <PanelSection>
      <div className={css.note}>
        <Icon name="wrench" />
        <div className="grow">
          <div className="b">{title}</div>
          {why !== '' && <div className="sm t2">{why}</div>}
        </div>
        {may && maintenance.untilMs !== null && <Button onClick={() => end(maintenance)}>{t('maintenance.endNow')}</Button>}
      </div>
    </PanelSection>
  );
}

function useMaintenanceWords() {
  const { t } = useTranslation('deviceLife');
  const formats = useFormats();
  const now = useNow(60_000);
  return (objectId: string, { objectId: saidOf, objectName, untilMs, reason, by }: ConsoleMaintenance) => {
    if (untilMs === null) return { title: t('maintenance.openEnd'), why: t('maintenance.openEndWhy') };
    const time = formats.deadline(untilMs, now);
    const title = saidOf === objectId ? t('maintenance.isUntil', { time }) : t('maintenance.withUntil', { name: objectName, time });
    return { title, why: t('maintenance.why', { reason: reason ?? '', by: by ?? '' }) };
  };
}

function useEndEarly(): (maintenance: ConsoleMaintenance) => void {
  const { t } = useTranslation(['deviceLife', 'common']);
  const stop = useStopMaintenance();
  const again = useStartMaintenance();
  return ({ objectId, objectName, untilMs, reason }) => {
    if (untilMs === null || reason === null) return;
    const undo = () => again.mutate({ id: objectId, untilMs, reason });
    void tellOf(
      stop.mutateAsync(objectId),
      () => ({ text: t('maintenance.ended', { name: objectName }), undo }),
      (error) => showToast({ text: t('maintenance.notEnded', { why: t(`common:error.${errorCodeOf(error)}`) }) }),
    );
  };
}
