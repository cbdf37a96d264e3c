import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { FakeClock } from '../../testing/fake-clock.ts';
import { startTestPlatform, type TestPlatform } from '../../testing/test-platform.ts';

const path = '/inventory/managedObjects';
const json = { accept: 'application/json' };
const clock = new FakeClock();

type Wire = Record<string, unknown> & { id: string; self: string };

let platform: TestPlatform;

beforeAll(async () => {
  platform = await startTestPlatform({ clock, sets: ['limits.enabled=false'] });
});
afterAll(() => platform.end());

async function create(body: unknown): Promise<Wire> {
  const answer = await platform.admin.post(path, body, json);
  expect(answer.status).toBe(201);
  return answer.body as Wire;
}

async function read(id: string, query = ''): Promise<Wire> {
  const answer = await platform.admin.get(`${path}/${id}${query}`);
  expect(answer.status).toBe(200);
  return answer.body as Wire;
}

async function idsOf(query: string): Promise<string[]> {
  const answer = await platform.admin.get(`${path}?pageSize=2000&${query}`);
  expect(answer.status).toBe(200);
  return (answer.body as { managedObjects: Wire[] }).managedObjects.map(({ id }) => id);
}

function link(parent: string, kind: string, child: string) {
  return platform.admin.post(`${path}/${parent}/${kind}`, { managedObject: { id: child } }, json);
}

describe('one object', () => {
  test('comes back as it was posted, with what the platform adds', async () => {
    const posted = { name: 'Pump', type: 'c8y_Pump', c8y_IsDevice: {}, c8y_Hardware: { model: 'P1', list: [1, null] } };
    const { status, headers, body } = await platform.admin.post(path, { ...posted, id: '999999', owner: 'nobody' }, json);
    expect(status).toBe(201);
    expect(headers.get('content-type')).toContain('application/vnd.com.nsn.cumulocity.managedobject+json');
    const wire = body as Wire;
    expect(headers.get('location')).toBe(wire.self);
    expect(wire.self).toMatch(new RegExp(`^http://127.0.0.1:\\d+/inventory/managedObjects/${wire.id}$`));
    expect(wire).toMatchObject({
      ...posted,
      owner: 'admin',
      creationTime: '2026-11-20T12:00:00.000Z',
      childDevices: { self: `${wire.self}/childDevices`, references: [] },
      c8y_ActiveAlarmsStatus: { critical: 0, major: 0, minor: 0, warning: 0 },
    });
    expect(wire.id).not.toBe('999999');
    expect(await read(wire.id)).toEqual(wire);
  });

  test('without Accept the answer is empty and names the id in Location', async () => {
    const { status, headers, body } = await platform.admin.post(path, { name: 'quiet' }, { accept: '' });
    expect([status, body]).toEqual([201, undefined]);
    expect(headers.get('location')).toMatch(/\/\d+$/);
  });

  test('a change replaces what it names, null removes, the rest stays', async () => {
    const { id } = await create({ name: 'a', type: 't', keep: 1, replace: { x: 1, y: 1 }, remove: {} });
    const { status } = await platform.admin.put(`${path}/${id}`, { id: '4', name: 'b', replace: { x: 2 }, remove: null });
    expect(status).toBe(200);
    const after = await read(id);
    expect(after).toMatchObject({ id, name: 'b', type: 't', keep: 1, replace: { x: 2 } });
    expect(after).not.toHaveProperty('remove');
    expect(await idsOf('fragmentType=remove')).not.toContain(id);
  });

  test('an empty PUT is a sign of life and changes nothing', async () => {
    const { id } = await create({ name: 'alive', c8y_IsDevice: {}, c8y_RequiredAvailability: { responseInterval: 10 } });
    expect((await read(id))['c8y_Availability']).toEqual({ status: 'UNAVAILABLE' });
    expect((await platform.admin.get(`${path}/${id}/availability`)).status).toBe(404);
    const lastMessage = new Date(clock.now()).toISOString();
    expect((await platform.admin.put(`${path}/${id}`, { id })).status).toBe(200);
    expect((await read(id))['c8y_Availability']).toEqual({ status: 'AVAILABLE', lastMessage });
    expect((await platform.admin.get(`${path}/${id}/availability`)).body).toBe(lastMessage);
    clock.advance(11 * 60_000);
    expect((await read(id))['c8y_Availability']).toMatchObject({ status: 'UNAVAILABLE' });
  });

  test('HEAD is answered, a trailing slash tolerated', async () => {
    const { id } = await create({ name: 'x' });
    expect((await platform.admin.send('HEAD', `${path}/${id}`)).status).toBe(200);
    expect((await platform.admin.get(`${path}/${id}/`)).status).toBe(200);
  });

  test.each(['0', '999999999', 'x', '1e3', '-1', '9'.repeat(30), '%00', "1'--"])('%j does not exist', async (id) => {
    for (const method of ['GET', 'PUT', 'DELETE']) {
      const { status, body } = await platform.admin.send(method, `${path}/${id}`, method === 'PUT' ? {} : undefined);
      expect(status).toBe(404);
      expect(body).toMatchObject({ error: 'inventory/Not Found', message: expect.stringContaining('No managedObject for id') });
    }
  });

  test('whatever is posted gets an answer without a bug in it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue({ maxDepth: 3 }), async (body) => {
        const { status } = await platform.admin.post(path, JSON.stringify(body));
        expect(status === 201 || (status >= 400 && status < 500)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});

describe('lists', () => {
  test('narrow by type, fragment, owner, text and ids', async () => {
    const { id } = await create({ name: 'Kylmähuone', type: 'list_T', list_F: { deep: { text: 'Kuopio "3"' } } });
    const { id: other } = await create({ name: 'other', type: 'list_U' });
    for (const query of ['type=list_T', 'fragmentType=list_F', 'type=list_T&fragmentType=list_F', `ids=${id},999999`, 'text=Kylm%C3%A4huone']) {
      expect(await idsOf(query)).toEqual([id]);
    }
    expect(await idsOf(`text=${encodeURIComponent('Kuopio "3"')}`)).toEqual([id]);
    expect(await idsOf('text=deep')).toEqual([]);
    expect(await idsOf(`ids=${other},${id}&owner=admin`)).toEqual([id, other]);
    expect(await idsOf('owner=stranger')).toEqual([]);
    expect(await idsOf('type=list_T&owner=admin&fragmentType=none')).toEqual([]);
  });

  test('page by page, with totals on request', async () => {
    const ids: string[] = [];
    for (let index = 0; index < 7; index += 1) ids.push((await create({ type: 'paged' })).id);
    const first = await platform.admin.get(`${path}?type=paged&pageSize=3&withTotalPages=true&withTotalElements=true`);
    expect(first.body).toMatchObject({ statistics: { currentPage: 1, pageSize: 3, totalPages: 3, totalElements: 7 } });
    const seen: string[] = [];
    for (let next: string | undefined = `${path}?type=paged&pageSize=3`; next; ) {
      const page = (await platform.admin.get(next)).body as { managedObjects: Wire[]; next?: string };
      seen.push(...page.managedObjects.map(({ id }) => id));
      next = page.next?.replace(platform.platform.urls.device, '');
    }
    expect(seen).toEqual(ids);
    expect((await platform.admin.get(`${path}/count?type=paged`)).body).toBe(7);
    expect(await idsOf('type=paged&currentPage=999999')).toEqual([]);
  });

  test('know roots and children', async () => {
    const parent = await create({ type: 'family' });
    const child = await create({ type: 'family' });
    await link(parent.id, 'childAssets', child.id);
    expect(await idsOf('type=family&onlyRoots=true')).toEqual([parent.id]);
    expect(await idsOf(`childAssetId=${parent.id}`)).toEqual([child.id]);
    expect(await idsOf(`childDeviceId=${parent.id}`)).toEqual([]);
  });

  test('show as much of families as they are asked for', async () => {
    const [group, agent, child] = [await create({ name: 'Group', c8y_IsDeviceGroup: {} }), await create({ name: 'Agent' }), await create({ name: 'Child' })];
    await link(group.id, 'childAssets', child.id);
    await link(agent.id, 'childDevices', child.id);
    const of = async (query: string) => ((await platform.admin.get(`${path}?ids=${child.id}&${query}`)).body as { managedObjects: Wire[] }).managedObjects[0];
    const mention = (name: string) => ({ references: [{ managedObject: { name } }] });
    expect(await of('')).not.toHaveProperty('assetParents');
    expect(await of('withParents=true')).toMatchObject({ assetParents: mention('Group'), deviceParents: mention('Agent'), additionParents: { references: [] } });
    expect(await of('withGroups=true')).toMatchObject({ assetParents: mention('Group') });
    expect(await of('withGroups=true')).not.toHaveProperty('deviceParents');
    expect(await of('withChildren=false')).not.toHaveProperty('childDevices');
    const nameless = await read(agent.id, '?skipChildrenNames=true&withChildrenCount=true');
    expect(nameless['childDevices']).toMatchObject({ count: 1, references: [{ managedObject: { id: child.id } }] });
    expect(JSON.stringify(nameless['childDevices'])).not.toContain('Child"');
    const listed = (await platform.admin.get(`${path}/${agent.id}/childDevices?withParents=true&withChildren=false`)).body;
    expect(listed).toMatchObject({ references: [{ managedObject: { id: child.id, assetParents: mention('Group') } }] });
    expect(JSON.stringify(listed)).not.toContain('childAdditions');
  });

  test('the owner of an object can be asked for', async () => {
    const { id } = await create({ name: 'owned' });
    expect((await platform.admin.get(`${path}/${id}/user`)).body).toEqual({ userName: 'admin', enabled: true });
    expect((await platform.admin.get(`${path}/999999/user`)).status).toBe(404);
  });

  test.each([
    'pageSize=0',
    'currentPage=x',
    'ids=1,x',
    'onlyRoots=maybe',
    'childDeviceId=1&childAssetId=1',
  ])('%s is refused', async (query) => {
    const { status, body } = await platform.admin.get(`${path}?${query}`);
    expect(status).toBe(422);
    expect(body).toMatchObject({ error: 'undefined/validationError' });
  });
});

describe('children', () => {
  const vendor = (name: string) => ({ ...json, 'content-type': `application/vnd.com.nsn.cumulocity.${name}+json` });

  test('a reference ties two objects; doing it again changes nothing', async () => {
    const parent = await create({ name: 'gateway', c8y_IsDevice: {} });
    const child = await create({ name: 'meter', c8y_IsDevice: {} });
    const { status, body, headers } = await link(parent.id, 'childDevices', child.id);
    expect(status).toBe(201);
    expect(headers.get('location')).toBe(`${parent.self}/childDevices/${child.id}`);
    expect(body).toMatchObject({ self: `${parent.self}/childDevices/${child.id}`, managedObject: { id: child.id, name: 'meter' } });
    expect((await link(parent.id, 'childDevices', child.id)).status).toBe(201);
    expect((await read(parent.id))['childDevices']).toEqual({
      self: `${parent.self}/childDevices`,
      references: [{ self: `${parent.self}/childDevices/${child.id}`, managedObject: { id: child.id, name: 'meter', self: child.self } }],
    });
    const reading = await read(child.id, '?withParents=true');
    expect(reading['deviceParents']).toMatchObject({ references: [{ managedObject: { id: parent.id, name: 'gateway' } }] });
  });

  test('options decide what is said of them', async () => {
    const parent = await create({ name: 'p' });
    await link(parent.id, 'childAdditions', (await create({ name: 'c' })).id);
    expect(await read(parent.id, '?withChildren=false')).not.toHaveProperty('childAdditions');
    expect((await read(parent.id, '?withChildrenCount=true'))['childAdditions']).toMatchObject({ count: 1 });
    const nameless = (await read(parent.id, '?skipChildrenNames=true'))['childAdditions'];
    expect(JSON.stringify(nameless)).not.toContain('"name"');
  });

  test('several references at once, all or none', async () => {
    const parent = await create({});
    const [one, two] = [await create({}), await create({})];
    const references = (ids: string[]) => ({ references: ids.map((id) => ({ managedObject: { id } })) });
    const collection = `${path}/${parent.id}/childAssets`;
    expect((await platform.admin.post(collection, references([one.id, '999999']))).status).toBe(404);
    expect((await platform.admin.post(collection, references([one.id, parent.id]))).status).toBe(422);
    expect((await platform.admin.get(collection)).body).toMatchObject({ references: [], statistics: { currentPage: 1 } });
    const { status, body } = await platform.admin.post(collection, references([one.id, two.id]), vendor('managedObjectReferenceCollection'));
    expect(status).toBe(201);
    expect((body as { references: unknown[] }).references).toHaveLength(2);
    const listed = await platform.admin.get(`${collection}?pageSize=1&withTotalPages=true`);
    expect(listed.body).toMatchObject({ references: [{ managedObject: { id: one.id } }], statistics: { totalPages: 2 } });
  });

  test('a posted object is created and linked', async () => {
    const parent = await create({});
    const posted = await platform.admin.post(`${path}/${parent.id}/childAdditions`, { name: 'service', type: 'c8y_Service' }, vendor('managedObject'));
    expect(posted.status).toBe(201);
    const { id } = posted.body as Wire;
    expect(posted.headers.get('location')).toMatch(new RegExp(`/inventory/managedObjects/${id}$`));
    expect((await platform.admin.get(`${path}/${parent.id}/childAdditions/${id}`)).body).toMatchObject({ managedObject: { id, name: 'service' } });
    expect((await platform.admin.get(`${path}/${parent.id}/childAssets/${id}`)).status).toBe(404);
  });

  test('a reference ends without ending the child', async () => {
    const parent = await create({});
    const child = await create({});
    await link(parent.id, 'childAssets', child.id);
    expect((await platform.admin.delete(`${path}/${parent.id}/childAssets/${child.id}`)).status).toBe(204);
    expect((await platform.admin.delete(`${path}/${parent.id}/childAssets/${child.id}`)).status).toBe(404);
    await read(child.id);
  });

  test('no object comes to stand above itself', async () => {
    const [a, b, c] = [await create({}), await create({}), await create({})];
    await link(a.id, 'childAssets', b.id);
    await link(b.id, 'childDevices', c.id);
    expect((await link(c.id, 'childAdditions', a.id)).status).toBe(422);
    expect((await link(a.id, 'childAssets', a.id)).status).toBe(422);
  });

  test('nor at the end of a long chain, in which everything is below the first', async () => {
    const first = await create({});
    let last = first;
    for (let count = 0; count < 20; count += 1) {
      const { body } = await platform.admin.post(`${path}/${last.id}/childDevices`, { name: 'link' }, vendor('managedObject'));
      last = body as Wire;
    }
    expect((await link(last.id, 'childDevices', first.id)).status).toBe(422);
    expect((await platform.admin.delete(`${path}/${first.id}?forceCascade=true`)).status).toBe(204);
    expect((await platform.admin.get(`${path}/${last.id}`)).status).toBe(404);
  });
});

describe('deleting', () => {
  const time = '2026-11-20T11:00:00Z';

  async function deviceWithEverything(): Promise<Wire> {
    const device = await create({ name: 'doomed', c8y_IsDevice: {} });
    const source = { id: device.id };
    const posts: [string, unknown][] = [
      ['/measurement/measurements', { source, time, type: 't', c8y_T: { T: { value: 1 } } }],
      ['/event/events', { source, time, type: 't', text: 'x' }],
      ['/alarm/alarms', { source, time, type: 't', text: 'x', severity: 'MAJOR' }],
      [`/identity/globalIds/${device.id}/externalIds`, { type: 'c8y_Serial', externalId: `doomed ${device.id}` }],
    ];
    for (const [where, body] of posts) expect((await platform.admin.post(where, body)).status).toBe(201);
    return device;
  }

  test('takes everything of the object with it and leaves its children', async () => {
    const device = await deviceWithEverything();
    expect((await read(device.id))['c8y_ActiveAlarmsStatus']).toMatchObject({ major: 1 });
    expect((await platform.admin.get(`${path}/${device.id}/supportedSeries`)).body).toEqual({ c8y_SupportedSeries: ['c8y_T.T'] });
    expect((await platform.admin.get(`${path}/${device.id}/supportedMeasurements`)).body).toEqual({ c8y_SupportedMeasurements: ['c8y_T'] });
    const child = await create({});
    await link(device.id, 'childDevices', child.id);
    expect((await platform.admin.delete(`${path}/${device.id}`)).status).toBe(204);
    expect((await platform.admin.get(`${path}/${device.id}`)).status).toBe(404);
    expect((await platform.admin.get(`/identity/externalIds/c8y_Serial/doomed%20${device.id}`)).status).toBe(404);
    for (const [where, name] of [['/measurement/measurements', 'measurements'], ['/event/events', 'events'], ['/alarm/alarms', 'alarms']] as const) {
      expect((await platform.admin.get(`${where}?source=${device.id}`)).status).toBe(404);
      const all = (await platform.admin.get(`${where}?pageSize=2000`)).body as Record<string, { source: { id: string } }[]>;
      expect(all[name]?.filter(({ source }) => source.id === device.id)).toEqual([]);
    }
    expect((await read(child.id, '?withParents=true'))['deviceParents']).toMatchObject({ references: [] });
  });

  test('takes the hierarchy of a device or group along when told to', async () => {
    const [group, device, part] = [await create({ c8y_IsDeviceGroup: {} }), await create({ c8y_IsDevice: {} }), await create({})];
    await link(group.id, 'childAssets', device.id);
    await link(device.id, 'childAdditions', part.id);
    expect((await platform.admin.delete(`${path}/${group.id}?cascade=true`)).status).toBe(204);
    for (const { id } of [group, device, part]) expect((await platform.admin.get(`${path}/${id}`)).status).toBe(404);
  });

  test('cascades from other objects only by force', async () => {
    const [building, part] = [await create({}), await create({})];
    await link(building.id, 'childAssets', part.id);
    await platform.admin.delete(`${path}/${building.id}?cascade=true`);
    await read(part.id);
    const another = await create({});
    await link(another.id, 'childAssets', part.id);
    await platform.admin.delete(`${path}/${another.id}?forceCascade=true`);
    expect((await platform.admin.get(`${path}/${part.id}`)).status).toBe(404);
  });
});
