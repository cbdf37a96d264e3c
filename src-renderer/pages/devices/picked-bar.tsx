import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { Button } from '../../components/button.tsx';
import { PageTools } from '../../components/page.tsx';
import { selectionOf, useDeleteDevices } from '../../devices/bulk-acts.ts';
import type { DeviceFilter } from '../../devices/device-queries.ts';
import { clearPicked, usePicked } from '../../devices/picked-devices.ts';
import { useKeys } from '../../keys/use-keys.ts';
import { BulkEditDialog } from './bulk-edit-dialog.tsx';

interface PickedBarProps {
  filter: DeviceFilter;
  /** Devices the filter shows, loaded or not. */
  total: number;
}

/** What can be done with the devices that are picked. Nothing while none is. */
export function PickedBar({ filter, total }: PickedBarProps) {
  const { t } = useTranslation('inventory');
  const picked = usePicked();
  const [editing, setEditing] = useState(false);
  const remove = useDeleteDevices();
  const count = picked.all ? total : picked.ids.size;
  const key = JSON.stringify(filter);
  useEffect(() => clearPicked, [key]);
  useKeys('page', [{ key: 'Escape', label: t('bulk.clear'), run: clearPicked }], count > 0);
  if (count === 0) return null;
  const devices = selectionOf(picked, filter);
  return (
    <PageTools>
      <span className="b nw">{t('bulk.picked', { count })}</span>
      <span className="grow" />
      <Button onClick={() => setEditing(true)}>{t('bulk.edit')}</Button>
      <Button disabled={remove.isPending} onClick={() => remove.mutate(devices)}>
        {t('bulk.delete')}
      </Button>
      <Button kind="quiet" onClick={clearPicked}>
        {t('bulk.clear')}
      </Button>
      {editing && <BulkEditDialog devices={devices} count={count} onClose={() => setEditing(false)} />}
    </PageTools>
  );
}
