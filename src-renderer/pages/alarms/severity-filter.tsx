import { useTranslation } from 'react-i18next';

import { type Severity, severities } from '#contract/alarms.ts';

import { ChoiceChip } from '../../components/choice-chip.tsx';

interface SeverityFilterProps {
  value: Severity | undefined;
  onChange: (severity: Severity | undefined) => void;
}

/** One severity, or all. */
export function SeverityFilter({ value, onChange }: SeverityFilterProps) {
  const { t } = useTranslation(['alarms', 'common']);
  const choices = [
    { value: 'all', label: t('allSeverities') } as const,
    ...severities.map((severity) => ({ value: severity, label: t(`common:severity.${severity}`) })),
  ];
  return (
    <ChoiceChip
      label={t('severity')}
      value={value ?? 'all'}
      choices={choices}
      onChange={(severity) => onChange(severity === 'all' ? undefined : severity)}
    />
  );
}
