package org.zonepulse.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.schemas.TrustedRecords;
import org.zonepulse.testkit.CreditCodes;

/** A broker that hangs: what is in work stays bounded, callers are told what to do, and what is acknowledged is there. */
class BackPressureTest {

    private static final String REGISTRY = "mock://back-pressure";
    private static final int ROOM = 200_000;
    private static final int EVENTS_AT_ONCE = 60;

    private static final Map<String, Object> SMALL = Map.of(
            "zonepulse.publishing.event-bytes-in-work", ROOM,
            "zonepulse.publishing.concurrent-batches", 2,
            "kafka.producers.events.buffer.memory", 1_048_576,
            "kafka.producers.events.max.block.ms", 2000,
            "kafka.producers.events.request.timeout.ms", 2000,
            "kafka.producers.events.delivery.timeout.ms", 5000);

    @Test
    void shouldBoundWhatIsInWorkAndKeepItsWord(@TempDir Path folder) throws Exception {
        TrustedRecords.trust();
        try (Valve valve = new Valve();
                TestBroker broker = new TestBroker(folder, valve.port(), valve::leadTo);
                Emitted emitter = Emitted.start(broker.address(), REGISTRY, SMALL);
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            // Given
            List<Emitted.Answer> answers = new ArrayList<>();
            answers.add(emitter.post(Emitted.JSON, Loans.disbursed("before")));
            valve.shut();

            // When
            List<Future<Emitted.Answer>> atOnce = new ArrayList<>();
            for (int i = 0; i < EVENTS_AT_ONCE; i++) {
                atOnce.add(callers.submit(posting(emitter, Emitted.JSON, Loans.disbursed("one-" + i))));
            }
            for (int i = 0; i < 6; i++) {
                atOnce.add(callers.submit(posting(emitter, Emitted.NDJSON, batch("batch-" + i))));
            }
            double mostBytes = 0;
            while (atOnce.stream().anyMatch(each -> !each.isDone())) {
                mostBytes = Math.max(mostBytes, emitter.metric("zonepulse_event_bytes_in_work"));
            }
            for (Future<Emitted.Answer> each : atOnce) {
                answers.add(each.get());
            }
            valve.open();
            Emitted.Answer after = emitter.post(Emitted.NDJSON, batch("batch-0"));
            while (after.status() == 503) {
                after = emitter.post(Emitted.NDJSON, batch("batch-0"));
            }
            answers.add(after);

            // Then
            assertThat(mostBytes).isPositive().isLessThanOrEqualTo(ROOM);
            assertThat(answers.stream().map(Emitted.Answer::status).collect(Collectors.toSet()))
                    .containsOnly(200, 201, 429, 503);
            assertThat(answers.stream().filter(each -> each.status() == 429 || each.status() == 503))
                    .allMatch(each ->
                            each.raw().headers().firstValue("Retry-After").isPresent());
            assertThat(emitter.metric("zonepulse_turned_away_total")).isGreaterThan(30);
            assertThat(emitter.metric("zonepulse_event_bytes_in_work")).isZero();
            assertThat(emitter.metric("zonepulse_batches_in_work")).isZero();
            assertThat(after.status()).isEqualTo(200);
            assertAnswered(answers, LoanTopic.read(broker.address(), REGISTRY));
        }
    }

    private static Callable<Emitted.Answer> posting(Emitted emitter, String type, String body) {
        return () -> emitter.post(type, body);
    }

    /** Of many enterprises, so that all partitions have some, and larger than the producer's buffer. */
    private static String batch(String name) {
        return IntStream.range(0, 5_000)
                .mapToObj(i -> Loans.disbursed(name + "-" + i, CreditCodes.of(i), "2023-01-31", "1", "CNY"))
                .collect(Collectors.joining("\n"));
    }

    /** What was answered as published is at its place, and what as not published isn't anywhere. */
    private static void assertAnswered(List<Emitted.Answer> answers, Map<String, Event> topic) throws Exception {
        Set<String> published = new HashSet<>();
        Set<String> notPublished = new HashSet<>();
        for (Emitted.Answer answer : answers) {
            for (JsonNode line : answer.lines()) {
                if (line.has("offset")) {
                    Event event = topic.get(line.get("partition").asInt() + "/"
                            + line.get("offset").asLong());
                    assertThat(event).as(line.toString()).isNotNull();
                    assertThat(event.eventId()).isEqualTo(line.get("eventId").asText());
                    published.add(event.eventId());
                } else if (line.path("status").asText().equals("not-published")) {
                    notPublished.add(line.get("eventId").asText());
                }
            }
        }
        notPublished.removeAll(published);
        assertThat(published).hasSizeGreaterThan(5_000);
        assertThat(topic.values()).noneMatch(event -> notPublished.contains(event.eventId()));
    }
}
