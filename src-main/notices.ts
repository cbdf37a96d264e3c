import { Notification } from 'electron';

import { noticeText } from './notice-text.ts';

/** A notice that nobody refers to is collected, and its click with it. */
const shown = new Set<Notification>();

export interface Notice {
  title: string;
  body: string;
  /** Stays on the screen until somebody reacts, where the system knows such a thing. */
  urgent: boolean;
}

/** Shows an OS notice; `activated` runs when somebody clicks it. Does nothing where the system has no notices. */
export function showNotice(notice: Notice, activated: () => void): void {
  if (!Notification.isSupported()) return;
  const notification = new Notification({
    ...noticeText(notice.title, notice.body),
    urgency: notice.urgent ? 'critical' : 'normal',
    timeoutType: notice.urgent ? 'never' : 'default',
  });
  shown.add(notification);
  notification.on('click', () => {
    shown.delete(notification);
    activated();
  });
  notification.on('close', () => shown.delete(notification));
  notification.show();
}
