package org.zonepulse.audit.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zonepulse.audit.replay.CutHistory;
import org.zonepulse.audit.replay.MemoryLog;
import org.zonepulse.audit.replay.MemoryPipeline;
import org.zonepulse.audit.replay.Odometer;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.schemas.TopicCatalogue;
import org.zonepulse.schemas.deadletter.DeadLetter;
import org.zonepulse.schemas.deadletter.DeadLetterHeader;
import org.zonepulse.schemas.deadletter.DeadLetterViolation;
import org.zonepulse.testkit.EnterpriseStory;
import org.zonepulse.testkit.TestZone;

/** A dead letter excuses a record only if it holds what stands in the log, and its reason may have been one. */
class UntrueLettersTest {

    private static final TopicPartition LOANS = new TopicPartition(TopicCatalogue.LOANS.name(), 0);
    private static final TopicPartition LETTERS = new TopicPartition(TopicCatalogue.DEAD_LETTERS.name(), 0);
    private static final byte[] UNDECODABLE = utf8("no record at all");

    /** Offset in the loans of what can't be decoded; that before it is an event. */
    private static final long REFUSED = 1;

    private final MemoryPipeline pipeline = new MemoryPipeline(1);
    private final List<Event> events = EnterpriseStory.of(1)
            .on("2023-01-10")
            .registered("nanhai", "C3670")
            .on("2023-02-01")
            .loanGranted("L1", "digital", "icbc", 500)
            .disbursed("L1", 300)
            .events();

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private MemoryLog refusing(byte @Nullable [] key, byte @Nullable [] value) {
        pipeline.append(events.subList(0, 2));
        RecordHeaders headers = new RecordHeaders();
        headers.add("trace", utf8("x")).add("empty", null);
        pipeline.log().append(LOANS, 1_700_000_000_000L, key, value, headers);
        pipeline.open("2023-04-30").publish();
        return pipeline.log();
    }

    private static VerificationReport verify(MemoryLog log) {
        CutHistory history = CutHistory.of(log);
        return Verification.run(log, history, TestZone.ZONE, new Target.Numbered(history.latest()), new Odometer());
    }

    @ParameterizedTest
    @CsvSource({"a key, a value", ", a value", "a key,", ",", "'', ''"})
    void shouldBelieveALetterThatHoldsWhatStandsThere(@Nullable String key, @Nullable String value) {
        // When
        VerificationReport report =
                verify(refusing(key == null ? null : utf8(key), value == null ? null : utf8(value)));

        // Then
        assertThat(report.differences()).isEmpty();
        assertThat(report.counts().refused()).hasSize(1);
    }

    @Test
    void shouldBelieveALetterThatSaysHowItIsCutOff() {
        // Given
        MemoryLog log = refusing(utf8("a long key"), UNDECODABLE);
        forge(log, letter -> {
            letter.put("key", ByteBuffer.wrap(utf8("a lo")));
            letter.put("value", ByteBuffer.wrap(Arrays.copyOf(UNDECODABLE, 3)));
            letter.put("headers", letter.getHeaders().subList(0, 1));
            letter.put(
                    "violations",
                    List.of(
                            violation("the key is cut off after 4 of 10; the topic has the whole"),
                            violation("the value is cut off after 3 of 16; the topic has the whole"),
                            violation("the list of headers is cut off after 1 of 2; the topic has the whole")));
        });
        log.replace(LETTERS, 0, withKey(log, utf8("a lo")));

        // When, Then
        assertThat(verify(log).differences()).isEmpty();
    }

    private static DeadLetterViolation violation(String message) {
        return new DeadLetterViolation("UNDECODABLE", "$", message);
    }

    private static ConsumerRecord<byte[], byte[]> withKey(MemoryLog log, byte[] key) {
        return new ConsumerRecord<>(
                LETTERS.topic(), 0, 0, key, log.records(LETTERS).getFirst().value());
    }

    private interface Forgery {
        void change(DeadLetter letter);
    }

    private void forge(MemoryLog log, Forgery forgery) {
        log.alter(LETTERS, 0, bytes -> {
            DeadLetter letter = pipeline.read(DeadLetter.class, bytes);
            forgery.change(letter);
            return pipeline.bytes(TopicCatalogue.DEAD_LETTERS, letter);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "other value, holds another value",
        "no value, holds another value",
        "longer value, holds another value",
        "shortened in silence, holds another value",
        "shortened from another length, holds another value",
        "other key, holds another key",
        "no key, holds another key",
        "published under another key, is published under another key",
        "other header, holds other headers",
        "no headers, holds other headers",
        "other time, holds another time",
        "reason of an amount, 'refused as INVALID_AMOUNT, and it is UNDECODABLE'",
        "reason of the zone, 'refused as UNKNOWN_PARK, and it is UNDECODABLE'",
        "reason of its size, 'refused as TOO_LARGE, and it is UNDECODABLE'",
    })
    void shouldFindALetterThatIsntTrue(String forgery, String what) {
        // Given
        MemoryLog log = refusing(utf8("a key"), UNDECODABLE);
        if (forgery.equals("published under another key")) {
            log.replace(LETTERS, 0, withKey(log, utf8("another")));
        } else {
            forge(log, letter -> change(letter, forgery));
        }

        // When
        VerificationReport report = verify(log);

        // Then: it excuses nothing.
        assertThat(lettersIn(report)).singleElement().satisfies(difference -> {
            assertThat(difference.offset()).isZero();
            assertThat(difference.cut()).isEqualTo(1);
            assertThat(difference.what())
                    .startsWith("the dead letter of zone.loans.v1/0/1 ")
                    .contains(what);
        });
        assertThat(report.counts().acceptedThen()).isEqualTo(1);
    }

    private static void change(DeadLetter letter, String forgery) {
        switch (forgery) {
            case "other value" -> letter.put("value", ByteBuffer.wrap(utf8("no record at ALL")));
            case "no value" -> letter.put("value", null);
            case "longer value" -> letter.put("value", ByteBuffer.wrap(utf8("no record at all, and more")));
            case "shortened in silence" -> letter.put("value", ByteBuffer.wrap(utf8("no rec")));
            case "shortened from another length" -> {
                letter.put("value", ByteBuffer.wrap(utf8("no rec")));
                letter.put("violations", List.of(violation("the value is cut off after 6 of 99; the topic has it")));
            }
            case "other key" -> letter.put("key", ByteBuffer.wrap(utf8("a kex")));
            case "no key" -> letter.put("key", null);
            case "other header" ->
                letter.put(
                        "headers",
                        List.of(
                                new DeadLetterHeader("trace", ByteBuffer.wrap(utf8("y"))),
                                new DeadLetterHeader("empty", null)));
            case "no headers" -> letter.put("headers", List.of());
            case "other time" -> letter.put("timestamp", Instant.EPOCH);
            case "reason of an amount" -> letter.put("reason", "INVALID_AMOUNT");
            case "reason of the zone" -> letter.put("reason", "UNKNOWN_PARK");
            case "reason of its size" -> letter.put("reason", "TOO_LARGE");
            default -> throw new IllegalArgumentException(forgery);
        }
    }

    @ParameterizedTest
    @CsvSource({"offset, 0, acceptable", "offset, 9, ''", "partition, 7, of no record"})
    void shouldFindALetterOfAnotherPlace(String field, int place, String what) {
        // Given
        MemoryLog log = refusing(utf8("a key"), UNDECODABLE);
        forge(log, letter -> {
            letter.put("reason", "INVALID_DATE");
            if (field.equals("offset")) {
                ConsumerRecord<byte[], byte[]> there = log.records(LOANS).getFirst();
                letter.put("offset", (long) place);
                letter.put("value", ByteBuffer.wrap(Objects.requireNonNull(there.value())));
                letter.put("key", ByteBuffer.wrap(there.key()));
                letter.put("headers", List.of());
                letter.put("timestamp", Instant.ofEpochMilli(there.timestamp()));
            } else {
                letter.put(field, place);
            }
        });
        log.replace(LETTERS, 0, withKey(log, log.records(LOANS).getFirst().key()));

        // When
        VerificationReport report = verify(log);

        // Then: beyond the cut, a letter may well be true.
        assertThat(lettersIn(report)).hasSize(what.isEmpty() ? 0 : 1);
        assertThat(lettersIn(report))
                .allSatisfy(difference -> assertThat(difference.what()).contains(what));
        assertThat(report.counts().acceptedThen()).isEqualTo(1);
    }

    @Test
    void shouldFindALetterOfARecordThatIsGone() {
        // Given
        MemoryLog log = refusing(utf8("a key"), UNDECODABLE);
        pipeline.append(events.subList(2, 3)).publish();
        log.remove(LOANS, REFUSED);

        // When, Then
        assertThat(lettersIn(verify(log)))
                .extracting(Difference.OfRecord::what)
                .containsExactly("the dead letter of zone.loans.v1/0/1 is of no record");
    }

    @Test
    void shouldFindWhatIsNoLetter() {
        // Given
        MemoryLog log = refusing(utf8("a key"), UNDECODABLE);
        long offset = log.append(LETTERS, 0, null, null, null);

        // When, Then
        assertThat(verify(log).differences())
                .containsExactly(new Difference.OfRecord(LETTERS, offset, 0, "it is no dead letter"));
    }

    /** The live ledger has left an event out: whether that is excused, its letter has to tell. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldExcuseAnEventThatWasRefusedForAReasonThatHasPassed(boolean isTrue) {
        // Given
        pipeline.append(events.subList(0, 2)).open("2023-04-30").publish();
        pipeline.ledgerTakes(event -> event.equals(events.get(2)) ? events.getFirst() : event);
        ConsumerRecord<byte[], byte[]> left = pipeline.append(events.get(2));
        pipeline.publish();
        byte[] value = left.value().clone();
        if (!isTrue) {
            value[value.length - 1] ^= 1;
        }
        DeadLetter letter = new DeadLetter(
                "UNKNOWN_SCHEMA",
                List.of(),
                left.topic(),
                left.partition(),
                left.offset(),
                Instant.ofEpochMilli(left.timestamp()),
                ByteBuffer.wrap(left.key()),
                ByteBuffer.wrap(value),
                List.of(),
                null);
        pipeline.log().append(LETTERS, 0, left.key(), pipeline.bytes(TopicCatalogue.DEAD_LETTERS, letter), null);

        // When
        VerificationReport report = verify(pipeline.log());

        // Then
        assertThat(report.isEqual()).isEqualTo(isTrue);
        assertThat(report.counts().refusedThen()).isEqualTo(isTrue ? 1 : 0);
        assertThat(lettersIn(report)).hasSize(isTrue ? 0 : 1);
        assertThat(report.differences().stream().anyMatch(Difference.OfValue.class::isInstance))
                .isEqualTo(!isTrue);
    }

    private static List<Difference.OfRecord> lettersIn(VerificationReport report) {
        return report.differences().stream()
                .filter(Difference.OfRecord.class::isInstance)
                .map(Difference.OfRecord.class::cast)
                .toList();
    }
}
