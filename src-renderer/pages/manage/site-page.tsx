import { TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { Site } from '#contract/tenants.ts';

import { errorCodeOf } from '../../api/api-error.ts';
import { useIsLost } from '../../api/connection-store.ts';
import { useConsoleState, useMay } from '../../api/console-state.ts';
import { Button } from '../../components/button.tsx';
import { NotForRole } from '../../components/page-states.tsx';
import { PageHead, PageMain } from '../../components/page.tsx';
import { Problem } from '../../components/problem.tsx';
import { TimeZoneField } from '../../components/time-zone-field.tsx';
import { useUpdateSite } from '../../site/site-queries.ts';
import { tellOf } from '../../state/pending-acts.ts';
import { showToast } from '../../state/toast-store.ts';
import css from './manage-page.module.css';
import { OverviewColumns, OverviewSection } from './overview-section.tsx';
import { SilenceSwitch } from './silence-switch.tsx';

/** What the site is called and which clock it lives by. */
export function SitePage() {
  const { t } = useTranslation(['site', 'common']);
  const site = useConsoleState()?.site;
  const mayWrite = useMay('site:write');
  return (
    <PageMain>
      <PageHead>
        <h1>{t('site')}</h1>
      </PageHead>
      {mayWrite ? site && <OverviewColumns left={<SiteForm site={site} />} right={<SilenceSwitch />} /> : <NotForRole why={t('notForRole')} />}
    </PageMain>
  );
}

function SiteForm({ site }: { site: Site }) {
  const { t } = useTranslation(['site', 'common']);
  const [name, setName] = useState(site.name);
  const [timeZone, setTimeZone] = useState(site.timeZone);
  const lost = useIsLost();
  const { save, pending, error } = useSaveSite(site, (before) => {
    setName(before.name);
    setTimeZone(before.timeZone);
  });
  const missing = name.trim() === '';
  const changed = name.trim() !== site.name || timeZone !== site.timeZone;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!missing && changed && !pending) save({ name: name.trim(), timeZone });
  };
  return (
    <OverviewSection title={t('nameTitle')}>
      <form className={css.sectionForm} onSubmit={submit} noValidate>
        <p className="t2">{t('lead')}</p>
        <TextInput
          label={t('name')}
          value={name}
          maxLength={80}
          error={missing ? t('nameMissing') : undefined}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TimeZoneField value={timeZone} onChange={setTimeZone} />
        {error && <Problem>{t('notSaved', { why: t(`common:error.${errorCodeOf(error)}`) })}</Problem>}
        {changed && (
          <div className={css.acts}>
            <Button kind="primary" type="submit" keyHint="Enter" disabled={pending || missing || lost}>
              {t('common:act.save')}
            </Button>
          </div>
        )}
      </form>
    </OverviewSection>
  );
}

/** @param onRestored shows again what was before, after Undo. */
function useSaveSite(site: Site, onRestored: (before: Site) => void) {
  const { t } = useTranslation('site');
  const { mutate, mutateAsync, isPending, error } = useUpdateSite();
  const restore = ({ name, timeZone }: Site) => {
    const onSuccess = (restored: Site) => {
      onRestored(restored);
      showToast({ text: t('restored') });
    };
    mutate({ name, timeZone }, { onSuccess });
  };
  const save = (change: { name: string; timeZone: string }) => {
    // What went wrong stands in the form.
    void tellOf(mutateAsync(change), () => ({ text: t('saved'), undo: () => restore(site) }), () => undefined);
  };
  return { save, pending: isPending, error };
}
