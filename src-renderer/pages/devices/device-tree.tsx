import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { ConsoleAlarm } from '#contract/alarms.ts';
import type { ConsoleGroup } from '#contract/managed-objects.ts';

import { AlarmStateSymbol } from '../../alarms/alarm-cells.tsx';
import { useConsoleState } from '../../api/console-state.ts';
import { Icon } from '../../components/icon.tsx';
import { NameInPlace } from '../../components/name-in-place.tsx';
import { cutIds, useCut } from '../../devices/cut-inventory.ts';
import { type Dragged, writeDragged } from '../../devices/dragged.ts';
import { type TreeRow, treeRows } from '../../devices/group-tree.ts';
import { useUpdateGroup } from '../../devices/inventory-acts.ts';
import { useFormats } from '../../format/use-formats.ts';
import css from './device-tree.module.css';
import { useDrop } from './use-drop.ts';
import { useGroupKeys } from './use-group-keys.ts';
import { useTreeKeys } from './use-tree-keys.ts';

interface DeviceTreeProps {
  groups: readonly ConsoleGroup[];
  /** The worst open alarm in each group, by the group's id. */
  worst: ReadonlyMap<string, ConsoleAlarm>;
  /** Devices of the whole site. */
  total: number | undefined;
  chosen: string | undefined;
  onChoose: (groupId: string | undefined) => void;
  /** Something was dropped on a group, or on the site (null); absent for who may not move anything. */
  onDropped: ((dragged: Dragged, groupId: string | null) => void) | undefined;
}

/** The site and its groups; choosing one narrows the list. One stop for Tab, arrows inside. */
export function DeviceTree({ groups, worst, total, chosen, onChoose, onDropped }: DeviceTreeProps) {
  const { t } = useTranslation(['devices', 'inventory']);
  const id = useId();
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const siteName = useConsoleState()?.site?.name ?? t('allDevices');
  const rows = treeRows(groups, closed);
  const toggle = (groupId: string) => setClosed((before) => toggled(before, groupId));
  const onKeyDown = useTreeKeys({ rows, chosen, onChoose, onToggle: toggle });
  const [focused, setFocused] = useState(false);
  const [renaming, setRenaming] = useState<string | null>(null);
  const group = rows.find((row) => row.group.id === chosen)?.group;
  const { change, complain } = useUpdateGroup();
  const cut = cutIds(useCut((state) => state.moved));
  useGroupKeys({ group: focused && onDropped ? group : undefined, onRename: () => setRenaming(chosen ?? null), onChoose });
  const naming = (named: ConsoleGroup) =>
    named.id === renaming && (
      <NameInPlace
        label={t('inventory:nameOf', { name: named.name })}
        name={named.name}
        onRename={(name) => void change(named, { name }).catch(complain(named.name))}
        onClose={() => setRenaming(null)}
      />
    );
  return (
    <div
      role="tree"
      className={css.tree}
      aria-label={t('groups')}
      aria-activedescendant={`${id}-${chosen ?? ''}`}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onFocus={() => setFocused(true)}
      onBlur={() => setFocused(false)}
    >
      <TreeNode id={`${id}-`} level={1} name={siteName} count={total} chosen={chosen === undefined} onChoose={() => onChoose(undefined)} onDropped={onDropped && ((dragged) => onDropped(dragged, null))} />
      {rows.map((row) => (
        <TreeNode
          key={row.group.id}
          id={`${id}-${row.group.id}`}
          level={row.level + 1}
          row={row}
          name={row.group.name}
          naming={naming(row.group)}
          cut={cut.has(row.group.id)}
          count={row.group.devices}
          alarm={worst.get(row.group.id)}
          chosen={row.group.id === chosen}
          onChoose={() => onChoose(row.group.id)}
          onToggle={() => toggle(row.group.id)}
          onDropped={onDropped && ((dragged) => onDropped(dragged, row.group.id))}
        />
      ))}
    </div>
  );
}

function toggled(closed: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(closed);
  if (!next.delete(id)) next.add(id);
  return next;
}

interface TreeNodeProps {
  id: string;
  /** 1 for the site. */
  level: number;
  /** The group's row; the site has none. */
  row?: TreeRow;
  name: string;
  /** The field in the name's place while it is changed. */
  naming?: ReactNode;
  cut?: boolean;
  count: number | undefined;
  alarm?: ConsoleAlarm;
  chosen: boolean;
  onChoose: () => void;
  onToggle?: () => void;
  onDropped: ((dragged: Dragged) => void) | undefined;
}

/** Indentation of the first level and of each further one, in px. */
const firstIndent = 12;
const indent = 11;

function TreeNode({ id, level, row, name, naming, cut, count, alarm, chosen, onChoose, onToggle, onDropped }: TreeNodeProps) {
  const formats = useFormats();
  const { over, ...dropping } = useDrop(onDropped);
  const dragId = onDropped && !naming ? row?.group.id : undefined;
  return (
    <div
      id={id}
      role="treeitem"
      aria-level={level}
      aria-selected={chosen}
      aria-expanded={row?.hasChildren ? row.open : undefined}
      className={[css.node, chosen && css.chosen, over && css.over, cut && css.cut].filter(Boolean).join(' ')}
      draggable={dragId !== undefined}
      onDragStart={(event) => dragId !== undefined && writeDragged(event.dataTransfer, { kind: 'group', id: dragId })}
      {...dropping}
      style={{ paddingLeft: firstIndent + (level - 1) * indent }}
      onClick={onChoose}
    >
      <span className={css.name}>
        {row && <Twist row={row} onToggle={onToggle} />}
        {naming || (
          <span className="el" title={name}>
            {name}
          </span>
        )}
      </span>
      <span>{alarm ? <AlarmStateSymbol alarm={alarm} size={16} /> : row?.group.maintenance && <MaintenanceSign />}</span>
      <span className={css.count}>{count === undefined ? '' : formats.count(count)}</span>
    </div>
  );
}

/** Opens and closes a group by pointer; the arrow keys do the same. */
function Twist({ row, onToggle }: { row: TreeRow; onToggle: (() => void) | undefined }) {
  const toggle = (event: { stopPropagation: () => void }) => {
    if (!row.hasChildren) return;
    event.stopPropagation();
    onToggle?.();
  };
  return (
    <span className={css.twist} onClick={toggle}>
      {row.hasChildren && <Icon name={row.open ? 'down' : 'right'} small />}
    </span>
  );
}

/** Somebody works at the group, and nothing in it is in alarm. */
function MaintenanceSign() {
  const { t } = useTranslation('deviceLife');
  return (
    <span role="img" aria-label={t('maintenance.inList')} title={t('maintenance.inList')} className="t2">
      <Icon name="wrench" small />
    </span>
  );
}
