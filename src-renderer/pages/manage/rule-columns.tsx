import { Switch } from '@mantine/core';
import type { TFunction } from 'i18next';

import { AlarmSymbol } from '../../components/alarm-symbol.tsx';
import type { Column } from '../../components/list/columns.ts';
import type { Formats } from '../../format/use-formats.ts';
import type { ListedRule } from '../../rules/rule-queries.ts';
import type { UnsavedRule } from '../../rules/unsaved-rules.ts';
import css from './rule-list.module.css';
import { useRuleSentence } from './use-rule-words.ts';

interface ColumnQuestion {
  t: TFunction<'rules'>;
  formats: Formats;
  nowMs: number;
  /** Room for the list in px. */
  width: number;
  unsaved: Readonly<Record<string, UnsavedRule>>;
  /** Absent for who may not, and while the core is out of reach. */
  onSwitch: ((rule: ListedRule) => void) | undefined;
}

const roomForVersion = 720;

/** The columns of the rules: severity, name over sentence, open alarms, last raised, version, switch. */
export function ruleColumns(question: ColumnQuestion): Column<ListedRule>[] {
  const { t, formats, nowMs, width, unsaved, onSwitch } = question;
  const version: Column<ListedRule> = {
    name: 'version',
    head: t('column.version'),
    width: 'minmax(132px, 0.3fr)',
    cell: (rule) => <RuleVersion rule={rule} question={question} />,
  };
  return [
    { name: 'severity', head: t('column.severity'), headUnseen: true, width: '26px', cell: (rule) => <RuleSymbol rule={rule} /> },
    { name: 'rule', head: t('column.rule'), width: 'minmax(0, 1fr)', cell: (rule) => <RuleName rule={rule} note={unsaved[rule.id] && t('notSaved')} /> },
    {
      name: 'open',
      head: t('column.open'),
      width: 'minmax(104px, 0.2fr)',
      cell: ({ open }) => <span className={open > 0 ? 'nw b' : 'nw t3'}>{formats.count(open)}</span>,
    },
    {
      name: 'raised',
      head: t('column.lastRaised'),
      width: 'minmax(104px, 0.2fr)',
      cell: ({ lastRaisedMs }) => (
        <span className="nw t2" title={lastRaisedMs === null ? undefined : formats.full(lastRaisedMs)}>
          {lastRaisedMs === null ? t('never') : formats.moment(lastRaisedMs, nowMs)}
        </span>
      ),
    },
    ...(width >= roomForVersion ? [version] : []),
    { name: 'on', head: t('column.on'), width: '52px', right: true, cell: (rule) => <RuleSwitch rule={rule} t={t} onSwitch={onSwitch} /> },
  ];
}

/** Filled while one of its alarms is open; colour stands for nothing else. */
function RuleSymbol({ rule: { severity, open } }: { rule: ListedRule }) {
  return <AlarmSymbol severity={severity} state={open > 0 ? 'true' : 'none'} size={20} />;
}

function RuleName({ rule, note }: { rule: ListedRule; note: string | undefined }) {
  const sentence = useRuleSentence(rule);
  return (
    <>
      <div className={rule.enabled ? 'el' : 'el t3'} title={rule.name}>
        {rule.name}
        {note && <span className="t3"> ({note})</span>}
      </div>
      <div className="sm t3 el" title={sentence}>
        {sentence}
      </div>
    </>
  );
}

function RuleVersion({ rule, question: { t, formats, nowMs } }: { rule: ListedRule; question: ColumnQuestion }) {
  const who = t('versionBy', { name: rule.changedBy, time: formats.moment(rule.changedMs, nowMs) });
  return (
    <>
      <div className="tn t2">{formats.count(rule.version)}</div>
      <div className="sm t3 el" title={who}>
        {who}
      </div>
    </>
  );
}

interface RuleSwitchProps {
  rule: ListedRule;
  t: TFunction<'rules'>;
  onSwitch: ((rule: ListedRule) => void) | undefined;
}

/** Reached by its key and by pointer, so that Tab passes the list in one step. */
function RuleSwitch({ rule, t, onSwitch }: RuleSwitchProps) {
  if (!onSwitch) return <span className="t3">{rule.enabled ? t('on') : t('isOff')}</span>;
  return (
    <span className={css.switch} onClick={(event) => event.stopPropagation()}>
      <Switch aria-label={t('switch', { name: rule.name })} checked={rule.enabled} tabIndex={-1} onChange={() => onSwitch(rule)} />
    </span>
  );
}
