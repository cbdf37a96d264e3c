import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';

import type { Posture } from '#contract/console/installation-calls.ts';

import { useMay } from '../../api/console-state.ts';
import { AlarmSymbol } from '../../components/alarm-symbol.tsx';
import { Icon } from '../../components/icon.tsx';
import { useManageOverview } from '../../installation/installation-queries.ts';
import { OverviewLine, OverviewSection } from './overview-section.tsx';

/** What is open to whom, what is not as it should be first. */
export function SecuritySection() {
  const { t } = useTranslation('manage');
  const data = useManageOverview(useMay('site:write')).data;
  if (!data) return null;
  const good = data.security.filter((one) => one.good).length;
  const sorted = data.security.toSorted((one, other) => Number(one.good) - Number(other.good));
  return (
    <OverviewSection title={t('security.title')} note={t('security.note', { good, count: data.security.length })}>
      {sorted.map((posture) => (
        <PostureLine key={posture.name} posture={posture} />
      ))}
    </OverviewSection>
  );
}

function PostureLine({ posture }: { posture: Posture }) {
  const { t } = useTranslation('manage');
  const { name, good } = posture;
  return (
    <OverviewLine columns="18px minmax(0, 1fr) auto">
      {good ? <Icon name="check" /> : <AlarmSymbol severity="WARNING" state="true" size={16} decorative />}
      <span className={good ? 'el' : 'el b'}>{good ? t(`security.${name}`) : t(`security.look.${name}`)}</span>
      <span className="t3 nw">{valueWords(t, posture)}</span>
    </OverviewLine>
  );
}

function valueWords(t: TFunction<'manage'>, { name, values }: Posture): string {
  switch (name) {
    case 'devices':
    case 'console':
      return /^(127\.|localhost|::1)/.test(String(values['host'])) ? t('security.value.thisComputer') : String(values['host']);
    case 'programs':
      return values['on'] ? t('security.value.on') : t('security.value.off');
    case 'sessions':
      return t('security.value.sessions', { idle: values['idle'], longest: values['longest'] });
    case 'limits':
      return t('security.value.limits', { rate: values['rate'] });
    case 'passwords':
      return t('security.value.none');
    case 'administrators':
      return t('security.value.people', { count: Number(values['count']) });
  }
}
