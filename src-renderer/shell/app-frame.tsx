import { Outlet, useRouter, useRouterState } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';

import { useIsLost } from '../api/connection-store.ts';
import { useLock, useMay, useOpenSession, useSession } from '../api/console-state.ts';
import { setKeysQuiet } from '../keys/quiet-keys.ts';
import { useKeys } from '../keys/use-keys.ts';
import { openPalette, usePalette } from '../palette/palette-store.ts';
import { useLockConsole } from '../session/lock-acts.ts';
import { AllSiteCounts } from './all-site-counts.tsx';
import { ContactBanner } from './contact-banner.tsx';
import { useContentOwner } from './content-owner.ts';
import { CriticalBanner } from './critical-banner.tsx';
import css from './frame.module.css';
import { JobsButton } from './jobs/jobs-button.tsx';
import { JobsDrawer } from './jobs/jobs-drawer.tsx';
import { KeysDialog } from './keys-dialog.tsx';
import { closeKeys, openKeys, useKeysOpen } from './keys-store.ts';
import { useLiveUpdates } from './live-updates.ts';
import { LockScreen } from './lock/lock-screen.tsx';
import { Palette } from './palette/palette.tsx';
import { PersonMenu } from './person-menu.tsx';
import { Rail } from './rail.tsx';
import { focusNextRegion } from './regions.ts';
import { SeverityCounts } from './severity-counts.tsx';
import { StatusBar } from './status-bar.tsx';
import { FindButton, LockButton } from './title-acts.tsx';
import { TitleBar } from './title-bar.tsx';
import { useOpenWall } from './use-open-wall.ts';
import { useKeysOfPerson } from './use-keys-of-person.ts';
import { useDesktopAlarms } from './use-desktop-alarms.ts';
import { isBeyondSites } from './views.ts';
import { VisitBanner } from './visit-banner.tsx';

/** The console of a person. While it is locked their work stays below the cover, out of sight and of reach. */
export function AppFrame() {
  const session = useOpenSession();
  const lock = useLock();
  const { begun, open } = useContentOwner(session);
  useLeaveWithoutLock(session === null && lock === null);
  return (
    <>
      {begun && <SignedInFrame covered={!open} />}
      {session === null && lock && <LockScreen lock={lock} />}
    </>
  );
}

/** What surrounds every view. */
function SignedInFrame({ covered }: { covered: boolean }) {
  const { t } = useTranslation(['common', 'shell']);
  const keysOpen = useKeysOpen((state) => state.open);
  const finding = usePalette((state) => state.open);
  const lost = useIsLost();
  const lockConsole = useLockConsole();
  const mayLook = useMay('site:read');
  const isBeyond = useIsBeyondSites();
  const openWall = useOpenWall();
  useLiveUpdates();
  useDesktopAlarms();
  useKeysOfPerson();
  useCover(covered);
  useKeys('shell', [
    { key: '?', label: t('keys.title'), run: openKeys },
    { key: 'Ctrl+K', label: t('shell:palette.label'), run: openPalette },
    { key: 'F6', label: t('keys.nextRegion'), run: focusNextRegion, whileTyping: true },
    { key: 'Ctrl+L', label: t('shell:lock.key'), run: lockConsole },
    { key: 'F11', label: t('shell:wall.key'), run: openWall, whileTyping: true },
  ]);
  return (
    <div className={covered ? `${css.frame} ${css.covered}` : css.frame} inert={covered}>
      <TitleBar>
        {isBeyond ? <AllSiteCounts /> : <SeverityCounts />}
        {mayLook && <FindButton />}
        {mayLook && <JobsButton />}
        <PersonMenu />
        <LockButton />
      </TitleBar>
      <Rail />
      <div className={css.middle}>
        <ContactBanner />
        <VisitBanner />
        {mayLook && <CriticalBanner />}
        <div className={css.below}>
          <main className={lost ? `${css.page} ${css.lost}` : css.page} inert={finding}>
            <Outlet />
          </main>
          <JobsDrawer />
        </div>
        <Palette />
      </div>
      <StatusBar onKeys={openKeys} beyond={isBeyond} />
      {keysOpen && <KeysDialog onClose={closeKeys} />}
    </div>
  );
}

function useIsBeyondSites(): boolean {
  const path = useRouterState({ select: ({ location }) => location.pathname });
  return isBeyondSites(useSession()?.permissions ?? [], path);
}

/** Keys stop, and dialogs, which lie beside the frame in the document, are covered with it. The focus returns afterwards. */
function useCover(covered: boolean): void {
  useEffect(() => {
    if (!covered) return undefined;
    const focused = document.activeElement;
    setKeysQuiet(true);
    document.documentElement.toggleAttribute('data-covered', true);
    return () => {
      setKeysQuiet(false);
      document.documentElement.toggleAttribute('data-covered', false);
      if (focused instanceof HTMLElement && focused.isConnected) focused.focus({ preventScroll: true });
    };
  }, [covered]);
}

/** The session is gone and no lock is left of it: the router decides anew where this person may be. */
function useLeaveWithoutLock(leave: boolean): void {
  const router = useRouter();
  useEffect(() => {
    if (leave) void router.invalidate();
  }, [leave, router]);
}
