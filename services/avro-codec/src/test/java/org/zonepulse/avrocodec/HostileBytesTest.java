package org.zonepulse.avrocodec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.zonepulse.avrocodec.sample.Shipment;

/** Bytes that nobody in good faith has written: told as bad data, in bounded time and memory. */
@Timeout(120)
class HostileBytesTest {
    private static final long SEED = Long.getLong("zonepulse.seed", System.nanoTime());
    private static final int MUTATIONS = 50_000;
    private static final long MEMORY = 16 << 20;
    private static final long[] CLAIMS = {
        -1,
        Integer.MIN_VALUE,
        Long.MIN_VALUE,
        1 << 28,
        Integer.MAX_VALUE - 8,
        Integer.MAX_VALUE,
        1L << 40,
        Long.MAX_VALUE
    };

    private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
    private final AvroRecordDecoder<Shipment> decoder = AvroRecordDecoder.of(Shipment.class, registry);

    private byte[] valid() {
        try (AvroSerializer<Shipment> serializer = new AvroSerializer<>(registry)) {
            serializer.configure(Map.of(), false);
            byte[] bytes = serializer.serialize("shipments", Shipments.shipment("S-1"));
            return bytes == null ? new byte[0] : bytes;
        }
    }

    private static UndecodableReason reason(Decoded<?> decoded) {
        assertThat(decoded).isInstanceOf(Decoded.Rejected.class);
        return ((Decoded.Rejected<?>) decoded).reason();
    }

    @Test
    void shouldTellBytesThatHaveNoHeader() {
        // Given
        byte[] valid = valid();
        byte[] otherMagic = valid.clone();
        otherMagic[0] = 1;

        // When / Then
        for (int length = 0; length < 5; length++) {
            assertThat(reason(decoder.decode(Arrays.copyOf(valid, length))))
                    .isEqualTo(UndecodableReason.NOT_CONFLUENT_FORMAT);
        }
        assertThat(reason(decoder.decode(otherMagic))).isEqualTo(UndecodableReason.NOT_CONFLUENT_FORMAT);
    }

    @Test
    void shouldTellARecordThatEndsEarlyOrLate() {
        // Given
        byte[] valid = valid();

        // When / Then
        for (int length = 5; length < valid.length; length++) {
            assertThat(reason(decoder.decode(Arrays.copyOf(valid, length)))).isEqualTo(UndecodableReason.MALFORMED);
        }
        assertThat(reason(decoder.decode(Arrays.copyOf(valid, valid.length + 1))))
                .isEqualTo(UndecodableReason.TRAILING_BYTES);
    }

    @Test
    void shouldReadARecordInTheMiddleOfABuffer() {
        // Given
        byte[] valid = valid();
        byte[] buffer = new byte[valid.length + 20];
        Arrays.fill(buffer, (byte) 0x7f);
        System.arraycopy(valid, 0, buffer, 10, valid.length);

        // When / Then
        assertThat(decoder.decode(buffer, 10, valid.length, null))
                .isEqualTo(new Decoded.Ok<>(Shipments.shipment("S-1"), 1));
        assertThat(reason(decoder.decode(buffer, 10, valid.length - 1, null))).isEqualTo(UndecodableReason.MALFORMED);
    }

    /** Types that begin with a length or count, and how many times the claim is written. */
    static Stream<Arguments> claims() {
        return Stream.of(
                        "\"string\"",
                        "\"bytes\"",
                        "{\"type\": \"array\", \"items\": \"long\"}",
                        "{\"type\": \"array\", \"items\": \"string\"}",
                        "{\"type\": \"array\", \"items\": {\"type\": \"array\", \"items\": \"boolean\"}}",
                        "{\"type\": \"map\", \"values\": \"null\"}",
                        "{\"type\": \"map\", \"values\": \"string\"}",
                        "[\"null\", \"string\"]",
                        "{\"type\": \"enum\", \"name\": \"E\", \"symbols\": [\"A\"]}")
                .flatMap(type -> Arrays.stream(CLAIMS).boxed().map(claim -> Arguments.of(type, claim)));
    }

    @ParameterizedTest
    @MethodSource("claims")
    void shouldNotBelieveALength(String type, long claim) throws IOException {
        // Given
        Schema schema = new Schema.Parser()
                .parse("{\"type\": \"record\", \"name\": \"R\", \"fields\": [{\"name\": \"f\", \"type\": " + type
                        + "}]}");
        int id = registry.register("any", schema, false);
        AvroRecordDecoder<GenericRecord> generic = AvroRecordDecoder.generic(registry);
        byte[] bytes = claim(id, claim);
        ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        generic.decode(bytes);

        // When
        long before = memory.getCurrentThreadAllocatedBytes();
        Decoded<GenericRecord> decoded = generic.decode(bytes);
        long taken = memory.getCurrentThreadAllocatedBytes() - before;

        // Then
        assertThat(reason(decoded)).isEqualTo(UndecodableReason.MALFORMED);
        assertThat(taken).isLessThan(MEMORY);
    }

    private static byte[] claim(int id, long claim) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(new byte[] {0, (byte) (id >>> 24), (byte) (id >>> 16), (byte) (id >>> 8), (byte) id});
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        encoder.writeLong(claim);
        encoder.writeLong(2);
        encoder.writeLong(claim);
        encoder.flush();
        return out.toByteArray();
    }

    /** Schemas with which a handful of bytes would become millions of values, or never end. */
    static Stream<String> bombs() {
        StringBuilder doubling = new StringBuilder("\"null\"");
        for (int level = 0; level < 40; level++) {
            String name = "L" + level;
            doubling = new StringBuilder(String.format(
                    Locale.ROOT,
                    "{\"type\": \"record\", \"name\": \"%s\", \"fields\": [{\"name\": \"a\", \"type\": %s},"
                            + " {\"name\": \"b\", \"type\": %s}]}",
                    name,
                    doubling,
                    level == 0 ? "\"null\"" : "\"L" + (level - 1) + "\""));
        }
        return Stream.of(
                doubling.toString(),
                "{\"type\": \"record\", \"name\": \"R\", \"fields\": [{\"name\": \"f\", \"type\": \"R\"}]}",
                record("{\"type\": \"array\", \"items\": \"null\"}"),
                record("{\"type\": \"array\", \"items\": {\"type\": \"record\", \"name\": \"E\", \"fields\": []}}"),
                record("{\"type\": \"fixed\", \"name\": \"F\", \"size\": 2000000000}"),
                record("[\"null\", {\"type\": \"fixed\", \"name\": \"F\", \"size\": 2000000000}]"),
                record("{\"type\": \"map\", \"values\": {\"type\": \"array\", \"items\": \"null\"}}"));
    }

    private static String record(String type) {
        return "{\"type\": \"record\", \"name\": \"R\", \"fields\": [{\"name\": \"f\", \"type\": " + type + "}]}";
    }

    @ParameterizedTest
    @MethodSource("bombs")
    void shouldNotUseASchemaThatMakesMuchOfNothing(String bomb) throws IOException {
        // Given
        int id = registry.register("any", new Schema.Parser().parse(bomb), false);

        // When
        Decoded<GenericRecord> decoded = AvroRecordDecoder.generic(registry).decode(claim(id, Integer.MAX_VALUE));

        // Then
        assertThat(reason(decoded)).isEqualTo(UndecodableReason.UNUSABLE_SCHEMA);
    }

    @Test
    void shouldTellARecordThatIsNestedTooDeeply() {
        // Given
        Schema chain = new Schema.Parser().parse(record("[\"null\", \"R\"]"));
        int id = registry.register("any", chain, false);
        byte[] bytes = new byte[1_000_000];
        Arrays.fill(bytes, (byte) 2);
        bytes[0] = 0;
        System.arraycopy(new byte[] {0, 0, 0, (byte) id}, 0, bytes, 1, 4);

        // When
        Decoded<GenericRecord> decoded = AvroRecordDecoder.generic(registry).decode(bytes);

        // Then
        assertThat(reason(decoded)).isEqualTo(UndecodableReason.MALFORMED);
    }

    @Test
    void shouldDecodeOrRejectWhateverBecomesOfARecord() {
        // Given
        System.out.printf("zonepulse.seed=%d, %d mutations%n", SEED, MUTATIONS);
        Random random = new Random(SEED);
        byte[] valid = valid();
        AvroRecordDecoder<GenericRecord> generic = AvroRecordDecoder.generic(registry);
        AvroRecordDecoder<GenericRecord> newer = AvroRecordDecoder.generic(registry, Shipments.WITH_CARRIER);
        List<AvroRecordDecoder<? extends IndexedRecord>> all = List.of(decoder, generic, newer);
        int decodable = 0;

        // When
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] mutated = mutated(valid, random);
            for (AvroRecordDecoder<? extends IndexedRecord> each : all) {
                decodable += each.decode(mutated) instanceof Decoded.Ok<?> ? 1 : 0;
            }
        }

        // Then: nothing was thrown, and it wasn't all the same.
        assertThat(decodable).isBetween(1, 3 * MUTATIONS - 1);
    }

    @Test
    void shouldThrowNothingElseFromTheDeserializer() {
        // Given
        System.out.printf("zonepulse.seed=%d%n", SEED);
        Random random = new Random(SEED + 1);
        byte[] valid = valid();
        try (AvroDeserializer<Shipment> deserializer = new AvroDeserializer<>(registry, Shipment.class)) {
            deserializer.configure(Map.of(), false);
            byte[] truncated = Arrays.copyOf(valid, valid.length - 1);
            assertThatThrownBy(() -> deserializer.deserialize("shipments", truncated))
                    .isInstanceOf(UndecodableRecordException.class);
            int rejected = 0;

            // When
            for (int i = 0; i < MUTATIONS / 10; i++) {
                try {
                    deserializer.deserialize("shipments", mutated(valid, random));
                } catch (UndecodableRecordException e) {
                    rejected++;
                }
            }

            // Then
            assertThat(rejected).isPositive();
        }
    }

    /** One to four changes: bits, bytes, extreme numbers, pieces left out or doubled. The header mostly stays. */
    private static byte[] mutated(byte[] valid, Random random) {
        byte[] bytes = valid.clone();
        int first = random.nextInt(20) == 0 ? 0 : 5;
        for (int change = random.nextInt(4); change >= 0; change--) {
            if (bytes.length <= first + 1) {
                return bytes;
            }
            int at = random.nextInt(first, bytes.length);
            switch (random.nextInt(5)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt(256);
                case 2 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(10)), (byte) 0xff);
                case 3 -> bytes = without(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(8)));
                default -> bytes = doubled(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(8)));
            }
        }
        return bytes;
    }

    private static byte[] without(byte[] bytes, int from, int to) {
        byte[] shorter = Arrays.copyOf(bytes, bytes.length - (to - from));
        System.arraycopy(bytes, to, shorter, from, bytes.length - to);
        return shorter;
    }

    private static byte[] doubled(byte[] bytes, int from, int to) {
        byte[] longer = Arrays.copyOf(bytes, bytes.length + (to - from));
        System.arraycopy(bytes, from, longer, to, bytes.length - from);
        return longer;
    }
}
