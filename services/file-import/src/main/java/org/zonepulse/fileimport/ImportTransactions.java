package org.zonepulse.fileimport;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.zonepulse.fileimport.ImportRefused.Reason;
import org.zonepulse.fileimport.Judged.Sending;

/**
 * Publishes chunks, each in a transaction with the checkpoint after it. Whatever goes wrong has one remedy: begin anew with
 * a new producer, which fences the old one and ends its transaction, and look which checkpoint is committed.
 */
final class ImportTransactions implements AutoCloseable {

    private static final Duration AT_ONCE = Duration.ZERO;

    private final Map<String, Object> settings;
    private final ImportTopic topic;
    private final String name;
    private final String group;
    private final Patience patience;
    private @Nullable Producer<String, byte[]> producer;

    /**
     * @param name the topic's
     * @param group under which checkpoints are committed, and the transactional id
     */
    ImportTransactions(Map<String, Object> settings, ImportTopic topic, String name, String group, Patience patience) {
        this.settings = producerSettings(settings, group);
        this.topic = topic;
        this.name = name;
        this.group = group;
        this.patience = patience;
    }

    private static Map<String, Object> producerSettings(Map<String, Object> given, String transactionalId) {
        Map<String, Object> all = new HashMap<>(Map.of(
                "compression.type", "lz4",
                "linger.ms", 5,
                "batch.size", 256 * 1024,
                "buffer.memory", 64L * 1024 * 1024,
                "max.block.ms", 15_000,
                "request.timeout.ms", 10_000,
                "delivery.timeout.ms", 30_000));
        all.putAll(given);
        // Without these there is no promise to keep.
        all.put("acks", "all");
        all.put("enable.idempotence", true);
        all.put("transactional.id", transactionalId);
        all.put("transaction.timeout.ms", 60_000);
        return all;
    }

    /** Fences whoever imports the same, and ends what that one has left open. */
    void open() throws InterruptedException {
        Patience.Waiting waiting = patience.waiting();
        while (true) {
            close();
            try {
                Producer<String, byte[]> fresh =
                        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
                producer = fresh;
                fresh.initTransactions();
                waiting.end();
                return;
            } catch (KafkaException e) {
                waitOrRefuse(waiting, e);
            }
        }
    }

    private void waitOrRefuse(Patience.Waiting waiting, Throwable e) throws InterruptedException {
        ImportTopic.refuseIfHopeless(e, name);
        if (e instanceof RecordTooLargeException || e instanceof UnsupportedVersionException) {
            throw ImportRefused.because(e, Reason.BROKER_REFUSES, e.toString());
        }
        if (!waiting.forMore(e.toString())) {
            throw ImportRefused.because(e, Reason.BROKER_AWAY, patience.seconds(), e.toString());
        }
    }

    /** What is written down before the commit, once the places of all events are known; returns the checkpoint after it. */
    interface Writing {
        Checkpoint write();
    }

    /**
     * Publishes events and the checkpoint after them, all or nothing, however often it takes.
     *
     * @param before the checkpoint that is committed now
     * @param writing called again with each attempt
     * @return the checkpoint that is committed now
     */
    Checkpoint publish(List<Sending> sendings, Checkpoint before, Writing writing) throws InterruptedException {
        Patience.Waiting waiting = patience.waiting();
        while (true) {
            @Nullable Checkpoint after = null;
            try {
                Producer<String, byte[]> transaction = opened();
                transaction.beginTransaction();
                send(transaction, sendings);
                after = writing.write();
                transaction.sendOffsetsToTransaction(Map.of(topic.place(), offset(after)), nobody());
                transaction.commitTransaction();
                waiting.end();
                return after;
            } catch (KafkaException e) {
                waitOrRefuse(waiting, e);
            } catch (ExecutionException e) {
                waitOrRefuse(waiting, e.getCause() == null ? e : e.getCause());
            }
            open();
            Checkpoint committed = topic.checkpoint(group);
            if (after != null && after.equals(committed)) {
                // The answer was lost, and not the commit.
                waiting.end();
                return after;
            }
            if (!before.equals(committed) && !(committed == null && before.isBeginning())) {
                throw new ImportRefused(Reason.OTHER_IMPORT);
            }
        }
    }

    private Producer<String, byte[]> opened() throws InterruptedException {
        if (producer == null) {
            open();
        }
        return java.util.Objects.requireNonNull(producer, "open() makes one");
    }

    private void send(Producer<String, byte[]> transaction, List<Sending> sendings)
            throws ExecutionException, InterruptedException {
        List<Future<RecordMetadata>> places = new ArrayList<>(sendings.size());
        for (Sending sending : sendings) {
            places.add(transaction.send(new ProducerRecord<>(
                    name, sending.event().enterpriseId(), sending.event().value())));
        }
        transaction.flush();
        for (int i = 0; i < places.size(); i++) {
            RecordMetadata place = places.get(i).get();
            sendings.get(i).publication().isAt(place.partition(), place.offset());
        }
    }

    /** The group has no members: it is a place for checkpoints. To be had without a consumer only so. */
    @SuppressWarnings("removal")
    private ConsumerGroupMetadata nobody() {
        return new ConsumerGroupMetadata(group);
    }

    private static OffsetAndMetadata offset(Checkpoint checkpoint) {
        return new OffsetAndMetadata(checkpoint.counts().lines(), checkpoint.text());
    }

    @Override
    public void close() {
        if (producer != null) {
            // An open transaction is ended by the broker, or by the next one of this id.
            producer.close(AT_ONCE);
            producer = null;
        }
    }
}
