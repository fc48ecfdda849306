package org.zonepulse.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zonepulse.feed.KpiView;
import org.zonepulse.ledger.event.CreditCode;
import org.zonepulse.ledger.measure.Measure;

class KpiFollowTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final LocalDate DAY = LocalDate.of(2023, 12, 31);
    private static final KpiSelection REGISTERED = new KpiSelection(Measure.REGISTERED_ENTERPRISES, null);

    private final PrintStream realOut = System.out;

    @TempDir
    private Path folder;

    /** Gets lines, until its reader goes away. */
    private static final class Pipe extends OutputStream {
        private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        private final StringBuilder line = new StringBuilder();
        private volatile boolean closed;

        @Override
        public synchronized void write(int character) throws IOException {
            if (closed) {
                throw new IOException("nobody reads");
            }
            if (character == '\n') {
                lines.add(line.toString());
                line.setLength(0);
            } else {
                line.append((char) character);
            }
        }

        String next() throws InterruptedException {
            return Objects.requireNonNull(lines.poll(30, TimeUnit.SECONDS), "no line came");
        }
    }

    @BeforeEach
    void beQuiet() {
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void beQuietNoMore() {
        System.setOut(realOut);
    }

    @Test
    @Timeout(300)
    void shouldPrintWhatChangesUntilNobodyReads() throws Exception {
        try (SmallPipeline pipeline = SmallPipeline.start(folder)) {
            // Given
            register(pipeline, "91350100M000100Y43");
            pipeline.await(DAY);
            Pipe lines = new Pipe();
            Pipe text = new Pipe();
            Thread machine = follow(pipeline, true, lines);
            Thread person = follow(pipeline, false, text);
            JsonNode snapshot = JSON.readTree(lines.next());
            String head = text.next();

            // When
            register(pipeline, "91440605000000101Y");
            JsonNode changed = JSON.readTree(lines.next());
            String told = text.next();
            while (!told.contains("+")) {
                told = text.next();
            }
            lines.closed = true;
            text.closed = true;
            register(pipeline, CreditCode.complete("91440605000000201"));

            // Then
            machine.join();
            person.join();
            assertThat(snapshot.at("/values/0/amount").asText()).isEqualTo("1");
            assertThat(changed.path("cut").asLong())
                    .isGreaterThan(snapshot.path("cut").asLong());
            assertThat(changed.path("values")).hasSize(1);
            assertThat(changed.at("/values/0/scope").asText()).isEqualTo("zone");
            assertThat(changed.at("/values/0/amount").asText()).isEqualTo("2");
            assertThat(head).startsWith("Cut " + snapshot.path("cut").asLong());
            assertThat(told)
                    .matches(changed.path("cut").asLong()
                            + "  2023-12-31  Registered enterprises  zone  2 enterprises  \\+1");
        }
    }

    private static Thread follow(SmallPipeline pipeline, boolean json, Pipe out) {
        KpiFollow follow = new KpiFollow(REGISTERED, null, json, Words.in(Locale.ENGLISH));
        return Thread.ofPlatform().start(() -> {
            try (KpiView view = KpiView.open(pipeline.settings());
                    PrintStream printed = new PrintStream(out, false, StandardCharsets.UTF_8)) {
                view.await(state -> state.cut().isPresent(), Duration.ofMinutes(2));
                follow.print(view, printed);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static void register(SmallPipeline pipeline, String code) throws Exception {
        pipeline.publish("registrations", """
                {"eventId": "%s", "source": "market-regulator", "occurredOn": "2020-01-01", "enterpriseId": "%s",\
                 "fact": {"type": "Registered", "name": "A", "park": "nanhai", "industry": "C3670"}}""".formatted(code, code));
    }
}
