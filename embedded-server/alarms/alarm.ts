/** One instance of an alarm as the core keeps it. Times are ms UTC. */
import type { AlarmCause, AlarmNote, AlarmState, Severity } from '#contract/alarms.ts';

export interface Alarm {
  readonly id: number;
  readonly deviceId: number;
  readonly type: string;
  readonly text: string;
  readonly severity: Severity;
  readonly state: AlarmState;
  /** When the condition began, in the source's time. */
  readonly firstMs: number;
  /** The latest repetition, in the source's time. */
  readonly timeMs: number;
  readonly count: number;
  /** By the core's clock. */
  readonly createdMs: number;
  readonly updatedMs: number;
  readonly endedMs: number | null;
  readonly acknowledgedBy: string | null;
  readonly acknowledgedMs: number | null;
  /** Raised from a reading over an hour late. */
  readonly late: boolean;
  readonly help: string;
  readonly cause: AlarmCause | null;
  readonly notes: readonly AlarmNote[];
  readonly fragments: Readonly<Record<string, unknown>>;
}

/** An alarm that has no id yet. */
export type AlarmDraft = Omit<Alarm, 'id'>;
