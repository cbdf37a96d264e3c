/** A tenant while the platform runs: its file, its live feed and changes, and the memory that follows its transactions. */
import type { BinaryFolder } from '../binaries/binary-folder.ts';
import type { Changes } from '../changes/changes.ts';
import type { Clock } from '../clock.ts';
import type { ContactMemory } from '../contacts/contact-memory.ts';
import type { OutageMemory } from '../contacts/outage-memory.ts';
import type { TenantDatabase } from '../db/tenant-database.ts';
import type { Feed } from '../feed/feed.ts';
import type { MaintenanceMemory } from '../maintenance/maintenance-memory.ts';
import type { JobBoard } from '../jobs/job-board.ts';
import type { GroupMemory } from '../managed-objects/group-memory.ts';
import type { MeasurementMemory } from '../measurements/measurement-memory.ts';
import type { SeriesMemory } from '../measurements/series-memory.ts';
import type { RealtimeClients } from '../realtime/realtime-clients.ts';
import type { ExchangeMemory } from '../replacements/exchange-memory.ts';
import type { SuccessorMemory } from '../replacements/successor-memory.ts';
import type { RuleEngine } from '../rules/rule-engine.ts';
import type { UnannouncedMemory } from '../managed-objects/unannounced-memory.ts';
import type { SenderMemory } from '../senders/sender-memory.ts';
import type { Change } from './change.ts';
import type { Sealing } from './measurement-sealing.ts';
import type { RealtimeParty } from './realtime-party.ts';

export interface OpenTenant {
  readonly id: string;
  /** Where its files lie. */
  readonly folder: string;
  readonly database: TenantDatabase;
  readonly feed: Feed;
  /** Its files. */
  readonly binaries: BinaryFolder;
  /** What happens to its objects, for whoever listens: the wire's real-time channels. */
  readonly changes: Changes<Change>;
  /** Who subscribed to them over the wire. */
  readonly realtime: RealtimeClients<RealtimeParty>;
  readonly clock: Clock;
  /** Sources and shapes of measurements. */
  readonly measurements: MeasurementMemory;
  /** Every series with its latest point. */
  readonly series: SeriesMemory;
  /** Puts measurements into blocks. */
  readonly sealing: Sealing;
  /** When each device was last heard from, and how often it usually is. */
  readonly contacts: ContactMemory;
  /** Which devices are silent for too long. */
  readonly outages: OutageMemory;
  /** Where somebody works now. */
  readonly maintenance: MaintenanceMemory;
  /** Which groups every device is in. */
  readonly groups: GroupMemory;
  /** Which device a unit that took its place has become. */
  readonly successors: SuccessorMemory;
  /** When the unit of each device was exchanged last. */
  readonly exchanges: ExchangeMemory;
  readonly rules: RuleEngine;
  /** The jobs that run right now. */
  readonly jobs: JobBoard;
  /** What the device listener refused lately. */
  readonly senders: SenderMemory;
  /** Devices that ask for a credential and were not announced. */
  readonly unannounced: UnannouncedMemory;
}
