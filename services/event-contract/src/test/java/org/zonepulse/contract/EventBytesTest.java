package org.zonepulse.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.schemas.TrustedRecords;

/** The short way from bytes to an event leads where the long one does, or nowhere. */
class EventBytesTest {

    private static final int DAMAGES = 2_000;

    @BeforeAll
    static void trust() {
        TrustedRecords.trust();
    }

    static List<Event> events() {
        return FactSamples.events();
    }

    @ParameterizedTest
    @MethodSource("events")
    void shouldReadEveryFactAsThisReleaseWritesIt(Event event) throws IOException {
        // Given
        byte[] bytes = AvroBytes.of(EventAvro.write(event));

        // Then
        assertThat(EventBytes.read(event.fact().stream(), bytes, 0)).isEqualTo(event);
    }

    @ParameterizedTest
    @MethodSource("events")
    void shouldNotReadWhatTheLongWayReadsOtherwise(Event event) throws IOException {
        // Given
        SpecificRecord record = EventAvro.write(event);
        byte[] whole = AvroBytes.of(record);
        SplittableRandom random = new SplittableRandom(event.hashCode());

        for (int i = 0; i < DAMAGES; i++) {
            // When
            byte[] damaged = damaged(whole, random);
            Event shortWay = EventBytes.read(event.fact().stream(), damaged, 0);

            // Then
            if (shortWay != null) {
                assertThat(longWay(record, damaged)).isEqualTo(new Parsed.Ok(shortWay));
            }
        }
    }

    private static byte[] damaged(byte[] whole, SplittableRandom random) {
        byte[] bytes = Arrays.copyOf(whole, whole.length + random.nextInt(-2, 3));
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(bytes.length);
            bytes[at] = random.nextBoolean() ? (byte) random.nextInt(8) : (byte) random.nextInt();
        }
        return bytes;
    }

    /** What comes of decoding the bytes by Avro; null if they aren't a record, or more than one. */
    private static @Nullable Parsed longWay(SpecificRecord like, byte[] bytes) {
        try {
            return EventAvro.read(AvroBytes.read(like, bytes));
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }
}
