package org.zonepulse.audit.archive;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.zonepulse.audit.replay.PublishedCut;
import org.zonepulse.avrocodec.AvroRecordDecoder;
import org.zonepulse.avrocodec.Decoded;
import org.zonepulse.avrocodec.SchemaRegistry;
import org.zonepulse.eventlog.RegistryPatience;
import org.zonepulse.schemas.deadletter.DeadLetter;
import org.zonepulse.schemas.kpi.Cut;
import org.zonepulse.schemas.kpi.KpiValue;
import org.zonepulse.schemas.kpi.MonthFlows;

/**
 * Which records of what was published belong to a cut. What can't be read as what it should be is evidence, and always
 * does.
 */
final class Selection {

    private final PublishedCut cut;
    private final SchemaRegistry registry;
    private final Map<TopicPartition, Long> until;
    private final AvroRecordDecoder<Cut> cuts;
    private final AvroRecordDecoder<DeadLetter> letters;

    Selection(PublishedCut cut, SchemaRegistry registry) {
        this.cut = cut;
        this.registry = registry;
        this.until = cut.until();
        this.cuts = AvroRecordDecoder.of(Cut.class, registry);
        this.letters = AvroRecordDecoder.of(DeadLetter.class, registry);
    }

    /** Whether it is the cut, or an earlier one. */
    boolean isCutUpTo(ConsumerRecord<byte[], byte[]> record) {
        Cut decoded = decode(cuts, record);
        return decoded == null || decoded.getNumber() <= cut.number();
    }

    /** Whether it is of a record that the cut includes. */
    boolean isLetterOfInput(ConsumerRecord<byte[], byte[]> record) {
        DeadLetter letter = decode(letters, record);
        return letter == null
                || letter.getOffset()
                        < until.getOrDefault(new TopicPartition(letter.getTopic(), letter.getPartition()), 0L);
    }

    /** Those of the topic of current values; for one pass. */
    Predicate<ConsumerRecord<byte[], byte[]>> values() {
        return upToCut(KpiValue.class, KpiValue::getCut);
    }

    /** Those of the topic of daily flows; for one pass. */
    Predicate<ConsumerRecord<byte[], byte[]>> months() {
        return upToCut(MonthFlows.class, MonthFlows::getCut);
    }

    /**
     * Compaction may have taken what was published with the cut, if there is something newer under the same key. Then the
     * newer one is let in, the first of them: else it would look as if nothing had ever been published.
     */
    private <T extends SpecificRecord> Predicate<ConsumerRecord<byte[], byte[]>> upToCut(
            Class<T> type, ToLongFunction<T> cutOf) {
        AvroRecordDecoder<T> decoder = AvroRecordDecoder.of(type, registry);
        Set<ByteBuffer> seen = new HashSet<>();
        return record -> {
            boolean isFirst = record.key() == null || seen.add(ByteBuffer.wrap(record.key()));
            T decoded = decode(decoder, record);
            return isFirst || decoded == null || cutOf.applyAsLong(decoded) <= cut.number();
        };
    }

    private static <T extends SpecificRecord> @Nullable T decode(
            AvroRecordDecoder<T> decoder, ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return null;
        }
        return switch (RegistryPatience.ask(() -> decoder.decode(record.value()))) {
            case Decoded.Ok<T> ok -> ok.value();
            case Decoded.Rejected<T> _ -> null;
        };
    }
}
