import { useTranslation } from 'react-i18next';

import type { RuleVersion } from '#contract/console/rule-calls.ts';
import type { RuleDraft } from '#contract/rules.ts';

import { useIsLost } from '../../api/connection-store.ts';
import { TextButton } from '../../components/button.tsx';
import { PanelSection } from '../../components/panel.tsx';
import { useFormats } from '../../format/use-formats.ts';
import { type RuleDifference, ruleDifferences } from '../../rules/rule-differences.ts';
import { type ListedRule, useRuleVersions } from '../../rules/rule-queries.ts';
import { useNow } from '../../state/now.ts';
import css from './rule-editor.module.css';
import { durationText } from './use-rule-words.ts';
import { usePutBack } from './use-put-back.ts';

const minuteMs = 60_000;

/** Every save of the rule: who, when, what; each older one can be put back. */
export function RuleVersions({ rule }: { rule: ListedRule }) {
  const { t } = useTranslation('rules');
  const versions = useRuleVersions(rule.id).data?.versions ?? [];
  return (
    <PanelSection title={t('side.versions')}>
      <ol className={css.versions}>
        {versions.map((version, index) => (
          <VersionRow key={version.version} rule={rule} version={version} before={versions[index + 1]} newest={index === 0} />
        ))}
      </ol>
    </PanelSection>
  );
}

interface VersionRowProps {
  rule: ListedRule;
  version: RuleVersion;
  before: RuleVersion | undefined;
  newest: boolean;
}

function VersionRow({ rule, version: { version, changedBy, changedMs, restoredFrom, draft }, before, newest }: VersionRowProps) {
  const { t } = useTranslation('rules');
  const formats = useFormats();
  const now = useNow(minuteMs);
  const lost = useIsLost();
  const putBack = usePutBack();
  const words = useDifferenceWords();
  const what = restoredFrom === null ? words(before?.draft, draft) : t('version.restored', { version: restoredFrom });
  return (
    <li className={css.version}>
      <span className="b tn">{version}</span>
      <span className="grow">
        <span>{what}</span>
        <span className="sm t3" title={formats.full(changedMs)}>
          {t('version.by', { name: changedBy, time: formats.moment(changedMs, now) })}
        </span>
      </span>
      {!newest && !lost && (
        <TextButton onClick={() => putBack({ id: rule.id, version, baseVersion: rule.version })}>
          {t('version.putBack')}
          <span className="unseen">{` ${version}`}</span>
        </TextButton>
      )}
    </li>
  );
}

/** What a version changed, in one line: "limit −18 → −20, severity Critical". */
export function useDifferenceWords(): (before: RuleDraft | undefined, after: RuleDraft) => string {
  const { t } = useTranslation(['rules', 'common']);
  const { reading } = useFormats();
  const { t: tr } = useTranslation('rules');
  const say = (difference: RuleDifference): string => {
    switch (difference.kind) {
      case 'text':
        return t(`version.${difference.part}`, { to: difference.to });
      case 'enabled':
        return t(difference.to ? 'version.on' : 'version.off');
      case 'severity':
        return t('version.severity', { to: t(`common:severity.${difference.to}`) });
      case 'number':
        return t(`version.${difference.part}`, { from: reading(difference.from), to: reading(difference.to) });
      case 'duration':
        return t(`version.${difference.part}`, { from: durationText(tr, difference.from), to: durationText(tr, difference.to) });
      case 'part':
        return t(`part.${difference.part}`);
    }
  };
  return (before, after) => {
    if (!before) return t('version.first');
    const differences = ruleDifferences(before, after);
    return differences.length === 0 ? t('version.same') : differences.map(say).join(', ');
  };
}
