package org.zonepulse.audit.archive;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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
    private final Set<String> published;
    private final SchemaRegistry registry;
    private final Map<TopicPartition, Long> until;
    private final AvroRecordDecoder<Cut> cuts;
    private final AvroRecordDecoder<DeadLetter> letters;
    private long newestCut;

    /** @param published the KPIs that cuts have told of up to this one */
    Selection(PublishedCut cut, Set<String> published, SchemaRegistry registry) {
        this.cut = cut;
        this.published = published;
        this.newestCut = cut.number();
        this.registry = registry;
        this.until = cut.until();
        this.cuts = AvroRecordDecoder.of(Cut.class, registry);
        this.letters = AvroRecordDecoder.of(DeadLetter.class, registry);
    }

    /** Whether it is the cut, or an earlier one. */
    boolean isCutUpTo(ConsumerRecord<byte[], byte[]> record) {
        Cut decoded = decode(cuts, record);
        if (decoded == null) {
            return true;
        }
        newestCut = Math.max(newestCut, decoded.getNumber());
        return decoded.getNumber() <= cut.number();
    }

    /** The newest cut of all that were asked about; no older than this one. */
    long newestCut() {
        return newestCut;
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
        return upToCut(KpiValue.class, KpiValue::getCut, published::contains);
    }

    /** Those of the topic of daily flows; for one pass. Cuts say how many months they told of, and not which. */
    Predicate<ConsumerRecord<byte[], byte[]>> months() {
        return upToCut(MonthFlows.class, MonthFlows::getCut, _ -> true);
    }

    /**
     * Compaction may have taken what was published with the cut, if there is something newer under the same key. Then the
     * newer one is let in, the first of them: else it would look as if nothing had ever been published.
     *
     * @param wasPublished whether something under that key may have been published up to the cut
     */
    private <T extends SpecificRecord> Predicate<ConsumerRecord<byte[], byte[]>> upToCut(
            Class<T> type, ToLongFunction<T> cutOf, Predicate<String> wasPublished) {
        AvroRecordDecoder<T> decoder = AvroRecordDecoder.of(type, registry);
        Set<ByteBuffer> seen = new HashSet<>();
        return record -> {
            boolean isFirst = record.key() != null && seen.add(ByteBuffer.wrap(record.key()));
            T decoded = decode(decoder, record);
            return decoded == null
                    || cutOf.applyAsLong(decoded) <= cut.number()
                    || (isFirst && wasPublished.test(new String(record.key(), StandardCharsets.UTF_8)));
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
