package org.zonepulse.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.zonepulse.ledger.event.RejectionReason;
import org.zonepulse.ledger.event.Violation;

class DeadLetterLogTest {

    private static final Violation VIOLATION =
            new Violation(RejectionReason.UNKNOWN_PARK, "fact.park", "'what the publisher wrote' is no park");

    private final AtomicLong clock = new AtomicLong();
    private final DeadLetterLog log = new DeadLetterLog(clock::get);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(DeadLetterLog.class);

    private int asked;

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void listenNoMore() {
        logger.detachAppender(lines);
    }

    private void tell(long offset) {
        log.tell(new At("fhidz.loans", 3, offset), VIOLATION, "city-bank", () -> {
            asked++;
            return "LOAN-1";
        });
    }

    @Test
    void shouldTellIdsAndPlaceAndNothingOfWhatIsInTheRecord() {
        // When
        tell(17);
        log.tell(new At("fhidz.loans", 3, 18), VIOLATION, null, () -> null);

        // Then
        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "Dead letter: UNKNOWN_PARK at fact.park in event LOAN-1 of city-bank, fhidz.loans-3@17",
                        "Dead letter: UNKNOWN_PARK at fact.park in an unknown event of an unknown source, fhidz.loans-3@18");
        assertThat(lines.list.getFirst().getKeyValuePairs().stream()
                        .collect(Collectors.toMap(pair -> pair.key, pair -> pair.value.toString())))
                .containsOnly(
                        entry("reason", "UNKNOWN_PARK"),
                        entry("field", "fact.park"),
                        entry("topic", "fhidz.loans"),
                        entry("partition", "3"),
                        entry("offset", "17"),
                        entry("source", "city-bank"),
                        entry("eventId", "LOAN-1"));
    }

    @Test
    void shouldCountThoseThatAreTooManyToBeTold() {
        // Given
        for (int i = 0; i < DeadLetterLog.MOST + 1_000; i++) {
            tell(i);
        }
        assertThat(lines.list).hasSize(DeadLetterLog.MOST);
        assertThat(asked).as("ids, each of which may cost a decoding").isEqualTo(DeadLetterLog.MOST);

        // When
        clock.addAndGet(Duration.ofMinutes(1).toNanos());
        tell(5_000);

        // Then
        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .hasSize(DeadLetterLog.MOST + 2)
                .endsWith(
                        "1000 more dead letters since, which aren't told one by one",
                        "Dead letter: UNKNOWN_PARK at fact.park in event LOAN-1 of city-bank, fhidz.loans-3@5000");
    }

    @Test
    void shouldTellOfTheRestAtTheEnd() {
        // Given
        for (int i = 0; i < DeadLetterLog.MOST + 3; i++) {
            tell(i);
        }

        // When
        log.close();
        log.close();

        // Then
        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .hasSize(DeadLetterLog.MOST + 1)
                .endsWith("3 more dead letters since, which aren't told one by one");
    }

    private record At(String topic, int partition, long offset) implements RecordMetadata {}
}
