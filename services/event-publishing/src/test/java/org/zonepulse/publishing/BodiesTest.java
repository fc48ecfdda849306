package org.zonepulse.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are compressed, too slow, or break off; and a service that is told to stop while it reads one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BodiesTest {

    private static final Map<String, Object> IMPATIENT =
            Map.of("zonepulse.publishing.event-body-time", "1s", "zonepulse.publishing.batch-body-time", "1s");

    private TestBroker broker;
    private Emitted emitter;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        broker = new TestBroker(folder);
        emitter = Emitted.start(broker.address(), "mock://bodies", Map.of());
    }

    @AfterAll
    void stop() {
        emitter.close();
        broker.close();
    }

    @Test
    void shouldTakeACompressedBatch() throws Exception {
        // Given
        byte[] body = (Loans.disbursed("gzip-1") + "\n" + Loans.disbursed("gzip-2")).getBytes(StandardCharsets.UTF_8);

        // When
        Emitted.Answer answer = compressed(Emitted.NDJSON, gzip(body, 1));

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.summary().get("published").asInt()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {Emitted.JSON, Emitted.NDJSON})
    void shouldNotUnpackMoreThanItTakes(String type) throws Exception {
        // Given
        byte[] blanks = new byte[1024 * 1024];
        Arrays.fill(blanks, (byte) ' ');
        byte[] bomb = gzip(blanks, 200);
        assertThat(bomb.length).isLessThan(1_000_000);

        // When
        Emitted.Answer answer = compressed(type, bomb);

        // Then
        assertThat(answer.status()).isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(strings = {Emitted.JSON, Emitted.NDJSON})
    void shouldSayThatWhatIsNotCompressedCannotBeRead(String type) throws Exception {
        // When
        Emitted.Answer answer = compressed(type, "no gzip".getBytes(StandardCharsets.UTF_8));

        // Then
        assertThat(answer.status()).isEqualTo(400);
    }

    private Emitted.Answer compressed(String type, byte[] body) throws Exception {
        return emitter.send(emitter.request("/events")
                .header("Content-Type", type)
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(body)));
    }

    private static byte[] gzip(byte[] part, int times) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            for (int i = 0; i < times; i++) {
                gzip.write(part);
            }
        }
        return out.toByteArray();
    }

    @Test
    void shouldNotWaitForEverForABodyThatDribbles() throws Exception {
        try (Emitted impatient = Emitted.start(broker.address(), "mock://bodies", IMPATIENT);
                OpenRequest request = new OpenRequest(impatient.address(), Emitted.NDJSON, 100_000)) {
            // When
            for (int i = 0; i < 100_000 && !request.isAnswered(); i++) {
                request.send(" ");
                impatient.get("/health/liveness");
            }

            // Then
            assertThat(request.answer()).startsWith("HTTP/1.1 408").contains("body-too-slow");
        }
    }

    @Test
    void shouldNotTakeAPackedBatchThatIsCutShortForAWholeOne() throws Exception {
        // Given
        byte[] whole = gzip((Loans.disbursed("cut-1") + "\n").getBytes(StandardCharsets.UTF_8), 10);

        // When
        Emitted.Answer answer = compressed(Emitted.NDJSON, Arrays.copyOf(whole, whole.length - 8));

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.raw().body()).contains("body-broke-off");
    }

    @Test
    void shouldRefuseAnUnknownEncoding() throws Exception {
        // When
        Emitted.Answer answer = emitter.send(emitter.request("/events")
                .header("Content-Type", Emitted.NDJSON)
                .header("Content-Encoding", "br")
                .POST(BodyPublishers.ofString(Loans.disbursed("br"))));

        // Then
        assertThat(answer.status()).isEqualTo(415);
    }

    @Test
    void shouldPublishTheLinesOfABatchThatBreaksOff() throws Exception {
        // Given
        double before = emitter.metric("zonepulse_events_published_total");

        String line = Loans.disbursed("broken-1") + "\n";
        String whole = line + Loans.disbursed("broken-2");

        // When
        try (OpenRequest request =
                new OpenRequest(emitter.address(), Emitted.NDJSON, whole.length(), "Idempotency-Key: broken")) {
            request.send(line);
            emitter.awaitMetric("zonepulse_batches_in_work", value -> value == 1);
        }
        emitter.awaitMetric("zonepulse_batches_in_work", value -> value == 0);
        double published = emitter.metric("zonepulse_events_published_total");
        Emitted.Answer again = emitter.send(emitter.request("/events")
                .header("Content-Type", Emitted.NDJSON)
                .header("Idempotency-Key", "broken")
                .POST(BodyPublishers.ofString(whole)));

        // Then
        assertThat(published).isEqualTo(before + 1);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.summary().get("published").asInt()).isEqualTo(2);
    }

    @Test
    void shouldAnswerWhatIsInWorkBeforeItStops() throws Exception {
        // Given
        String line = Loans.disbursed("stopping");
        Emitted stopping = Emitted.start(broker.address(), "mock://bodies", Map.of());
        try (OpenRequest request = new OpenRequest(stopping.address(), Emitted.NDJSON, line.length())) {
            request.send(line.substring(0, 20));
            stopping.awaitMetric("zonepulse_batches_in_work", value -> value == 1);

            // When
            Thread closing = Thread.startVirtualThread(stopping::close);
            awaitRefusal(stopping.address());
            request.send(line.substring(20));

            // Then
            assertThat(request.answer()).startsWith("HTTP/1.1 200").contains("\"published\":1");
            closing.join();
        }
    }

    /** Until it takes no new connections. */
    private static void awaitRefusal(URI address) throws IOException {
        long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (System.nanoTime() < until) {
            try {
                new Socket(address.getHost(), address.getPort()).close();
            } catch (ConnectException refused) {
                return;
            }
        }
        throw new AssertionError("it still takes connections");
    }
}
