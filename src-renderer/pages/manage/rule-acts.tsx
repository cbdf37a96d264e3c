import { ActionIcon, Menu, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import { useIsLost } from '../../api/connection-store.ts';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import type { ListedRule } from '../../rules/rule-queries.ts';
import { DeleteRule } from './delete-rule.tsx';
import css from './rule-editor.module.css';
import type { RuleEditing } from './use-rule-editor.ts';

interface RuleActsProps {
  rule: ListedRule | null;
  ruleKey: string;
  editing: RuleEditing;
  /** Whether deleting is being asked about. */
  asking: boolean;
  onAsk: (asking: boolean) => void;
}

/** On or off, the version, and what can be done: undo, save, delete. */
export function RuleActs({ rule, ruleKey, editing, asking, onAsk }: RuleActsProps) {
  const { t } = useTranslation('rules');
  const lost = useIsLost();
  const { form, changed, change, save, saving, undo } = editing;
  return (
    <>
      <Switch
        classNames={{ body: css.switch }}
        label={form.enabled ? t('on') : t('isOff')}
        checked={form.enabled}
        onChange={(event) => change({ enabled: event.currentTarget.checked })}
      />
      {rule && <span className="t3 nw">{t('state', { version: rule.version })}</span>}
      <span className="grow" />
      {changed && (
        <Button kind="quiet" onClick={undo}>
          {t('undoChanges')}
        </Button>
      )}
      {(changed || !rule) && (
        <Button kind="primary" disabled={saving || lost} onClick={save}>
          {rule ? t(editing.newerVersion === null ? 'saveAs' : 'saveOver', { version: editing.newerVersion ?? rule.version + 1 }) : t('create')}
        </Button>
      )}
      {rule && !lost && <MoreActs onDelete={() => onAsk(true)} />}
      {rule && asking && <DeleteRule rule={rule} ruleKey={ruleKey} onClose={() => onAsk(false)} />}
    </>
  );
}

function MoreActs({ onDelete }: { onDelete: () => void }) {
  const { t } = useTranslation('rules');
  return (
    <Menu position="bottom-end" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <ActionIcon variant="subtle" aria-label={t('more')}>
          <Icon name="more" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={onDelete}>{t('deleteAct')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
