package org.zonepulse.benchmarks;

import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.zonepulse.avrocodec.AvroRecordDecoder;
import org.zonepulse.avrocodec.Decoded;
import org.zonepulse.avrocodec.SchemaRegistry;
import org.zonepulse.contract.EventReader;
import org.zonepulse.contract.Parsed;
import org.zonepulse.kpi.Application;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.EventStream;
import org.zonepulse.ledger.row.InMemoryRowStore;
import org.zonepulse.ledger.row.LedgerFold;
import org.zonepulse.schemas.Topic;
import org.zonepulse.schemas.TopicCatalogue;

/**
 * How fast kpi-service catches up on a log, beside a bare consumer that decodes and folds the same records into maps:
 * both in one run on one machine, so that the ratio means something where machines are noisy.
 *
 * <p>Arguments: number of events (1,000,000), seed (1).
 */
public final class CatchUp {

    private static final int PARTITIONS = TopicCatalogue.EVENT_PARTITIONS;

    private final WrittenLog log;
    private final long events;

    private CatchUp(WrittenLog log, long events) {
        this.log = log;
        this.events = events;
    }

    /** Runs the benchmark and prints its figures. */
    public static void main(String... args) throws Exception {
        int count = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
        long seed = args.length > 1 ? Long.parseLong(args[1]) : 1;
        try (WrittenLog log = WrittenLog.of(count, seed)) {
            CatchUp benchmark = new CatchUp(log, count);
            double bare = benchmark.bareConsumer();
            double service = benchmark.service();
            double bareAgain = benchmark.bareConsumer();
            double reference = (bare + bareAgain) / 2;
            System.out.printf(
                    Locale.ROOT,
                    "%,d events, seed %d%nbare consumer, decode and fold: %,.0f and %,.0f events/s%n"
                            + "kpi-service until the last cut: %,.0f events/s%nratio: %.2f%n",
                    count,
                    seed,
                    bare,
                    bareAgain,
                    service,
                    service / reference);
        }
    }

    /** Events a second of one thread that reads, decodes, checks and folds everything into maps. */
    private double bareConsumer() {
        try (KafkaConsumer<byte[], byte[]> consumer = log.consumer();
                SchemaRegistry registry = SchemaRegistry.open(log.registry())) {
            Map<String, AvroRecordDecoder<? extends SpecificRecord>> decoders = new HashMap<>();
            Map<String, EventStream> streams = new HashMap<>();
            for (EventStream stream : EventStream.values()) {
                Topic topic = TopicCatalogue.ofStream(stream.id());
                decoders.put(topic.name(), AvroRecordDecoder.of(topic.valueType(), registry));
                streams.put(topic.name(), stream);
            }
            EventReader reader = new EventReader(log.zone());
            LedgerFold fold = new LedgerFold(log.zone());
            List<InMemoryRowStore> stores = new ArrayList<>();
            for (int partition = 0; partition < PARTITIONS; partition++) {
                stores.add(new InMemoryRowStore());
            }
            consumer.assign(log.inputs());
            consumer.seekToBeginning(log.inputs());
            long began = System.nanoTime();
            for (long seen = 0; seen < events; ) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(5))) {
                    Decoded<? extends SpecificRecord> decoded =
                            Objects.requireNonNull(decoders.get(record.topic())).decode(record.value());
                    EventStream stream = Objects.requireNonNull(streams.get(record.topic()));
                    fold.apply(stores.get(record.partition()), event(reader, decoded, stream));
                    seen++;
                }
            }
            return rate(began);
        }
    }

    private static Event event(EventReader reader, Decoded<? extends SpecificRecord> decoded, EventStream stream) {
        if (decoded instanceof Decoded.Ok<? extends SpecificRecord> ok
                && reader.avro(ok.value(), stream) instanceof Parsed.Ok(Event event)) {
            return event;
        }
        throw new IllegalStateException("the load holds acceptable events only: " + decoded);
    }

    /** Events a second of kpi-service, from its start until a cut includes all of them. */
    private double service() throws IOException {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "micronaut.server.port",
                WrittenLog.freePort(),
                "kafka.bootstrap.servers",
                log.brokers(),
                "schema.registry.url",
                log.registryUrl(),
                "zonepulse.kpi.state-dir",
                log.folder().resolve("state").toString()));
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("zonepulse.kpi."))
                .forEach(name -> settings.put(name, System.getProperty(name)));
        long began = System.nanoTime();
        try (FollowedCuts cuts = new FollowedCuts(log);
                ApplicationContext _ = Application.start(settings)) {
            cuts.awaitIncluded(events);
            double rate = rate(began);
            System.out.printf(Locale.ROOT, "%,d cuts%n", cuts.cuts());
            return rate;
        }
    }

    private double rate(long began) {
        return events / ((System.nanoTime() - began) / 1e9);
    }
}
