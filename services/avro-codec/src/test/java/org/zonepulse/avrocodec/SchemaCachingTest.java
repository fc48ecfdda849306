package org.zonepulse.avrocodec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.InterruptException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.zonepulse.avrocodec.FaultyRegistry.Behaviour;
import org.zonepulse.avrocodec.sample.Shipment;

@Timeout(60)
class SchemaCachingTest {
    private static final int THREADS = 32;
    private static final Behaviour WELL = FaultyRegistry.knows(7, Shipment.getClassSchema());
    private static final Behaviour UNKNOWN = FaultyRegistry.refuses(404, 40403, "Schema not found");
    private static final byte[] RECORD = written();

    private static byte[] written() {
        try (FaultyRegistry server = FaultyRegistry.that(WELL);
                AvroSerializer<Shipment> serializer = new AvroSerializer<>()) {
            serializer.configure(Map.of("schema.registry.url", server.url()), false);
            return Objects.requireNonNull(serializer.serialize("shipments", Shipments.shipment("S-1")));
        }
    }

    private static Map<String, Object> configs(FaultyRegistry server) {
        return Map.of("schema.registry.url", server.url(), "max.retries", 0, "http.read.timeout.ms", 60_000);
    }

    @FunctionalInterface
    private interface Work {
        void once() throws Exception;
    }

    /** Many threads that begin together. */
    private static List<Future<?>> together(ExecutorService executor, Work work) {
        CyclicBarrier barrier = new CyclicBarrier(THREADS);
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            all.add(executor.submit(() -> {
                barrier.await();
                work.once();
                return null;
            }));
        }
        return all;
    }

    @Test
    void shouldAskOnceForAnIdWhateverTheNumberOfRecordsAndThreads() throws Exception {
        // Given
        try (FaultyRegistry server = FaultyRegistry.that(WELL);
                SchemaRegistry registry = SchemaRegistry.open(configs(server));
                ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            AvroRecordDecoder<Shipment> decoder = AvroRecordDecoder.of(Shipment.class, registry);

            // When
            List<Future<?>> all = together(executor, () -> {
                for (int record = 0; record < 1000; record++) {
                    assertThat(decoder.decode(RECORD)).isInstanceOf(Decoded.Ok.class);
                }
            });
            for (Future<?> one : all) {
                one.get();
            }

            // Then
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void shouldRegisterOnceWhateverTheNumberOfRecordsAndThreads() throws Exception {
        // Given
        try (FaultyRegistry server = FaultyRegistry.that(WELL);
                AvroSerializer<Shipment> serializer = new AvroSerializer<>();
                ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            serializer.configure(configs(server), false);
            Shipment shipment = Shipments.shipment("S-1");

            // When
            List<Future<?>> all = together(executor, () -> {
                for (int record = 0; record < 1000; record++) {
                    assertThat(serializer.serialize("shipments", shipment)).isEqualTo(RECORD);
                }
            });
            for (Future<?> one : all) {
                one.get();
            }

            // Then
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void shouldAskAgainAfterAnOutage() {
        // Given
        try (FaultyRegistry server = FaultyRegistry.that(FaultyRegistry.answers(503, ""));
                SchemaRegistry registry = SchemaRegistry.open(configs(server))) {
            AvroRecordDecoder<Shipment> decoder = AvroRecordDecoder.of(Shipment.class, registry);
            assertThatThrownBy(() -> decoder.decode(RECORD)).isInstanceOf(RegistryUnavailableException.class);
            server.nowBehaves(WELL);

            // When
            Decoded<Shipment> decoded = decoder.decode(RECORD);

            // Then
            assertThat(decoded).isInstanceOf(Decoded.Ok.class);
        }
    }

    @Test
    void shouldBelieveForATimeThatAnIdIsUnknown() {
        // Given
        AtomicLong now = new AtomicLong(Long.MAX_VALUE - 10);
        try (FaultyRegistry server = FaultyRegistry.that(UNKNOWN);
                SchemaRegistry registry = SchemaRegistry.open(configs(server))) {
            AvroRecordDecoder<Shipment> decoder = new AvroRecordDecoder<>(new WriterSchemas(
                    registry, RecordTarget.AsClass.of(Shipment.class), 10, 10, Duration.ofSeconds(5), now::get));
            decoder.decode(RECORD);
            decoder.decode(RECORD);
            int askedAtFirst = server.requests().size();
            server.nowBehaves(WELL);
            now.addAndGet(Duration.ofSeconds(5).toNanos());

            // When
            Decoded<Shipment> decoded = decoder.decode(RECORD);

            // Then
            assertThat(askedAtFirst).isEqualTo(1);
            assertThat(decoded).isInstanceOf(Decoded.Ok.class);
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void shouldForgetSomeIdWhenThereIsNoMoreRoom() {
        // Given
        BoundedCache<Integer, String> cache = new BoundedCache<>(3);

        // When
        for (int id = 0; id < 1000; id++) {
            cache.put(id, "schema " + id);
            assertThat(cache.get(id)).isEqualTo("schema " + id);
        }

        // Then
        assertThat(cache.size()).isEqualTo(3);
    }

    @Test
    void shouldNotAskForIdsThatNoRegistryGives() {
        // Given
        try (FaultyRegistry server = FaultyRegistry.that(FaultyRegistry.answers(400, "{}"));
                SchemaRegistry registry = SchemaRegistry.open(configs(server))) {
            AvroRecordDecoder<Shipment> decoder = AvroRecordDecoder.of(Shipment.class, registry);
            Set<UndecodableReason> reasons = new HashSet<>();

            // When
            for (byte first : new byte[] {(byte) 0xff, (byte) 0x80, 0}) {
                byte[] bytes = {0, first, 0, 0, 0, 2, 'x'};
                if (decoder.decode(bytes) instanceof Decoded.Rejected<Shipment>(UndecodableReason reason, String _)) {
                    reasons.add(reason);
                }
            }

            // Then
            assertThat(reasons).containsExactly(UndecodableReason.UNKNOWN_SCHEMA_ID);
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void shouldAskAnewWhenTheThreadThatAskedIsInterrupted() throws Exception {
        // Given
        CountDownLatch arrived = new CountDownLatch(1);
        try (FaultyRegistry server = FaultyRegistry.that((request, out) -> {
                    arrived.countDown();
                    out.nothing();
                });
                SchemaRegistry registry = SchemaRegistry.open(configs(server));
                ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            AvroRecordDecoder<Shipment> decoder = AvroRecordDecoder.of(Shipment.class, registry);
            Thread asker = Thread.startVirtualThread(
                    () -> assertThatThrownBy(() -> decoder.decode(RECORD)).isInstanceOf(InterruptException.class));
            arrived.await();
            Future<Decoded<Shipment>> other = executor.submit(() -> decoder.decode(RECORD));
            server.nowBehaves(WELL);

            // When
            asker.interrupt();

            // Then
            assertThat(other.get()).isInstanceOf(Decoded.Ok.class);
        }
    }

    @Test
    void shouldTellWhereTheFieldsOfItsOwnSchemaBegin() {
        // Given
        try (FaultyRegistry server = FaultyRegistry.that(WELL);
                SchemaRegistry registry = SchemaRegistry.open(configs(server))) {
            AvroRecordDecoder<Shipment> decoder = AvroRecordDecoder.of(Shipment.class, registry);
            int beforeAsking = decoder.fieldsOfOwnSchema(RECORD);

            // When
            decoder.decode(RECORD);

            // Then
            assertThat(beforeAsking).isEqualTo(-1);
            assertThat(decoder.fieldsOfOwnSchema(RECORD)).isEqualTo(5);
            assertThat(decoder.fieldsOfOwnSchema(new byte[] {0, 0, 0, 0, 8, 1})).isEqualTo(-1);
            assertThat(decoder.fieldsOfOwnSchema(new byte[] {1, 0, 0, 0, 7, 1})).isEqualTo(-1);
            assertThat(decoder.fieldsOfOwnSchema(new byte[] {0, 0, 0, 7})).isEqualTo(-1);
        }
    }

    @Test
    void shouldNotTakeAnotherVersionForItsOwnSchema() {
        // Given
        Schema own = Shipment.getClassSchema();
        Schema newer = Schema.createRecord(own.getName(), null, own.getNamespace(), false);
        List<Schema.Field> fields = new ArrayList<>(own.getFields().stream()
                .map(field -> new Schema.Field(field, field.schema()))
                .toList());
        fields.add(new Schema.Field("more", Schema.create(Schema.Type.STRING), null, ""));
        newer.setFields(fields);
        try (FaultyRegistry server = FaultyRegistry.that(FaultyRegistry.knows(7, newer));
                SchemaRegistry registry = SchemaRegistry.open(configs(server))) {
            AvroRecordDecoder<Shipment> decoder = AvroRecordDecoder.of(Shipment.class, registry);

            // When
            byte[] record = Arrays.copyOf(RECORD, RECORD.length + 1);
            Decoded<Shipment> decoded = decoder.decode(record);

            // Then
            assertThat(decoded).isInstanceOf(Decoded.Ok.class);
            assertThat(decoder.fieldsOfOwnSchema(record)).isEqualTo(-1);
        }
    }
}
