import { Outlet, useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useIsLost } from '../api/connection-store.ts';
import { useSession } from '../api/console-state.ts';
import { useKeys } from '../keys/use-keys.ts';
import { ContactBanner } from './contact-banner.tsx';
import { CriticalBanner } from './critical-banner.tsx';
import css from './frame.module.css';
import { JobsButton } from './jobs/jobs-button.tsx';
import { JobsDrawer } from './jobs/jobs-drawer.tsx';
import { KeysDialog } from './keys-dialog.tsx';
import { useLiveUpdates } from './live-updates.ts';
import { PersonMenu } from './person-menu.tsx';
import { Rail } from './rail.tsx';
import { focusNextRegion } from './regions.ts';
import { SeverityCounts } from './severity-counts.tsx';
import { StatusBar } from './status-bar.tsx';
import { TitleBar } from './title-bar.tsx';
import { useDesktopAlarms } from './use-desktop-alarms.ts';

/** The console of a signed-in person: what surrounds every view. */
export function AppFrame() {
  const { t } = useTranslation('common');
  const [keysOpen, setKeysOpen] = useState(false);
  const lost = useIsLost();
  useLiveUpdates();
  useLeaveWithSession();
  useDesktopAlarms();
  useKeys('shell', [
    { key: '?', label: t('keys.title'), run: () => setKeysOpen(true) },
    { key: 'F6', label: t('keys.nextRegion'), run: focusNextRegion, whileTyping: true },
  ]);
  return (
    <div className={css.frame}>
      <TitleBar>
        <SeverityCounts />
        <JobsButton />
        <PersonMenu />
      </TitleBar>
      <Rail />
      <div className={css.middle}>
        <ContactBanner />
        <CriticalBanner />
        <main className={lost ? `${css.page} ${css.lost}` : css.page}>
          <Outlet />
        </main>
      </div>
      <JobsDrawer />
      <StatusBar onKeys={() => setKeysOpen(true)} />
      {keysOpen && <KeysDialog onClose={() => setKeysOpen(false)} />}
    </div>
  );
}

/** The session is gone: the router decides anew where this person may be. */
function useLeaveWithSession(): void {
  const router = useRouter();
  const signedIn = useSession() !== null;
  useEffect(() => {
    if (!signedIn) void router.invalidate();
  }, [signedIn, router]);
}
