package org.zonepulse.avrocodec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.zonepulse.avrocodec.sample.Shipment;

/** Schemas come from outside and name Java classes: that must run no code of a class that nobody here has named. */
class UntrustedClassTest {
    static Stream<String> schemas() {
        String named = "\"java-class\": \"org.zonepulse.avrocodec.Trap\"}";
        return Stream.of(
                field("{\"type\": \"string\", " + named),
                field("{\"type\": \"string\", \"avro.java.string\": \"String\", " + named),
                field("{\"type\": \"array\", \"items\": \"string\", " + named),
                field("{\"type\": \"map\", \"values\": \"string\","
                        + " \"java-key-class\": \"org.zonepulse.avrocodec.Trap\"}"),
                field("{\"type\": \"record\", \"name\": \"org.zonepulse.avrocodec.Trap\","
                        + " \"fields\": [{\"name\": \"s\", \"type\": \"string\"}]}"),
                field("{\"type\": \"enum\", \"name\": \"org.zonepulse.avrocodec.Trap\","
                        + " \"symbols\": [\"A\", \"B\"]}"),
                "{\"type\": \"record\", \"name\": \"Trap\", \"namespace\": \"org.zonepulse.avrocodec\","
                        + " \"fields\": [{\"name\": \"f\", \"type\": \"string\"}]}");
    }

    private static String field(String type) {
        return "{\"type\": \"record\", \"name\": \"Shipment\", \"namespace\": \"org.zonepulse.avrocodec.sample\","
                + " \"fields\": [{\"name\": \"f\", \"type\": " + type + "}]}";
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void shouldRunNoCodeOfAClassThatOnlyASchemaNames(String text) {
        // Given
        Schema schema = new Schema.Parser().parse(text);
        InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
        byte[] bytes = {0, 0, 0, 0, (byte) registry.register("any", schema, false), 2, 'x'};

        // When
        AvroRecordDecoder.generic(registry).decode(bytes);
        AvroRecordDecoder.of(Shipment.class, registry).decode(bytes);
        try (AvroDeserializer<Shipment> deserializer = new AvroDeserializer<>(registry)) {
            deserializer.configure(Map.of("specific.avro.reader", true), false);
            deserializer.deserialize("shipments", bytes);
        } catch (UndecodableRecordException e) {
            assertThat(e.reason()).isIn(UndecodableReason.READER_CLASS_UNAVAILABLE, UndecodableReason.SCHEMA_MISMATCH);
        }

        // Then
        assertThat(Trap.Traces.LEFT).isEmpty();
    }

    @Test
    void shouldReadTextAsTextWhateverClassTheWriterNames() {
        // Given
        Schema schema = new Schema.Parser().parse(field("{\"type\": \"string\", \"java-class\": \"java.net.URL\"}"));
        GenericRecord expected = new GenericData.Record(schema);
        expected.put("f", "x");
        InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
        byte[] bytes = {0, 0, 0, 0, (byte) registry.register("any", schema, false), 2, 'x'};

        // When
        Decoded<GenericRecord> decoded = AvroRecordDecoder.generic(registry).decode(bytes);

        // Then
        assertThat(decoded).isEqualTo(new Decoded.Ok<>(expected, 1));
    }
}
