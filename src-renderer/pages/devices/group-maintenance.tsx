import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { ConsoleGroup } from '#contract/managed-objects.ts';

import { useIsLost } from '../../api/connection-store.ts';
import { useMay } from '../../api/console-state.ts';
import { Button } from '../../components/button.tsx';
import { useGroups } from '../../devices/device-queries.ts';
import { MaintenanceDialog } from './maintenance-dialog.tsx';
import { MaintenanceNote } from './maintenance-note.tsx';

function useGroup(groupId: string | undefined): ConsoleGroup | undefined {
  return useGroups().data?.groups.find(({ id }) => id === groupId);
}

/** Say maintenance of the chosen group and all that is in it. */
export function GroupMaintenance({ groupId }: { groupId: string | undefined }) {
  const { t } = useTranslation('deviceLife');
  const [open, setOpen] = useState(false);
  const lost = useIsLost();
  const may = useMay('maintenance:write') && !lost;
  const group = useGroup(groupId);
  if (!group || !may) return null;
  const { id, name, maintenance } = group;
  return (
    <>
      <Button kind="quiet" icon="wrench" onClick={() => setOpen(true)}>
        {t('maintenance.button')}
      </Button>
      {open && <MaintenanceDialog objectId={id} name={name} current={maintenance} onClose={() => setOpen(false)} />}
    </>
  );
}

/** That somebody works at the chosen group, above its list. */
export function GroupMaintenanceNote({ groupId }: { groupId: string | undefined }) {
  const group = useGroup(groupId);
  return group ? <MaintenanceNote objectId={group.id} maintenance={group.maintenance} /> : null;
}
