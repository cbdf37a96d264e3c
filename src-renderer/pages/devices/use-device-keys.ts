import { useTranslation } from 'react-i18next';

import type { ConsoleDevice } from '#contract/managed-objects.ts';

import { moveSelection } from '../../components/list/move-selection.ts';
import { type Selection, useDeleteDevices } from '../../devices/bulk-acts.ts';
import { cutToMove } from '../../devices/cut-inventory.ts';
import { useDelete } from '../../devices/inventory-acts.ts';
import { useKeys } from '../../keys/use-keys.ts';

interface DeviceKeys {
  devices: readonly ConsoleDevice[];
  selected: string | undefined;
  /** What is picked, when anything is. */
  picked: { selection: Selection; count: number } | null;
  onRename: (id: string) => void;
  /** The row goes: another one is selected, and its panel closes. */
  onDeleted: (next: string | undefined) => void;
  enabled: boolean;
}

/** F2 renames the row where it stands, Delete puts it into the bin, Ctrl X cuts it to be moved; the last two also do what is picked. */
export function useDeviceKeys({ devices, selected, picked, onRename, onDeleted, enabled }: DeviceKeys): void {
  const { t } = useTranslation('inventory');
  const removeOne = useDelete('device');
  const removeMany = useDeleteDevices();
  const device = devices.find(({ id }) => id === selected);
  const remove = () => {
    if (picked) return removeMany.mutate(picked.selection);
    if (!device) return;
    const keys = devices.map(({ id }) => id);
    const below = moveSelection(keys, device.id, 'next', 1);
    onDeleted(below === device.id ? moveSelection(keys, device.id, 'previous', 1) : below);
    removeOne(device);
  };
  const cut = () => {
    if (picked) cutToMove({ kind: 'devices', ...picked });
    else if (device) cutToMove({ kind: 'device', device });
  };
  useKeys('list', [{ key: 'F2', label: t('keys.rename'), run: () => device && onRename(device.id) }], enabled && device !== undefined);
  useKeys(
    'list',
    [
      { key: 'Delete', label: t('keys.delete'), run: remove },
      { key: 'Ctrl+X', label: t('keys.cut'), run: cut, whileTyping: false },
    ],
    enabled && (device !== undefined || picked !== null),
  );
}
