// From an event's JSON (docs/contracts.md) to the record that the stream's Avro schema describes.

import avro from 'avsc';

/** The topic of a stream (loans); an inbox is given by its whole name (zone.inbox.loans.bank-of-foshan.v1). */
export const topicOf = (stream) => (stream.startsWith('zone.') ? stream : `zone.${stream}.v1`);

/** What the schemas of a topic's values are registered under. */
export const subjectOf = (topic) => `${topic}-value`;

/**
 * Avro's long as BigInt, to be given to avsc, which both clients encode with: JavaScript's own numbers are exact only to
 * 2^53, and amounts are not to be rounded. A long with a logical type stays a number: moments are far below 2^53.
 */
export const exactLongs = {
  long: avro.types.LongType.__with({
    fromBuffer: (buffer) => buffer.readBigInt64LE(),
    toBuffer: (value) => {
      const buffer = Buffer.alloc(8);
      buffer.writeBigInt64LE(value);
      return buffer;
    },
    fromJSON: BigInt,
    toJSON: String,
    isValid: (value) => typeof value === 'bigint' && BigInt.asIntN(64, value) === value,
    compare: (a, b) => (a < b ? -1 : a > b ? 1 : 0),
  }),
};

/** What stands in a line and can't be written as it stands; says where and why. */
export class Unwritable extends Error {}

/** The newest schema of a topic's values: the one that events are written with. */
export async function newestSchema(registryUrl, topic) {
  const answer = await fetch(`${registryUrl}/subjects/${subjectOf(topic)}/versions/latest`);
  if (!answer.ok) {
    throw new Error(`the registry has no schema of ${topic}: ${answer.status} ${await answer.text()}`);
  }
  return JSON.parse((await answer.json()).schema);
}

/**
 * The record of an event. A record has one optional field for each fact, of which the event's is set:
 * {"fact": {"type": "LoanRepaid", ...}} becomes {"loanRepaid": {...}}.
 */
export function toRecord(event, schema) {
  const { fact, recordedAt = new Date().toISOString(), ...header } = event;
  const { type, ...said } = fact ?? {};
  if (typeof type !== 'string' || type === '') {
    throw new Unwritable('fact.type is missing');
  }
  const field = type[0].toLowerCase() + type.slice(1);
  return convert({ ...header, recordedAt, [field]: said }, schema, 'event', records(schema));
}

/** The schema's records by name: each is spelt out where it stands first, and only named from then on. */
function records(type, found = new Map()) {
  if (Array.isArray(type)) {
    type.forEach((branch) => records(branch, found));
  } else if (type.type === 'record') {
    found.set(type.name, type).set(`${type.namespace}.${type.name}`, type);
    type.fields.forEach((field) => records(field.type, found));
  }
  return found;
}

function convert(value, type, at, named) {
  if (Array.isArray(type)) {
    // Every union of the schemas is an optional: null, or the one other type.
    return value == null ? null : convert(value, type.find((branch) => branch !== 'null'), at, named);
  }
  if (typeof type === 'string' && named.has(type)) {
    return convert(value, named.get(type), at, named);
  }
  switch (type.logicalType ?? type.type ?? type) {
    case 'record':
      return type.name === 'Money' ? minorUnits(value, at) : fields(value, type, at, named);
    case 'date':
      return day(value, at);
    case 'timestamp-millis':
      return moment(value, at);
    case 'long':
      return Number.isSafeInteger(value) ? BigInt(value) : refuse(at, 'must be a whole number');
    case 'string':
      return typeof value === 'string' ? value : refuse(at, 'must be text');
    default:
      throw new Error(`the schema has a type that this example doesn't know: ${JSON.stringify(type)}`);
  }
}

function fields(value, type, at, named) {
  if (typeof value !== 'object' || value === null) {
    refuse(at, 'must be an object');
  }
  const known = new Set(type.fields.map((field) => field.name));
  const unknown = Object.keys(value).find((name) => !known.has(name));
  if (unknown !== undefined) {
    refuse(`${at}.${unknown}`, 'is not in the schema'); // Avro would leave it out without a word.
  }
  return Object.fromEntries(
    type.fields.map((field) => [field.name, convert(value[field.name], field.type, `${at}.${field.name}`, named)]),
  );
}

/** {"amount": "1000000.00", "currency": "CNY"} becomes {"minor": 100000000n, "currency": "CNY"}. */
function minorUnits(value, at) {
  const [, yuan, fen = ''] =
    /^(\d{1,16})(?:\.(\d{1,2}))?$/.exec(typeof value?.amount === 'string' ? value.amount : '') ??
    refuse(`${at}.amount`, 'must be decimal text such as "1000000.00": a JSON number is no exact amount in JavaScript');
  return { minor: BigInt(yuan + fen.padEnd(2, '0')), currency: value.currency };
}

/** "2023-01-31" becomes 19388, its days since 1970-01-01. */
function day(value, at) {
  const millis = /^\d{4}-\d\d-\d\d$/.test(value) ? Date.parse(`${value}T00:00:00Z`) : NaN;
  if (Number.isNaN(millis) || !new Date(millis).toISOString().startsWith(value)) {
    refuse(at, 'must be a date such as 2023-01-31');
  }
  return millis / 86_400_000;
}

/** "2023-02-01T08:00:00Z" becomes its milliseconds since 1970-01-01. */
function moment(value, at) {
  const millis = typeof value === 'string' && /T.*(Z|[+-]\d\d:\d\d)$/.test(value) ? Date.parse(value) : NaN;
  return Number.isNaN(millis) ? refuse(at, 'must be a moment with an offset, such as 2023-02-01T08:00:00Z') : millis;
}

function refuse(at, why) {
  throw new Unwritable(`${at} ${why}`);
}
