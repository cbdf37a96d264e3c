import { useElementSize } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';

import { useIsLost } from '../../api/connection-store.ts';
import { useMay } from '../../api/console-state.ts';
import { RowList } from '../../components/list/row-list.tsx';
import { useFormats } from '../../format/use-formats.ts';
import { useKeys } from '../../keys/use-keys.ts';
import type { ListedRule } from '../../rules/rule-queries.ts';
import { useUnsavedRules } from '../../rules/unsaved-rules.ts';
import { useNow } from '../../state/now.ts';
import { useViewStore } from '../../state/view-store.ts';
import { ruleColumns } from './rule-columns.tsx';
import css from './rule-list.module.css';
import { SwitchOffDialog } from './switch-off-dialog.tsx';
import { useSwitchRule } from './use-switch-rule.ts';

interface RuleListProps {
  rules: readonly ListedRule[];
  /** Absent for who may not change rules. */
  onOpen: ((id: string) => void) | undefined;
}

const minuteMs = 60_000;

/** The rules by name; a switch in each row turns it on and off. */
export function RuleList({ rules, onOpen }: RuleListProps) {
  const { t } = useTranslation('rules');
  const { ref, width } = useElementSize();
  const formats = useFormats();
  const nowMs = useNow(minuteMs);
  const unsaved = useUnsavedRules();
  const selected = useViewStore(({ selection }) => selection.rules);
  const select = useViewStore((state) => state.select);
  const mayWrite = useMay('rules:write');
  const lost = useIsLost();
  const { switchRule, asked, confirm, forget } = useSwitchRule();
  const rows = rules.toSorted((one, other) => one.name.localeCompare(other.name, formats.language));
  const target = rows.find(({ id }) => id === selected);
  const onSwitch = mayWrite && !lost ? switchRule : undefined;
  useKeys('list', [{ key: 'O', label: t('switchKey'), run: () => target && onSwitch?.(target) }], target !== undefined && onSwitch !== undefined);
  return (
    <div ref={ref} className={css.list}>
      <RowList
        label={t('title')}
        rows={rows}
        keyOf={({ id }) => id}
        columns={ruleColumns({ t, formats, nowMs, width, unsaved, onSwitch })}
        selected={selected}
        onSelect={(id) => select('rules', id)}
        onOpen={onOpen}
      />
      {asked && <SwitchOffDialog name={asked.name} onConfirm={confirm} onClose={forget} />}
    </div>
  );
}
