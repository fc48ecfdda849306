package org.zonepulse.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zonepulse.contract.DerivedId;
import org.zonepulse.contract.EventReader;
import org.zonepulse.contract.LineReader;
import org.zonepulse.contract.Parsed;
import org.zonepulse.contract.ZoneFile;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.EventStream;
import org.zonepulse.schemas.TrustedRecords;

/**
 * Batches of lines that are good, spoilt or nonsense, from one seed: {@code -Dzonepulse.seed=...}. Whatever they hold,
 * each line gets its verdict, and each good one is in the topic.
 */
class FuzzTest {

    private static final String REGISTRY = "mock://fuzz";
    private static final int LINES = Integer.getInteger("zonepulse.fuzz.lines", 50_000);
    private static final int LINES_OF_BATCH = 5_000;
    private static final int BYTES_OF_BATCH = 8_000_000;
    private static final int ATTEMPTS = 5;
    private static final EventReader READER = new EventReader(ZoneFile.bundled());

    @Test
    void shouldGiveEachLineItsVerdictAndLoseNoGoodOne(@TempDir Path folder) throws Exception {
        // Given
        long seed = Long.getLong("zonepulse.seed", new Random().nextLong());
        System.out.println("seed " + seed + " (-Dzonepulse.seed=...)");
        List<byte[]> lines = new SpoiltLines(seed).lines(LINES);
        List<Event> good =
                lines.stream().map(FuzzTest::read).flatMap(Optional::stream).toList();
        TrustedRecords.trust();
        try (TestBroker broker = new TestBroker(folder);
                Emitted emitter = Emitted.start(broker.address(), REGISTRY, Map.of())) {

            // When
            Verdicts verdicts = new Verdicts();
            for (int from = 0; from < lines.size(); ) {
                from = verdicts.add(emitter, lines, from);
            }

            // Then
            assertThat(good).hasSizeBetween(LINES / 10, LINES - 1);
            assertThat(verdicts.published + verdicts.duplicate + verdicts.refused)
                    .isEqualTo(LINES);
            assertThat(verdicts.published + verdicts.duplicate).isEqualTo(good.size());
            assertThat(verdicts.duplicate).isPositive();
            Set<String> there = LoanTopic.read(broker.address(), REGISTRY).values().stream()
                    .map(FuzzTest::nameAndContent)
                    .collect(Collectors.toSet());
            Set<String> lost = good.stream().map(FuzzTest::nameAndContent).collect(Collectors.toSet());
            lost.removeAll(there);
            assertThat(lost).isEmpty();
        }
    }

    /** What the contract says of a line, without HTTP. */
    private static Optional<Event> read(byte[] line) {
        if (line.length > LineReader.MAX_EVENT_BYTES) {
            return Optional.empty();
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line))
                    .toString();
            return READER.json(text, EventStream.LOANS, Instant.EPOCH.plusSeconds(1_700_000_000))
                            instanceof Parsed.Ok(Event event)
                    ? Optional.of(event)
                    : Optional.empty();
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }

    private static String nameAndContent(Event event) {
        return event.source() + " " + event.eventId() + " " + DerivedId.ofContent(event);
    }

    /** What was answered so far. */
    private static final class Verdicts {
        private int published;
        private int duplicate;
        private int refused;

        /** Sends a batch from that line on, and returns the first line that is still to be sent. */
        private int add(Emitted emitter, List<byte[]> lines, int from) throws Exception {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            int to = from;
            while (to < lines.size() && to - from < LINES_OF_BATCH && body.size() < BYTES_OF_BATCH) {
                body.writeBytes(lines.get(to));
                body.write('\n');
                to++;
            }
            Emitted.Answer answer = sent(emitter, body.toByteArray());
            assertThat(answer.status()).as(() -> end(answer)).isIn(200, 422);
            JsonNode summary = answer.summary();
            published += summary.get("published").asInt();
            duplicate += summary.get("duplicate").asInt();
            refused += summary.get("refused").asInt();
            assertThat(summary.get("notPublished").asInt()
                            + summary.get("unconfirmed").asInt())
                    .isZero();
            int next = summary.has("unreadFromLine")
                    ? from + summary.get("unreadFromLine").asInt() - 1
                    : to;
            assertThat(answer.lines()).hasSize(next - from + 1);
            return next;
        }

        /**
         * The answer to a batch, sent again where the broker couldn't keep up on a busy machine: as callers are told to do, since
         * repeats are harmless.
         */
        private static Emitted.Answer sent(Emitted emitter, byte[] body) throws Exception {
            for (int attempt = 1; ; attempt++) {
                Emitted.Answer answer = emitter.send(emitter.request("/events")
                        .header("Content-Type", Emitted.NDJSON)
                        .POST(BodyPublishers.ofByteArray(body)));
                if (answer.status() != 503 || attempt == ATTEMPTS) {
                    return answer;
                }
                System.out.println("sent again: " + end(answer));
            }
        }

        /** Where the problem stands, if there is one: after the lines' verdicts. */
        private static String end(Emitted.Answer answer) {
            String body = answer.raw().body();
            return body.substring(Math.max(0, body.length() - 1_000));
        }
    }
}
