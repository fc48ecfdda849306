// Publishes events with Confluent's own @confluentinc/schemaregistry; kafkajs carries the bytes.

import { AvroSerializer, SchemaRegistryClient, SerdeType, SubjectNameStrategyType } from '@confluentinc/schemaregistry';
import { exactLongs } from './event.mjs';
import { main } from './publish.mjs';

await main(async (registryUrl, topic) => {
  const client = new SchemaRegistryClient({ baseURLs: [registryUrl] });
  const serializer = new AvroSerializer(client, SerdeType.VALUE, {
    // The topic's schema is there already, and newer than what this client could know.
    autoRegisterSchemas: false,
    useLatestVersion: true,
    subjectNameStrategyType: SubjectNameStrategyType.TOPIC,
    registry: { ...exactLongs },
  });
  return (record) => serializer.serialize(topic, record);
});
