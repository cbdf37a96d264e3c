/** Getting at what is in a block: inside a unit, or as last committed. */
import type { TenantDatabase } from '../../db/tenant-database.ts';
import { first, type Unit } from '../../db/unit.ts';
import type { Section } from '../section.ts';
import { unpackBlock, wantedSections, type WantedStretch } from './block.ts';
import type { BlockCache } from './block-cache.ts';
import { blockBody, blockContents, type BlockRow } from './block-store.ts';

interface Holder {
  readonly blocks: BlockCache;
}

type Block = Pick<BlockRow, 'id' | 'head'>;

/** Sections of a block, inside a unit. */
export function* readBlock({ blocks }: Holder, { id, head }: Block): Unit<readonly Section[]> {
  const known = blocks.known(id);
  if (known) return known;
  const row = yield* first(blockBody(id));
  if (!row) throw new Error(`block ${id} is gone`);
  return blocks.sections(id, () => unpackBlock(head, row.body));
}

/** Sections of a block as last committed; none when it has gone since its head was read. */
export function openBlock(database: TenantDatabase, { blocks }: Holder, { id, head }: Block): readonly Section[] {
  const known = blocks.known(id);
  if (known) return known;
  const row = database.readFirst(blockBody(id));
  return row ? blocks.sections(id, () => unpackBlock(head, row.body)) : [];
}

/** The same, without unpacking a block that has nothing that is wanted. */
export function openWanted(database: TenantDatabase, { blocks }: Holder, id: number, wanted: WantedStretch): readonly Section[] {
  const known = blocks.known(id);
  if (known) return known;
  const row = database.readFirst(blockContents(id));
  if (!row || wantedSections(row.head, wanted).length === 0) return [];
  return blocks.sections(id, () => unpackBlock(row.head, row.body));
}
