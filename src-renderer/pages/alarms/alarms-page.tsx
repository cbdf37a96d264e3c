import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

import { useOpenAlarms } from '../../alarms/alarm-queries.ts';
import { PageHead, PageMain } from '../../components/page.tsx';
import { Tabs } from '../../components/tabs.tsx';
import { useFormats } from '../../format/use-formats.ts';
import { AlarmPanel } from './alarm-panel.tsx';
import { JournalTab } from './journal-tab.tsx';
import { OpenTab } from './open-tab.tsx';

/** What is wrong now, and what ever was. */
export function AlarmsPage() {
  const { t } = useTranslation('alarms');
  const { count } = useFormats();
  const { tab = 'open', alarm: openId } = useSearch({ from: '/frame/alarms' });
  const navigate = useNavigate({ from: '/alarms' });
  const open = useOpenAlarms().data;
  const openPanel = (alarm: string | undefined) => void navigate({ search: (search) => ({ ...search, alarm }), replace: true });
  const tabs = [
    { name: 'open', label: t('open'), count: open && count(open.total) },
    { name: 'journal', label: t('journal') },
  ] as const;
  return (
    <>
      <PageMain>
        <PageHead>
          <h1 className="unseen">{t('title')}</h1>
          <Tabs label={t('tabs')} value={tab} tabs={tabs} onChange={(next) => void navigate({ search: { tab: next } })} />
        </PageHead>
        {tab === 'open' ? <OpenTab openId={openId} onOpen={openPanel} /> : <JournalTab openId={openId} onOpen={openPanel} />}
      </PageMain>
      {openId !== undefined && (
        <AlarmPanel id={openId} known={open?.alarms.find(({ id }) => id === openId)} onClose={() => openPanel(undefined)} />
      )}
    </>
  );
}
