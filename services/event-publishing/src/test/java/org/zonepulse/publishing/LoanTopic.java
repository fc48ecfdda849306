package org.zonepulse.publishing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.zonepulse.avrocodec.AvroDeserializer;
import org.zonepulse.contract.EventAvro;
import org.zonepulse.contract.Parsed;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.schemas.TopicCatalogue;

/** What stands in the topic of loans. */
final class LoanTopic {

    private LoanTopic() {}

    /** All events, by partition and offset: {@code 5/1042}. */
    static Map<String, Event> read(String broker, String registry) {
        AvroDeserializer<SpecificRecord> values = new AvroDeserializer<>();
        values.configure(Map.of("schema.registry.url", registry, "specific.avro.reader", true), false);
        Map<String, Event> events = new HashMap<>();
        try (KafkaConsumer<String, SpecificRecord> consumer =
                new KafkaConsumer<>(Map.of("bootstrap.servers", broker), new StringDeserializer(), values)) {
            List<TopicPartition> partitions = new ArrayList<>();
            consumer.partitionsFor(TopicCatalogue.LOANS.name())
                    .forEach(each -> partitions.add(new TopicPartition(each.topic(), each.partition())));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
                for (ConsumerRecord<String, SpecificRecord> record : consumer.poll(Duration.ofMillis(200))) {
                    events.put(
                            record.partition() + "/" + record.offset(),
                            ((Parsed.Ok) EventAvro.read(record.value())).event());
                }
            }
        }
        return events;
    }
}
