package org.zonepulse.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.schemas.TopicCatalogue;
import org.zonepulse.schemas.TrustedRecords;

class RoundTripTest {

    private static final Instant NEVER_USED = Instant.EPOCH;

    private final EventReader reader = new EventReader(ZoneFile.bundled());

    @BeforeAll
    static void trust() {
        TrustedRecords.trust();
    }

    static List<Event> events() {
        return FactSamples.events();
    }

    @Test
    void shouldKnowEveryFact() {
        // Given
        List<Class<?>> types = FactSamples.factTypes();

        // Then
        assertThat(types)
                .hasSize(20)
                .allSatisfy(type -> assertThat(FactShapes.BY_TYPE).containsKey(type.getSimpleName()));
        assertThat(FactShapes.BY_TYPE).hasSameSizeAs(types);
    }

    @ParameterizedTest
    @MethodSource("events")
    void shouldReadTheJsonThatItWrote(Event event) {
        // When
        Parsed parsed = reader.json(EventJson.write(event), event.fact().stream(), NEVER_USED);

        // Then
        assertThat(parsed).isEqualTo(new Parsed.Ok(event));
    }

    @ParameterizedTest
    @MethodSource("events")
    void shouldReadTheAvroBytesThatItWrote(Event event) throws IOException {
        // Given
        SpecificRecord record = EventAvro.write(event);

        // When
        SpecificRecord decoded = AvroBytes.read(record, AvroBytes.of(record));

        // Then
        assertThat(decoded).isEqualTo(record);
        assertThat(reader.avro(decoded, event.fact().stream())).isEqualTo(new Parsed.Ok(event));
    }

    @ParameterizedTest
    @MethodSource("events")
    void shouldWriteTheRecordOfTheStreamsTopic(Event event) {
        // When
        SpecificRecord record = EventAvro.write(event);

        // Then
        assertThat(record)
                .isInstanceOf(
                        TopicCatalogue.ofStream(event.fact().stream().id()).valueType());
    }
}
