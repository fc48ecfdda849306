// Prints every cut with the KPIs that changed, as a line of JSON, and goes on after a restart where it was: with kafkajs and
// @kafkajs/confluent-schema-registry. A record of zone.kpi.cuts.v1 is a whole cut, so this needs no other topic.

import { readFileSync } from 'node:fs';
import { SchemaRegistry, SchemaType } from '@kafkajs/confluent-schema-registry';
import avro from 'avsc';
import kafkajs from 'kafkajs';
import lz4 from 'lz4js';

const [broker, registryUrl, scope = 'zone', groupId = 'kpi-reader-example'] = process.argv.slice(2);
if (registryUrl === undefined) {
  console.error(`Usage: node ${process.argv[1]} BROKER REGISTRY [SCOPE [GROUP]]`);
  process.exit(2);
}

// The topic is packed by lz4, which kafkajs can't read by itself.
const { CompressionCodecs, CompressionTypes, Kafka, logLevel } = kafkajs;
CompressionCodecs[CompressionTypes.LZ4] = () => ({ decompress: async (packed) => Buffer.from(lz4.decompress(packed)) });

// Avro's long as BigInt: JavaScript's own numbers are exact only to 2^53, and amounts are not to be rounded.
const long = avro.types.LongType.__with({
  fromBuffer: (buffer) => buffer.readBigInt64LE(),
  toBuffer: (value) => {
    const buffer = Buffer.alloc(8);
    buffer.writeBigInt64LE(value);
    return buffer;
  },
  fromJSON: BigInt,
  toJSON: String,
  isValid: (value) => typeof value === 'bigint',
  compare: (a, b) => (a < b ? -1 : a > b ? 1 : 0),
});
const registry = new SchemaRegistry({ host: registryUrl }, { [SchemaType.AVRO]: { registry: { long } } });

const { KAFKA_USER: username, KAFKA_PASSWORD: password, KAFKA_CA: ca } = process.env;
const consumer = new Kafka({
  clientId: 'subscribe',
  brokers: broker.split(','),
  logLevel: logLevel.ERROR,
  ...(username && { ssl: { ca: [readFileSync(ca)] }, sasl: { mechanism: 'scram-sha-512', username, password } }),
}).consumer({
  // The group's offset in the topic is where this goes on. Transactions that were aborted are never seen (kafkajs's default).
  groupId,
  maxBytesPerPartition: 8 * 1024 * 1024,
  allowAutoTopicCreation: false,
});

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => consumer.disconnect().then(() => process.exit(0)));
}
await consumer.connect();
await consumer.subscribe({ topic: 'zone.kpi.cuts.v1', fromBeginning: true });
await consumer.run({
  // After it returns, the offset is committed in time: after a crash a cut may come again, and none is left out.
  eachMessage: async ({ message }) => {
    const cut = await registry.decode(message.value);
    const values = cut.values
      .filter((value) => value.scope === scope)
      .map(({ measure, amount, numerator, denominator }) => ({ measure, amount, numerator, denominator }));
    if (values.length > 0) {
      // Amounts as the topic has them: counts, fen, millionths (docs/contracts.md); as text, for they are exact.
      const asText = (name, value) => (typeof value === 'bigint' ? String(value) : value);
      console.log(JSON.stringify({ cut: Number(cut.number), scope, values }, asText));
    }
  },
});
