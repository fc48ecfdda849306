// What both examples share: the command line, the file, and the Kafka producer. They differ in who encodes.

import { createReadStream, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { Kafka, Partitioners, logLevel } from 'kafkajs';
import { Unwritable, newestSchema, toRecord, topicOf } from './event.mjs';

const AT_ONCE = 500;

const [PUBLISHED, UNWRITABLE, USAGE, OUTAGE] = [0, 1, 2, 3];

/**
 * Publishes a file of events, one a line, and ends the process with its status.
 *
 * @param open (registryUrl, topic) => Promise of (record) => Promise of the record's bytes
 */
export async function main(open) {
  const { positionals } = parseArgs({ allowPositionals: true });
  const [broker, registryUrl, stream, file, partitioner = 'DefaultPartitioner'] = positionals;
  if (file === undefined || !(partitioner in Partitioners)) {
    console.error(`Usage: node ${process.argv[1]} BROKER REGISTRY STREAM FILE [DefaultPartitioner|LegacyPartitioner]
  node kafkajs.mjs 127.0.0.1:28088 http://127.0.0.1:28086/apis/ccompat/v7 loans loans.ndjson`);
    process.exit(USAGE);
  }
  const producer = new Kafka({
    clientId: 'publish-kafka',
    brokers: broker.split(','),
    logLevel: logLevel.NOTHING,
    ...credentials(),
  }).producer({
    // Says that records go where Java's producer would put them. The broker sends on what lies elsewhere, a little later.
    createPartitioner: Partitioners[partitioner],
    // No duplicates and no change of order when the client repeats a request by itself.
    idempotent: true,
    maxInFlightRequests: 1,
  });
  let acknowledged = 0;
  let status = PUBLISHED;
  try {
    const topic = topicOf(stream);
    const schema = await newestSchema(registryUrl, topic);
    const encode = await open(registryUrl, topic);
    await producer.connect();
    for await (const messages of batches(file, schema, encode)) {
      await producer.send({ topic, messages, acks: -1 });
      acknowledged += messages.length;
    }
  } catch (problem) {
    status = problem instanceof Unwritable ? UNWRITABLE : OUTAGE;
    console.error(problem.message);
  }
  await producer.disconnect();
  console.log(`${acknowledged} acknowledged`);
  process.exit(status);
}

/** None by default, as in local use; for a cluster that asks: the user and password, and the file of its CA's certificate. */
function credentials() {
  const { KAFKA_USER: username, KAFKA_PASSWORD: password, KAFKA_CA: ca } = process.env;
  return username === undefined
    ? {}
    : { ssl: { ca: [readFileSync(ca)] }, sasl: { mechanism: 'scram-sha-512', username, password } };
}

/** Keyed by the enterprise, so that all events of one lie in one partition, in order. */
async function* batches(file, schema, encode) {
  let messages = [];
  let number = 0;
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    number++;
    if (line.trim() === '') {
      continue;
    }
    try {
      const event = JSON.parse(line);
      messages.push({ key: event.enterpriseId, value: await encode(toRecord(event, schema)) });
    } catch (problem) {
      if (messages.length > 0) {
        yield messages; // What came before it is good.
      }
      throw problem instanceof Unwritable || problem instanceof SyntaxError
        ? new Unwritable(`line ${number}: ${problem.message}; this line and all after it are not published`)
        : problem;
    }
    if (messages.length === AT_ONCE) {
      yield messages;
      messages = [];
    }
  }
  if (messages.length > 0) {
    yield messages;
  }
}
