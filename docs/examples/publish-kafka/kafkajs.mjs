// Publishes events with kafkajs and @kafkajs/confluent-schema-registry.

import { SchemaRegistry, SchemaType } from '@kafkajs/confluent-schema-registry';
import { exactLongs, subjectOf } from './event.mjs';
import { main } from './publish.mjs';

await main(async (registryUrl, topic) => {
  const registry = new SchemaRegistry({ host: registryUrl }, { [SchemaType.AVRO]: { registry: { ...exactLongs } } });
  const id = await registry.getLatestSchemaId(subjectOf(topic));
  return (record) => registry.encode(id, record);
});
