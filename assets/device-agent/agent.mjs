#!/usr/bin/env node
/** Reference device agent: `node agent.mjs settings.json`. See README.md. */
import { mkdirSync, readFileSync } from 'node:fs';
import { arch, freemem, hostname, loadavg, totalmem, type } from 'node:os';
import { join, resolve } from 'node:path';

import { Restart, supportedOperations } from './commands.mjs';
import { readJson, writeWhole } from './files.mjs';
import { Operations } from './operations.mjs';
import { Outbox } from './outbox.mjs';
import { credentialOf, objectOf } from './registration.mjs';
import { Backoff, pause } from './wire.mjs';

const version = '1.0.0';
/** Exit code that asks the supervisor for a new start. */
const restartCode = 75;

function settingsOf(path) {
  const given = JSON.parse(readFileSync(path, 'utf8'));
  const settings = { name: hostname(), measureEverySeconds: 60, askEverySeconds: 10, pollEverySeconds: 30, keepReadings: 100_000, firstWaitMs: 1_000, commands: {}, ...given };
  for (const key of ['url', 'id', 'bootstrap', 'folder']) if (!settings[key]) throw new Error(`${path}: '${key}' is missing`);
  settings.folder = resolve(settings.folder);
  mkdirSync(settings.folder, { recursive: true, mode: 0o700 });
  return settings;
}

function log(text) {
  process.stdout.write(`${new Date().toISOString()} ${text}\n`);
}

function inventoryOf({ name, id, commands }, paths) {
  return {
    name,
    type: 'valvomo_ReferenceAgent',
    c8y_IsDevice: {},
    com_cumulocity_model_Agent: {},
    c8y_Agent: { name: 'valvomo-device-agent', version },
    c8y_Hardware: { model: `${type()} ${arch()}`, serialNumber: id },
    c8y_SoftwareList: readJson(paths.software, []),
    c8y_Firmware: readJson(paths.firmware, { name: type(), version: process.version }),
    c8y_SupportedOperations: supportedOperations,
    c8y_RequiredAvailability: { responseInterval: 15 },
    valvomo_AllowedCommands: Object.keys(commands),
  };
}

/** Celsius, where the board tells it. */
function boardTemperature() {
  try {
    return Number(readFileSync('/sys/class/thermal/thermal_zone0/temp', 'utf8')) / 1000;
  } catch {
    return null;
  }
}

/** A reading with its own time: it stays right however late it is sent. The number shows gaps. */
function readingOf(sourceId, number) {
  const celsius = boardTemperature();
  return {
    source: { id: sourceId },
    type: 'valvomo_Agent',
    time: new Date().toISOString(),
    valvomo_Agent: { number: { value: number } },
    c8y_Load: { minute: { value: loadavg()[0] ?? 0 }, memory: { value: Math.round((1 - freemem() / totalmem()) * 1000) / 10, unit: '%' } },
    ...(celsius !== null && { c8y_TemperatureMeasurement: { board: { value: celsius, unit: 'C' } } }),
  };
}

async function measure(device, outbox, signal) {
  while (!signal.aborted) {
    outbox.add((number) => readingOf(device.id, number));
    await pause(device.settings.measureEverySeconds * 1000, signal);
  }
}

/** Send what waits; what the platform refuses for good is told of and left out. */
async function sendBatch({ wire }, outbox) {
  const batch = outbox.batch();
  if (!batch) return false;
  const headers = { 'content-type': 'application/vnd.com.nsn.cumulocity.measurementcollection+json', 'idempotency-key': batch.key };
  const { status, body } = await wire.send('POST', '/measurement/measurements', { body: { measurements: batch.measurements }, headers });
  if (status !== 201) log(`${batch.measurements.length} readings were refused: ${status} ${body?.message ?? ''}`);
  outbox.settle(batch.last);
  return true;
}

async function forward(device, outbox, signal) {
  const backoff = new Backoff(device.settings.firstWaitMs);
  while (!signal.aborted) {
    try {
      const sent = await sendBatch(device, outbox);
      backoff.reset();
      if (!sent) await pause(Math.min(1_000, device.settings.measureEverySeconds * 1000), signal);
    } catch (error) {
      log(`${outbox.waiting.length} readings wait: ${error.message}`);
      await pause(backoff.next(error), signal);
    }
  }
}

/** Repeat until it works. */
async function insist(what, firstWaitMs) {
  const backoff = new Backoff(firstWaitMs);
  for (;;) {
    try {
      return await what();
    } catch (error) {
      log(error.message);
      await pause(backoff.next(error));
    }
  }
}

/** Tell the platform what the device is. One that is another object there now is begun with anew. */
async function introduce(wire, settings, paths, known) {
  const id = await insist(() => objectOf(wire, settings.id, inventoryOf(settings, paths)), settings.firstWaitMs);
  if (id === known) return id;
  writeWhole(paths.object, JSON.stringify({ id }));
  if (known !== undefined) throw new Restart('the device is another object now');
  return id;
}

/** Once the object is known, readings are taken whether the platform is there or not. */
async function start(settings) {
  const paths = { object: join(settings.folder, 'object.json'), software: join(settings.folder, 'software.json'), firmware: join(settings.folder, 'firmware.json') };
  const wire = await credentialOf(settings, log);
  const known = readJson(paths.object, {}).id;
  const introduced = introduce(wire, settings, paths, known);
  const id = known ?? (await introduced);
  const tell = (fragments) => wire.send('PUT', `/inventory/managedObjects/${id}`, { body: fragments });
  return { id, introduced, wire, settings, tell, current: null, softwarePath: paths.software, firmwarePath: paths.firmware, restartPath: join(settings.folder, 'restart.json') };
}

async function main() {
  const settings = settingsOf(process.argv[2] ?? 'settings.json');
  const stop = new AbortController();
  for (const name of ['SIGTERM', 'SIGINT']) process.once(name, () => (stop.abort(), process.exit(0)));
  const device = await start(settings);
  const outbox = new Outbox(settings.folder, settings.id, settings.keepReadings);
  log(`device ${device.id} is there; ${outbox.waiting.length} readings wait`);
  await Promise.all([device.introduced, measure(device, outbox, stop.signal), forward(device, outbox, stop.signal), new Operations(device, log, stop.signal).run()]);
}

main().catch((error) => {
  if (error instanceof Restart) {
    log('restarting');
    process.exit(restartCode);
  }
  log(error.stack);
  process.exit(1);
});
