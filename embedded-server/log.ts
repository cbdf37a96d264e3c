/**
 * Named loggers, one per area, JSON lines on stderr (stdout carries only the ready line). Secrets are
 * masked by name; pino escapes control characters, so a hostile name cannot forge a line.
 */
import pino, { type Logger } from 'pino';

const root = pino(
  {
    level: process.env['VALVOMO_LOG_LEVEL'] ?? 'info',
    base: null,
    redact: {
      paths: ['password', 'secret', 'token', 'setupToken', '*.password', '*.secret', '*.token', 'headers.authorization', 'headers.cookie'],
      censor: '***',
    },
  },
  pino.destination({ dest: 2, sync: true }),
);

export function logger(area: string): Logger {
  return root.child({ area });
}
