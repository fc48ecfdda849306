package org.zonepulse.audit.deadletter;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.event.RejectionReason;
import org.zonepulse.ledger.event.Violation;
import org.zonepulse.schemas.TopicCatalogue;
import org.zonepulse.schemas.redrive.Redrive;

/**
 * Publishes records and writes down who did it, in one transaction. All who re-drive share one transactional id: whoever
 * begins ends the run of whoever was at it, and then reads what that one has done; so no letter is published twice.
 */
final class RedriveTransactions implements Outlet {

    static final String ID = "zonepulse-redrive";

    /** What a batch can be compressed from; larger records never get through a broker's limit anyway. */
    private static final int MOST_BYTES = 64 * 1024 * 1024;

    /**
     * After so long the broker ends a transaction whose process was killed. Until then kpi-service, which reads only what is
     * committed, stands still in the partitions concerned; Kafka's default would be a minute.
     */
    private static final int TRANSACTION_MILLIS = 15_000;

    private static final int COMMIT_TRIES = 3;
    private static final int MOST_OF_DETAIL = 2_000;

    private final KafkaProducer<byte[], byte[]> producer;
    private final Serializer<SpecificRecord> serializer;
    private final Redriver.Order order;
    private final Clock clock;

    private RedriveTransactions(
            KafkaProducer<byte[], byte[]> producer,
            Serializer<SpecificRecord> serializer,
            Redriver.Order order,
            Clock clock) {
        this.producer = producer;
        this.serializer = serializer;
        this.order = order;
        this.clock = clock;
    }

    /** Begins, and ends whoever was at it. */
    static RedriveTransactions begin(
            Map<String, ?> settings, Serializer<SpecificRecord> serializer, Redriver.Order order, Clock clock) {
        Map<String, Object> config = new HashMap<>(settings);
        config.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, 20_000);
        config.putIfAbsent(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_MILLIS);
        config.putAll(Map.of(
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                ID,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4",
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                MOST_BYTES,
                ProducerConfig.BUFFER_MEMORY_CONFIG,
                (long) MOST_BYTES,
                ProducerConfig.METRIC_REPORTER_CLASSES_CONFIG,
                ""));
        KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
        try {
            producer.initTransactions();
        } catch (KafkaException e) {
            producer.close();
            throw e;
        }
        return new RedriveTransactions(producer, serializer, order, clock);
    }

    @Override
    public List<Attempt> carryOut(List<Plan> plans) throws InterruptedException {
        try {
            return inTransaction(plans);
        } catch (TooLarge e) {
            if (plans.size() == 1) {
                return inTransaction(List.of(refused(plans.getFirst(), e)));
            }
            // Which one it was isn't told, so each is tried alone.
            List<Attempt> attempts = new ArrayList<>();
            for (Plan plan : plans) {
                attempts.addAll(carryOut(List.of(plan)));
            }
            return attempts;
        }
    }

    private static Plan refused(Plan plan, TooLarge e) {
        return new Plan.Refuse(
                plan.letter(),
                List.of(new Violation(
                        RejectionReason.UNDECODABLE, "$", "the broker doesn't take it: " + e.getMessage())));
    }

    private List<Attempt> inTransaction(List<Plan> plans) throws InterruptedException {
        try {
            producer.beginTransaction();
            List<Attempt> attempts = publish(plans);
            for (Attempt attempt : attempts) {
                // Were it to fail, so would the commit.
                var _ = producer.send(record(attempt));
            }
            commit();
            return attempts;
        } catch (ExecutionException | KafkaException e) {
            throw failure(e);
        }
    }

    private List<Attempt> publish(List<Plan> plans) throws ExecutionException, InterruptedException {
        List<@Nullable Future<RecordMetadata>> sent = new ArrayList<>();
        for (Plan plan : plans) {
            sent.add(
                    plan instanceof Plan.Publish publish
                            ? producer.send(new ProducerRecord<>(
                                    publish.topic(),
                                    null,
                                    publish.record().key(),
                                    publish.record().value(),
                                    publish.record().headers()))
                            : null);
        }
        producer.flush();
        List<Attempt> attempts = new ArrayList<>();
        for (int i = 0; i < plans.size(); i++) {
            Future<RecordMetadata> future = sent.get(i);
            if (future == null) {
                attempts.add(Attempt.withoutPublishing(plans.get(i)));
            } else {
                RecordMetadata place = future.get();
                attempts.add(new Attempt(plans.get(i), place.topic(), place.partition(), place.offset()));
            }
        }
        return attempts;
    }

    private ProducerRecord<byte[], byte[]> record(Attempt attempt) {
        Plan plan = attempt.plan();
        Letter letter = plan.letter();
        boolean published = attempt.topic() != null;
        Redrive redrive = new Redrive(
                letter.id(),
                letter.content().getTopic(),
                letter.content().getPartition(),
                letter.content().getOffset(),
                letter.content().getReason(),
                letter.content().getSource(),
                order.by(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                plan.outcome().name(),
                attempt.topic(),
                published ? attempt.partition() : null,
                published ? attempt.offset() : null,
                plan instanceof Plan.Publish publish ? publish.eventId() : null,
                plan.violations().isEmpty() ? null : detail(plan.violations()),
                order.note());
        String topic = TopicCatalogue.REDRIVES.name();
        byte[] value = Objects.requireNonNull(serializer.serialize(topic, redrive), "value");
        return new ProducerRecord<>(topic, letter.original().getBytes(StandardCharsets.UTF_8), value);
    }

    private static String detail(List<Violation> violations) {
        String all = violations.stream()
                .map(each -> each.reason() + " " + each.field() + ": " + each.message())
                .collect(Collectors.joining("; "));
        return all.length() <= MOST_OF_DETAIL ? all : all.substring(0, MOST_OF_DETAIL) + "…";
    }

    /** A commit that got no answer may be asked for again, and only that tells how it ended. */
    private void commit() {
        for (int left = COMMIT_TRIES; ; left--) {
            try {
                producer.commitTransaction();
                return;
            } catch (TimeoutException e) {
                if (left == 1) {
                    throw e;
                }
            }
        }
    }

    private RuntimeException failure(Exception e) {
        boolean tooLarge = false;
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProducerFencedException || cause instanceof InvalidProducerEpochException) {
                return new FencedOff(e);
            }
            tooLarge |= cause instanceof RecordTooLargeException;
        }
        producer.abortTransaction();
        if (tooLarge) {
            return new TooLarge(e);
        }
        return e instanceof KafkaException kafka ? kafka : new KafkaException(String.valueOf(e.getMessage()), e);
    }

    @Override
    public void close() {
        producer.close();
    }

    /** The broker won't take a record of this size. */
    private static final class TooLarge extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooLarge(Exception cause) {
            super(cause.getMessage(), cause);
        }
    }
}
