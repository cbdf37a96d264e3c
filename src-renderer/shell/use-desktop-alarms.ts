import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';

/** Opens the alarm whose notice of the operating system was activated. */
export function useDesktopAlarms(): void {
  const navigate = useNavigate();
  useEffect(
    () => window.desktop?.onOpenAlarm((alarm) => void navigate({ to: '/alarms', search: { alarm } })),
    [navigate],
  );
}
