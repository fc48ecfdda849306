package org.zonepulse.benchmarks;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.zonepulse.avrocodec.AvroSerializer;
import org.zonepulse.ledger.event.Event;

/** Events that come one by one at a steady rate, until there are no more or this is closed. */
final class Trickle implements AutoCloseable {

    private static final long NANOS = 1_000_000_000;

    private final WrittenLog log;
    private final List<Event> events;
    private final int perSecond;
    private final Thread thread;
    private volatile @Nullable Exception failure;

    private volatile boolean over;

    private Trickle(WrittenLog log, List<Event> events, int perSecond) {
        this.log = log;
        this.events = events;
        this.perSecond = perSecond;
        this.thread = Thread.ofPlatform().name("trickle").unstarted(this::publish);
    }

    static Trickle start(WrittenLog log, List<Event> events, int perSecond) {
        Trickle trickle = new Trickle(log, events, perSecond);
        trickle.thread.start();
        return trickle;
    }

    private void publish() {
        Map<String, Object> config = new HashMap<>(
                Map.of("bootstrap.servers", log.brokers(), "acks", "all", "compression.type", "lz4", "linger.ms", 5));
        try (KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
                AvroSerializer<SpecificRecord> serializer = new AvroSerializer<>()) {
            serializer.configure(log.registry(), false);
            long began = System.nanoTime();
            long sent = 0;
            for (Event event : events) {
                long due = began + sent++ * NANOS / perSecond;
                while (System.nanoTime() < due && !over) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                // What was sent is acknowledged before the producer is closed; an interrupt would cut that short.
                if (over) {
                    return;
                }
                var _ = producer.send(WrittenLog.record(event, serializer), (_, failed) -> {
                    if (failed != null) {
                        failure = failed;
                    }
                });
            }
        }
    }

    /**
     * Sends no more.
     *
     * @throws IllegalStateException if an event could not be written
     */
    @Override
    public void close() {
        over = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (failure != null) {
            throw new IllegalStateException("an event could not be written", failure);
        }
    }
}
