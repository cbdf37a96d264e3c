/** What a tenant tells of: something was created, updated or deleted. */
import type { Alarm } from '../alarms/alarm.ts';
import type { EventRow } from '../events/event-store.ts';
import type { ManagedObjectRow } from '../managed-objects/managed-object-store.ts';
import type { ParsedMeasurement } from '../measurements/measurement.ts';
import type { OperationRow } from '../operations/operation-store.ts';

export type Action = 'CREATE' | 'UPDATE' | 'DELETE';

/** What each kind of change carries: the object as it was stored. Of what was deleted only the id is left. */
interface Subjects {
  'managed-object': ManagedObjectRow;
  measurement: ParsedMeasurement;
  event: EventRow;
  alarm: Alarm;
  operation: OperationRow;
}
export type ChangeKind = keyof Subjects;

interface Common {
  id: string;
  /** The managed object it is about; for one of these, itself. */
  sourceId: number;
}

type ChangeOf<Kind extends ChangeKind> =
  | (Common & { kind: Kind; action: 'CREATE' | 'UPDATE'; subject: Subjects[Kind] })
  | (Common & {
      kind: Kind;
      action: 'DELETE';
      /** Of a deleted managed object: whose it was, and what it hung on. Neither can be looked up any more. */
      was?: { owner: string; above: readonly number[] };
    });

export type Change = { [Kind in ChangeKind]: ChangeOf<Kind> }[ChangeKind];
