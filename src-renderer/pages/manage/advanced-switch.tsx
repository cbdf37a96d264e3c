import { Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import { useIsLost } from '../../api/connection-store.ts';
import { useAdvanced, useSetPreferences } from '../../installation/installation-queries.ts';
import css from './manage-page.module.css';

/** The expert's things, off until somebody wants them; kept with the person. */
export function AdvancedSwitch() {
  const { t } = useTranslation('manage');
  const advanced = useAdvanced();
  const { mutate, isPending } = useSetPreferences();
  const lost = useIsLost();
  return (
    <div className={css.advanced}>
      <Switch label={t('advanced.title')} checked={advanced} disabled={isPending || lost} onChange={(event) => mutate({ advanced: event.currentTarget.checked })} />
      <p className="sm t3">{t('advanced.why')}</p>
    </div>
  );
}
