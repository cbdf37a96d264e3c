import { Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import { errorCodeOf } from '../../api/api-error.ts';
import { useIsLost } from '../../api/connection-store.ts';
import { useSetSiteSupervision, useSiteSupervision } from '../../devices/maintenance-queries.ts';
import { tellOf } from '../../state/pending-acts.ts';
import { showToast } from '../../state/toast-store.ts';
import css from './manage-page.module.css';
import { OverviewSection } from './overview-section.tsx';

/** Whether the site is told of devices that fall silent; done at once, with Undo. */
export function SilenceSwitch() {
  const { t } = useTranslation(['deviceLife', 'common']);
  const on = useSiteSupervision().data?.silenceAlarms;
  const { mutateAsync, isPending } = useSetSiteSupervision();
  const lost = useIsLost();
  if (on === undefined) return null;
  const set = (wanted: boolean, undo?: () => void) =>
    void tellOf(
      mutateAsync(wanted),
      () => ({ text: t(wanted ? 'supervision.siteOn' : 'supervision.siteOff'), undo }),
      (error) => showToast({ text: t('supervision.notSaved', { why: t(`common:error.${errorCodeOf(error)}`) }) }),
    );
  return (
    <OverviewSection title={t('supervision.siteTitle')}>
      <div className={css.sectionForm}>
        <Switch
        label={t('supervision.site')}
        checked={on}
        disabled={isPending || lost}
        onChange={(event) => {
          const wanted = event.currentTarget.checked;
          set(wanted, () => set(!wanted));
        }}
      />
      <p className="sm t2">{t('supervision.siteHelp')}</p>
      </div>
    </OverviewSection>
  );
}
