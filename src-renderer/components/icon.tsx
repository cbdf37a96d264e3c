import type { ReactNode } from 'react';

import css from './icon.module.css';

/** Drawn in a box of 16 by 16 with the pen of the text's colour. */
const drawings = {
  now: (
    <>
      <circle cx="8" cy="8" r="6" />
      <circle cx="8" cy="8" r="1.6" fill="currentColor" stroke="none" />
    </>
  ),
  alarms: <path d="M3.5 11.5h9l-1.2-1.8V7A3.3 3.3 0 0 0 8 3.5 3.3 3.3 0 0 0 4.7 7v2.7zM6.8 13.6h2.4" />,
  devices: (
    <>
      <rect x="2.5" y="3" width="11" height="4" rx="1" />
      <rect x="2.5" y="9" width="11" height="4" rx="1" />
      <path d="M5 5h.1M5 11h.1" />
    </>
  ),
  trends: (
    <>
      <path d="M2.5 2.5v11h11" />
      <path d="M4.5 10.5 7 7.5l2 1.6 4-5" />
    </>
  ),
  manage: (
    <>
      <path d="M2.5 5h6M12 5h1.5M2.5 11H4M7.5 11h6" />
      <circle cx="10.2" cy="5" r="1.7" />
      <circle cx="5.7" cy="11" r="1.7" />
    </>
  ),
  deliveries: <path d="M2.5 9.5v3.5h11V9.5M8 10V2.8M5.2 5.6 8 2.8l2.8 2.8" />,
  lock: (
    <>
      <rect x="3.5" y="7" width="9" height="6.5" rx="1" />
      <path d="M5.5 7V5a2.5 2.5 0 0 1 5 0v2" />
    </>
  ),
  search: (
    <>
      <circle cx="7" cy="7" r="4.2" />
      <path d="m10.2 10.2 3.3 3.3" />
    </>
  ),
  person: (
    <>
      <circle cx="8" cy="5.5" r="2.5" />
      <path d="M3 13.5c.6-2.6 2.5-3.8 5-3.8s4.4 1.2 5 3.8" />
    </>
  ),
  minimize: <path d="M4 8h8" />,
  maximize: <rect x="4.5" y="4.5" width="7" height="7" />,
  close: <path d="m4 4 8 8M12 4l-8 8" />,
  check: <path d="m3.5 8.5 3 3 6-7" />,
  down: <path d="m4.5 6.5 3.5 3.5 3.5-3.5" />,
  right: <path d="m6.5 4.5 3.5 3.5-3.5 3.5" />,
  left: <path d="M9.5 4.5 6 8l3.5 3.5" />,
  plus: <path d="M8 3v10M3 8h10" />,
  pin: <path d="M6 2.5h4M7 2.5v4L4.5 9h7L9 6.5v-4M8 9v4.5" />,
  more: <path d="M4 8h.1M8 8h.1M12 8h.1" strokeWidth="2.2" />,
  wrench: <path d="M10.5 2.8a3.2 3.2 0 0 0-3 4.3l-4.7 4.7 1.4 1.4 4.7-4.7a3.2 3.2 0 0 0 4.3-3l-2 1.2-1.7-1.7z" />,
  note: (
    <>
      <circle cx="8" cy="8" r="6" />
      <path d="M8 7.5v3.5M8 5h.1" />
    </>
  ),
  done: (
    <>
      <circle cx="8" cy="8" r="6" />
      <path d="m5.3 8.3 2 2 3.5-4.3" />
    </>
  ),
  failed: (
    <>
      <circle cx="8" cy="8" r="6" />
      <path d="m5.8 5.8 4.4 4.4M10.2 5.8l-4.4 4.4" />
    </>
  ),
  waiting: (
    <>
      <circle cx="8" cy="8" r="6" />
      <path d="M8 4.8V8l2 1.5" />
    </>
  ),
  jobs: <path d="M2.5 4h11M2.5 8h11M2.5 12h6" />,
  print: (
    <>
      <path d="M4.5 6V2.5h7V6M4.5 11.5h-2V6h11v5.5h-2" />
      <rect x="4.5" y="9.5" width="7" height="4" />
    </>
  ),
  download: <path d="M8 2.5V10M5 7l3 3 3-3M3 13.5h10" />,
  unknown: (
    <>
      <circle cx="8" cy="8" r="5.8" strokeDasharray="2 2" />
      <path d="M6.4 6.6a1.7 1.7 0 1 1 2.3 1.6c-.5.2-.7.5-.7 1M8 10.9h.1" />
    </>
  ),
  planned: <circle cx="8" cy="8" r="5.8" strokeDasharray="2 2" />,
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof drawings;

/** A line icon; always beside words or inside a control that has a label. */
export function Icon({ name, small = false }: { name: IconName; small?: boolean }) {
  return (
    <svg className={small ? `${css.icon} ${css.small}` : css.icon} viewBox="0 0 16 16" aria-hidden="true">
      {drawings[name]}
    </svg>
  );
}
