/**
 * Takes posted measurements apart without parsing JSON where they are written the way such were written before: some
 * five times as fast. What is not wholly so is left to the parser, which decides alone what is right and what is not.
 */
import { MeasurementBatch } from '../measurement-batch.ts';
import { JsonBytes } from './json-bytes.ts';
import { JsonWalk } from './json-walk.ts';
import { templateOf, type Template } from './template.ts';

export interface ScannedBody {
  isCollection: boolean;
  batch: MeasurementBatch;
}

const collectionStart = Buffer.from('{"measurements":[');
const comma = 0x2c;
const closeObject = 0x7d;
const closeList = 0x5d;

/** So many ways of writing a measurement are remembered; those used last. */
const mostTemplates = 64;
/** Only so many are tried: what none of them fits is faster parsed. */
const mostTried = 24;
/** Measurements of one body that are looked at to learn from. */
const mostLearned = 16;
/** As many in a request as the route takes. */
const mostMeasurements = 1_000;

export class MeasurementScanner {
  /** Used last comes first. */
  #templates: Template[] = [];
  /** Bodies in a row from which nothing could be learned: then ever fewer are looked at. */
  #vain = 0;
  #skipped = 0;
  /** What stood in the holes of the template that was tried last. */
  #source = 0;
  #timeMs = 0;
  readonly #values: number[] = [];

  /** The measurements of a body, or null when it has to be parsed. */
  scan(bytes: Uint8Array): ScannedBody | null {
    if (this.#templates.length === 0) return null;
    const json = new JsonBytes(bytes);
    const batch = new MeasurementBatch();
    json.passBlanks();
    const isCollection = json.passes(collectionStart);
    const isWhole = isCollection ? this.#list(json, batch) : this.#one(json, batch, this.#templates[0] as Template) !== null;
    json.passBlanks();
    return isWhole && json.at === bytes.length ? { isCollection, batch } : null;
  }

  /** Learn from a body that was parsed and found right. */
  learn(bytes: Uint8Array): void {
    this.#skipped += 1;
    if (this.#skipped < Math.min(this.#vain, 100)) return;
    this.#skipped = 0;
    this.#vain = this.#learnFrom(bytes) ? 0 : this.#vain + 1;
  }

  #list(json: JsonBytes, batch: MeasurementBatch): boolean {
    let before: Template | null = null;
    let expected = this.#templates[0] as Template;
    for (let count = 0; count < mostMeasurements; count += 1) {
      json.passBlanks();
      const found = this.#one(json, batch, expected);
      if (!found) return false;
      if (before) before.following = found;
      before = found;
      expected = found.following ?? found;
      json.passBlanks();
      const next = json.byte();
      if (next === closeList) return this.#endOfObject(json);
      if (next !== comma) return false;
    }
    return false;
  }

  #endOfObject(json: JsonBytes): boolean {
    json.passBlanks();
    return json.byte() === closeObject;
  }

  /** One measurement, written as expected or as one of the others that were used lately. */
  #one(json: JsonBytes, batch: MeasurementBatch, expected: Template): Template | null {
    const begin = json.at;
    const found = this.#fits(json, expected) ? expected : this.#other(json, begin, expected);
    if (found) this.#add(batch, found);
    return found;
  }

  #other(json: JsonBytes, begin: number, expected: Template): Template | null {
    for (const template of this.#templates.slice(0, mostTried)) {
      if (template === expected) continue;
      json.at = begin;
      if (!this.#fits(json, template)) continue;
      this.#templates = [template, ...this.#templates.filter((other) => other !== template)];
      return template;
    }
    return null;
  }

  #fits(json: JsonBytes, { literals, holes }: Template): boolean {
    this.#values.length = 0;
    for (let index = 0; index < holes.length; index += 1) {
      if (!json.passes(literals[index] as Uint8Array)) return false;
      const kind = holes[index];
      const value = kind === 'value' ? json.number() : kind === 'time' ? json.time() : json.id();
      if (Number.isNaN(value)) return false;
      if (kind === 'value') this.#values.push(value);
      else if (kind === 'time') this.#timeMs = value;
      else this.#source = value;
    }
    return json.passes(literals[holes.length] as Uint8Array);
  }

  #add(batch: MeasurementBatch, { key }: Template): void {
    const { values } = batch.begin(this.#source, key, this.#timeMs);
    for (const value of this.#values) values.push(value);
  }

  #learnFrom(bytes: Uint8Array): boolean {
    const json = new JsonBytes(bytes);
    json.passBlanks();
    const isCollection = json.passes(collectionStart);
    let learned = false;
    for (let count = 0; count < (isCollection ? mostLearned : 1); count += 1) {
      json.passBlanks();
      const end = JsonWalk.endOfValue(bytes, json.at);
      const template = templateOf(bytes.subarray(json.at, end));
      if (template && this.#isNew(bytes.subarray(json.at, end))) {
        this.#templates = [template, ...this.#templates].slice(0, mostTemplates);
        learned = true;
      }
      json.at = end;
      json.passBlanks();
      if (bytes[json.at] !== comma) break;
      json.at += 1;
    }
    return learned;
  }

  #isNew(bytes: Uint8Array): boolean {
    return !this.#templates.some((template) => {
      const json = new JsonBytes(bytes);
      return this.#fits(json, template) && json.at === bytes.length;
    });
  }
}
