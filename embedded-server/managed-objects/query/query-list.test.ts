/** What SQL finds, against the same language in plain JavaScript over the same random objects. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { run } from '../../db/unit.ts';
import { conditions, inventories } from '../../testing/inventory-query-arbitraries.ts';
import { matches, printCondition, type ModelObject } from '../../testing/inventory-query-model.ts';
import { TestSite } from '../../testing/test-site.ts';
import { insertChild } from '../child-store.ts';
import { countObjects, listObjects } from '../managed-object-list.ts';
import { deleteObject } from '../managed-object-store.ts';
import { insertContent } from '../record-object.ts';
import { parseQuery } from './parse-query.ts';
import type { Condition } from './query.ts';

let site: TestSite;

beforeAll(() => {
  site = new TestSite();
});
afterAll(() => site.end());

/** Store objects; their ids in the store begin anywhere. @returns the objects as stored. */
async function store(objects: ModelObject[]): Promise<ModelObject[]> {
  return site.tenant.database.write(function* () {
    const stored: ModelObject[] = [];
    const idOf = (id: number) => stored[id - 1]?.id ?? 0;
    for (const object of objects) {
      const row = yield* insertContent(object, object.owner, object.createdMs);
      yield* run({ sql: 'UPDATE managed_objects SET updated_ms = ? WHERE id = ?', parameters: [object.updatedMs, row.id] });
      const [assetParents, deviceParents] = [object.assetParents.map(idOf), object.deviceParents.map(idOf)];
      for (const parent of assetParents) yield* run(insertChild(parent, 'asset', row.id));
      for (const parent of deviceParents) yield* run(insertChild(parent, 'device', row.id));
      stored.push({ ...object, id: row.id, assetParents, deviceParents });
    }
    return stored;
  });
}

async function forget(objects: ModelObject[]): Promise<void> {
  await site.tenant.database.write(function* () {
    for (const { id } of objects) yield* run(deleteObject(id));
  });
}

/** A condition about objects 1 to 14, about the stored ones instead. */
function about(condition: Condition, stored: ModelObject[]): Condition {
  switch (condition.kind) {
    case 'below':
      return { ...condition, ids: condition.ids.map((id) => stored[id - 1]?.id ?? 0) };
    case 'not':
      return { ...condition, operand: about(condition.operand, stored) };
    case 'and':
    case 'or':
      return { ...condition, operands: condition.operands.map((operand) => about(operand, stored)) };
    case 'comparison':
    case 'has':
      return condition;
  }
}

function found(filter: Condition): number[] {
  return site.tenant.database.read(listObjects({ query: { filter, order: [] } }, 2000, 0)).map(({ id }) => id);
}

test('computed fragments are looked up, not read through for every object', () => {
  const query = { ...parseQuery("c8y_Availability.status eq 'AVAILABLE'"), computed: '{}' };
  for (const step of [listObjects({ query }, 5, 0), countObjects({ query })]) {
    expect(site.tenant.database.connections.read.plan(step)).toContainEqual(expect.stringContaining('SEARCH c USING AUTOMATIC'));
  }
});

test('SQL finds what the language means', async () => {
  await fc.assert(
    fc.asyncProperty(inventories, fc.array(conditions, { minLength: 20, maxLength: 20 }), async (objects, wanted) => {
      const stored = await store(objects);
      try {
        const byId = new Map(stored.map((object) => [object.id, object]));
        for (const condition of wanted.map((one) => about(one, stored))) {
          const expected = stored.filter((object) => matches(object, condition, byId)).map(({ id }) => id);
          expect(found(condition), printCondition(condition)).toEqual(expected);
          const [count] = site.tenant.database.read(countObjects({ query: { filter: condition, order: [] } }));
          expect(count?.total).toBe(expected.length);
        }
      } finally {
        await forget(stored);
      }
    }),
    { numRuns: 60 },
  );
}, 60_000);
