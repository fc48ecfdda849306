package org.zonepulse.audit.restore;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zonepulse.avrocodec.AvroRecordDecoder;
import org.zonepulse.avrocodec.AvroSerializer;
import org.zonepulse.avrocodec.Decoded;
import org.zonepulse.avrocodec.InMemorySchemaRegistry;

class SchemaIdsTest {

    private static final Schema SCHEMA =
            SchemaBuilder.record("A").fields().requiredLong("x").endRecord();

    private final SchemaIds ids = new SchemaIds(
            List.of(new SchemaIds.Place(3, 23, "A"), new SchemaIds.Place(4, 4, "B"), new SchemaIds.Place(23, 24, "C")));

    private static byte[] value(int id) {
        return ByteBuffer.allocate(7).putInt(1, id).put(5, new byte[] {42, 43}).array();
    }

    private static int idOf(byte[] value) {
        return ByteBuffer.wrap(value).getInt(1);
    }

    @Test
    void shouldNameTheSameSchemaByItsNewIdAndChangeNothingElse() {
        // Given
        byte[] archived = value(3);

        // When
        byte[] restored = Objects.requireNonNull(ids.restored(archived));

        // Then
        assertThat(restored).isEqualTo(value(23));
        assertThat(archived).as("the value given").isEqualTo(value(3));
        assertThat(ids.restored(value(23))).isEqualTo(value(24));
        assertThat(ids.effectOn(archived)).isEqualTo(SchemaIds.Effect.REWRITTEN);
        assertThat(ids.areKept()).isFalse();
    }

    @Test
    void shouldKeepAnIdThatIsTheSame() {
        assertThat(ids.restored(value(4))).isEqualTo(value(4));
        assertThat(ids.effectOn(value(4))).isEqualTo(SchemaIds.Effect.KEPT);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 24, 5, 77, Integer.MAX_VALUE})
    void shouldMakeAnIdThatNamesNothingOneThatNothingCanHave(int unknown) {
        // When
        byte[] restored = Objects.requireNonNull(ids.restored(value(unknown)));

        // Then
        assertThat(idOf(restored)).isNegative();
        assertThat(idOf(restored) & Integer.MAX_VALUE).isEqualTo(unknown);
        assertThat(ids.effectOn(value(unknown))).isEqualTo(SchemaIds.Effect.UNREADABLE);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void shouldKeepAnIdThatNobodyGives(int none) {
        assertThat(ids.restored(value(none))).isEqualTo(value(none));
        assertThat(ids.effectOn(value(none))).isEqualTo(SchemaIds.Effect.KEPT);
    }

    @Test
    void shouldKeepWhatNamesNoSchema() {
        for (byte[] other : List.of(new byte[0], new byte[] {0, 0, 0, 3}, new byte[] {1, 0, 0, 0, 3, 1})) {
            assertThat(ids.restored(other)).isSameAs(other);
        }
        assertThat(ids.restored(null)).isNull();
        assertThat(ids.effectOn(null)).isEqualTo(SchemaIds.Effect.KEPT);
    }

    /** The registry has given the id of a record that could not be read to that record's very schema. */
    @Test
    void shouldNotMakeReadableWhatWasNot() {
        // Given
        InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
        byte[] readable;
        try (AvroSerializer<GenericRecord> serializer = new AvroSerializer<>(registry)) {
            serializer.configure(Map.of("auto.register.schemas", true), false);
            readable = Objects.requireNonNull(serializer.serialize(
                    "t", new GenericRecordBuilder(SCHEMA).set("x", 7L).build()));
        }
        AvroRecordDecoder<GenericRecord> decoder = AvroRecordDecoder.generic(registry);
        assertThat(decoder.decode(readable)).isInstanceOf(Decoded.Ok.class);

        // When
        byte[] restored = Objects.requireNonNull(new SchemaIds(List.of()).restored(readable));

        // Then
        assertThat(decoder.decode(restored)).isInstanceOf(Decoded.Rejected.class);
    }
}
