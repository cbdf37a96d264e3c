import { useTranslation } from 'react-i18next';

import type { ListedSite } from '#contract/console/tenant-calls.ts';

import { errorCodeOf } from '../../api/api-error.ts';
import { useIsLost } from '../../api/connection-store.ts';
import { useMay, useSession } from '../../api/console-state.ts';
import { Button } from '../../components/button.tsx';
import { GonePanel } from '../../components/gone-panel.tsx';
import { Facts, Panel, PanelSection } from '../../components/panel.tsx';
import { Problem } from '../../components/problem.tsx';
import { formatBytes } from '../../format/bytes.ts';
import { useFormats } from '../../format/use-formats.ts';
import { withStepUp } from '../../session/step-up.ts';
import { isSilent } from '../../sites/site-order.ts';
import { useEnterSite, useSuspendSite } from '../../sites/site-queries.ts';
import { useNow } from '../../state/now.ts';
import { tellOf } from '../../state/pending-acts.ts';
import { showToast } from '../../state/toast-store.ts';
import { SiteSymbol } from './site-columns.tsx';
import { SupportSection } from './support-section.tsx';

interface SitePanelProps {
  /** Undefined when there is none of that short name. */
  site: ListedSite | undefined;
  onClose: () => void;
}

const minuteMs = 60_000;

/** One site: how it is, going in, what it grants to support. */
export function SitePanel({ site, onClose }: SitePanelProps) {
  const { t } = useTranslation('sites');
  if (site) return <KnownSitePanel site={site} onClose={onClose} />;
  return <GonePanel title={t('gone')} why={t('goneWhy')} onClose={onClose} />;
}

function KnownSitePanel({ site, onClose }: { site: ListedSite; onClose: () => void }) {
  const mayWrite = useMay('sites:write');
  return (
    <Panel title={site.name} symbol={<SiteSymbol site={site} />} sentence={useSiteSentence(site)} acts={<SiteActs site={site} />} onClose={onClose}>
      <SupportSection site={site} />
      <SiteFacts site={site} />
      {mayWrite && site.tenant !== 'main' && <ServiceSection site={site} />}
    </Panel>
  );
}

function useSiteSentence(site: ListedSite): string {
  const { t } = useTranslation('sites');
  const formats = useFormats();
  const now = useNow(minuteMs);
  const { worst, summary, suspendedMs } = site;
  if (suspendedMs !== null) return t('sentence.suspended', { time: formats.moment(suspendedMs, now) });
  if (worst) return worst.acknowledged ? t('sentence.worstSeen', { title: worst.title }) : t('sentence.worst', { title: worst.title });
  const open = Object.values(summary.open).reduce((total, count) => total + count, 0);
  if (open > 0) return t('sentence.open', { count: open });
  if (isSilent(site)) return t('sentence.silent', { count: summary.devices });
  return summary.devices === 0 ? t('sentence.empty') : t('sentence.calm');
}

function SiteActs({ site: { tenant, mayEnter } }: { site: ListedSite }) {
  const { t } = useTranslation(['sites', 'common']);
  const { mutate, isPending, error } = useEnterSite();
  const lost = useIsLost();
  if (!mayEnter) return null;
  return (
    <>
      <Button kind="primary" disabled={isPending || lost} onClick={() => mutate(tenant)}>
        {t('enter')}
      </Button>
      {error && <Problem>{t(`common:error.${errorCodeOf(error)}`)}</Problem>}
    </>
  );
}

function SiteFacts({ site }: { site: ListedSite }) {
  const { t } = useTranslation('sites');
  const formats = useFormats();
  const now = useNow(minuteMs);
  const { summary, lastContactMs, storageBytes, peopleIn, createdMs, tenant, timeZone } = site;
  const facts = [
    { name: t('fact.devices'), value: formats.count(summary.devices) },
    { name: t('fact.contact'), value: lastContactMs === null ? t('never') : formats.moment(lastContactMs, now) },
    { name: t('fact.storage'), value: formatBytes(storageBytes, formats.language) },
    { name: t('fact.people'), value: peopleIn === 0 ? t('nobodyIn') : t('peopleIn', { count: peopleIn }) },
    { name: t('fact.zone'), value: timeZone },
    { name: t('fact.tenant'), value: <span className="mono">{tenant}</span> },
    { name: t('fact.created'), value: formats.full(createdMs) },
  ];
  return (
    <PanelSection title={t('about')}>
      <Facts facts={facts} />
    </PanelSection>
  );
}

/** Suspending is done at once and undone from the message. */
function ServiceSection({ site: { tenant, name, suspendedMs } }: { site: ListedSite }) {
  const { t } = useTranslation(['sites', 'common']);
  const { mutateAsync, isPending } = useSuspendSite(withStepUp);
  const lost = useIsLost();
  const isHere = useSession()?.tenant === tenant;
  const change = (resume: boolean, undoable: boolean) => {
    const undo = () => change(!resume, false);
    const text = resume ? t('done.resumed', { name }) : t('done.suspended', { name });
    const failed = (error: Error) => showToast({ text: t('failed', { name, why: t(`common:error.${errorCodeOf(error)}`) }) });
    void tellOf(mutateAsync({ tenant, resume }), () => ({ text, undo: undoable ? undo : undefined }), failed);
  };
  const suspended = suspendedMs !== null;
  return (
    <PanelSection title={t('service')}>
      <p className="t2" style={{ marginBottom: 'var(--s-2)' }}>
        {suspended ? t('resumeWhy') : t('suspendWhy')}
      </p>
      {isHere && !suspended ? (
        <p className="t3">{t('suspendHere')}</p>
      ) : (
        <Button disabled={isPending || lost} onClick={() => change(suspended, true)}>
          {suspended ? t('resume') : t('suspend')}
        </Button>
      )}
    </PanelSection>
  );
}
