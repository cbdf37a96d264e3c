/** What the device does when it is told to. Each handler returns what to add to the operation, or throws why not. */
import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';

import { readJson, writeWhole } from './files.mjs';

const run = promisify(execFile);

/** Thrown to end this program and be started again by whoever supervises it. */
export class Restart extends Error {}

/** No shell is asked: a program with its arguments, for at most half a minute. @param {string[]} command */
async function execute([program, ...args]) {
  const { stdout, stderr } = await run(program, args, { timeout: 30_000, maxBuffer: 256 * 1024 });
  return `${stdout}${stderr}`.slice(0, 20_000);
}

/** Fetch what an operation names into the device's folder. @returns {Promise<string>} path, or '' without an address */
async function fetched(device, url) {
  if (!url) return '';
  const folder = join(device.settings.folder, 'downloads');
  mkdirSync(folder, { recursive: true });
  const bytes = await device.wire.download(url);
  const path = join(folder, basename(new URL(url).pathname) || 'file');
  writeWhole(path, bytes);
  return path;
}

async function installed(device, list) {
  const { software } = device.settings;
  for (const { name, version, url, action } of list) {
    const path = action === 'delete' ? '' : await fetched(device, url);
    if (software) await execute([...software, action ?? 'install', name, version ?? '', path]);
  }
}

async function updateSoftware(device, changes) {
  const before = readJson(device.softwarePath, []);
  await installed(device, changes);
  const others = before.filter(({ name }) => !changes.some((change) => change.name === name));
  const added = changes.filter(({ action }) => action !== 'delete').map(({ name, version, url }) => ({ name, version, url }));
  const c8y_SoftwareList = [...others, ...added];
  writeWhole(device.softwarePath, JSON.stringify(c8y_SoftwareList));
  await device.tell({ c8y_SoftwareList });
  return {};
}

const handlers = {
  /** The operation ends after the restart: that is when it is known to have worked. */
  async c8y_Restart(device) {
    writeWhole(device.restartPath, JSON.stringify({ operationId: device.current }));
    if (device.settings.restart) await execute(device.settings.restart);
    throw new Restart('restarting');
  },
  async c8y_Command(device, { text }) {
    const allowed = device.settings.commands[text];
    if (!Object.hasOwn(device.settings.commands, text)) throw new Error(`'${text}' is not on the list of allowed commands`);
    return { c8y_Command: { text, result: await execute(allowed) } };
  },
  async c8y_Configuration(device, { config }) {
    writeWhole(join(device.settings.folder, 'configuration.txt'), String(config));
    await device.tell({ c8y_Configuration: { config } });
    return {};
  },
  c8y_SoftwareUpdate: updateSoftware,
  async c8y_SoftwareList(device, list) {
    const gone = readJson(device.softwarePath, []).filter(({ name }) => !list.some((one) => one.name === name));
    return updateSoftware(device, [...gone.map((one) => ({ ...one, action: 'delete' })), ...list]);
  },
  async c8y_Firmware(device, { name, version, url }) {
    const path = await fetched(device, url);
    if (device.settings.firmware) await execute([...device.settings.firmware, name, version ?? '', path]);
    writeWhole(device.firmwarePath, JSON.stringify({ name, version, url }));
    await device.tell({ c8y_Firmware: { name, version, url } });
    return {};
  },
};

export const supportedOperations = Object.keys(handlers);

/** Carry an operation out. @returns {Promise<object>} what to add to it */
export async function carryOut(device, operation) {
  const name = supportedOperations.find((one) => operation[one] !== undefined);
  if (!name) throw new Error('This device does not know how to do that');
  return handlers[name](device, operation[name]);
}
