package org.zonepulse.avrocodec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.zonepulse.avrocodec.sample.Shipment;

class AvroSerdeTest {
    @Test
    void shouldGiveBackAGeneratedRecord() {
        // Given
        try (AvroSerde<Shipment> serde =
                AvroSerde.of(Shipment.class, Map.of("schema.registry.url", "mock://serde"), false)) {
            Shipment shipment = Shipments.shipment("S-1");

            // When
            byte[] bytes = serde.serializer().serialize("shipments", shipment);

            // Then
            assertThat(bytes).startsWith(0, 0, 0, 0, 1);
            assertThat(serde.deserializer().deserialize("shipments", bytes)).isEqualTo(shipment);
        }
    }

    @Test
    void shouldGiveBackAGenericRecord() {
        // Given
        try (AvroSerde<GenericRecord> serde = new AvroSerde<>()) {
            serde.configure(Map.of("schema.registry.url", "mock://serde"), false);
            GenericRecord shipment = Shipments.generic(Shipments.WITH_CARRIER, "S-1");

            // When
            byte[] bytes = serde.serializer().serialize("shipments", shipment);

            // Then
            assertThat(serde.deserializer().deserialize("shipments", bytes)).isEqualTo(shipment);
        }
    }
}
