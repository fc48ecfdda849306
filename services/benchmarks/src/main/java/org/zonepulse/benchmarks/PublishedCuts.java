package org.zonepulse.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.zonepulse.avrocodec.AvroRecordDecoder;
import org.zonepulse.avrocodec.Decoded;
import org.zonepulse.avrocodec.SchemaRegistry;
import org.zonepulse.sandbox.PipelineAddress;
import org.zonepulse.schemas.TopicCatalogue;
import org.zonepulse.schemas.kpi.Cut;
import org.zonepulse.schemas.kpi.InputPosition;

/** The cuts that were published, in order, and which events of loans each includes. */
final class PublishedCuts {

    private final List<OfLoans> cuts;

    private PublishedCuts(List<OfLoans> cuts) {
        this.cuts = cuts;
    }

    /**
     * A cut.
     *
     * @param number its number
     * @param madeAt when the last of its input had come, in milliseconds of the clock
     * @param nextOffsets the first offset of each partition that it doesn't include
     */
    record OfLoans(long number, long madeAt, Map<Integer, Long> nextOffsets) {

        private boolean includes(LiveLoad.Accepted event) {
            return nextOffsets.getOrDefault(event.partition(), 0L) > event.offset();
        }
    }

    /** Reads all that there are now. */
    static PublishedCuts read(PipelineAddress address) {
        TopicPartition topic = new TopicPartition(TopicCatalogue.KPI_CUTS.name(), 0);
        Map<String, Object> config = new HashMap<>(address.settings());
        config.put("isolation.level", "read_committed");
        config.put("enable.auto.commit", false);
        List<OfLoans> cuts = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
                SchemaRegistry registry = SchemaRegistry.open(address.settings())) {
            AvroRecordDecoder<Cut> decoder = AvroRecordDecoder.of(Cut.class, registry);
            consumer.assign(List.of(topic));
            consumer.seekToBeginning(List.of(topic));
            long end = consumer.endOffsets(List.of(topic)).getOrDefault(topic, 0L);
            while (consumer.position(topic) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                    if (decoder.decode(record.value()) instanceof Decoded.Ok<Cut>(Cut cut, int _)) {
                        cuts.add(ofLoans(cut));
                    }
                }
            }
        }
        return new PublishedCuts(cuts);
    }

    private static OfLoans ofLoans(Cut cut) {
        Map<Integer, Long> nextOffsets = new HashMap<>();
        for (InputPosition input : cut.getInputs()) {
            if (input.getTopic().equals(TopicCatalogue.LOANS.name())) {
                nextOffsets.put(input.getPartition(), input.getNextOffset());
            }
        }
        return new OfLoans(cut.getNumber(), cut.getPublishedAt().toEpochMilli(), nextOffsets);
    }

    /** The number of the last. */
    long last() {
        return cuts.getLast().number();
    }

    /** Whether any includes the event. */
    boolean include(LiveLoad.Accepted event) {
        return cuts.getLast().includes(event);
    }

    /**
     * The first that includes an event.
     *
     * @throws IllegalStateException if none does
     */
    OfLoans firstWith(LiveLoad.Accepted event) {
        int low = 0;
        int high = cuts.size();
        while (low < high) {
            int middle = (low + high) / 2;
            if (cuts.get(middle).includes(event)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        if (low == cuts.size()) {
            throw new IllegalStateException("no cut includes " + event);
        }
        return cuts.get(low);
    }
}
