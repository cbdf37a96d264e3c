/** A stretch of a series gathered for a picture. Read slice by slice: others get their turn in between. */
import { bucketsOf, type BucketAt } from '../measurements/points/bucket-calendar.ts';
import { bucketSizeFor, widthOf } from '../measurements/points/bucket-width.ts';
import type { PointColumns } from '../measurements/points/point-range.ts';
import { RangeCollector, type RangeColumns } from '../measurements/points/range-collector.ts';
import type { Series } from '../measurements/series-memory.ts';
import { isPiece, momentIn, partSlices } from '../measurements/summaries/part-slices.ts';
import { readSite } from '../tenants/site-settings.ts';
import type { ShownReadings } from './counter-swaps.ts';
import type { OpenTenant } from './open-tenant.ts';
import type { Turns } from './turns.ts';

/** Looks at every reading as long as it wants to. */
interface Onlooker {
  readonly isDone: boolean;
  add(points: PointColumns): void;
}

export interface Gathering {
  collector: RangeCollector;
  onlooker: Onlooker | null;
  shownAs: ShownReadings;
  fromMs: number;
  /** Exclusive. */
  toMs: number;
  turns: Turns;
}

/** What gathers a stretch for a picture of at most so many points: buckets of a round width on the site's calendar. */
export function pictureCollector(tenant: OpenTenant, { fromMs, toMs }: Pick<Gathering, 'fromMs' | 'toMs'>, most: number): { collector: RangeCollector; bucketAt: BucketAt } {
  const size = bucketSizeFor(toMs - fromMs, most);
  const bucketAt = bucketsOf(size, readSite(tenant.database, tenant.id).timeZone);
  return { collector: new RangeCollector({ fromMs, toMs, most, bucketAt, bucketMs: widthOf(size) }), bucketAt };
}

/** Readings are told in short once they are too many to be shown one by one, and nobody looks at each. */
export async function gatheredRange(tenant: OpenTenant, series: Series, { collector, onlooker, shownAs, turns, ...stretch }: Gathering): Promise<RangeColumns> {
  const taker = {
    get gathers() {
      return collector.gathers && (onlooker?.isDone ?? true);
    },
    takes: (piece: Parameters<typeof shownAs.piece>[0]) => collector.takes(piece) && shownAs.piece(piece) !== null,
  };
  for (const parts of partSlices(tenant, series, stretch, taker)) {
    for (const part of parts) {
      if (isPiece(part)) collector.addPiece(shownAs.piece(part) ?? part);
      else {
        collector.add(shownAs.points(part));
        onlooker?.add(part);
      }
    }
    await turns.pause();
  }
  return collector.result(momentIn(tenant, series, shownAs.points));
}
