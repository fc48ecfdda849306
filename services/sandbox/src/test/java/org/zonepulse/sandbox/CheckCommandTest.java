package org.zonepulse.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zonepulse.ledger.event.EventStream;

/** The reference year, from outside, in a pipeline that nobody has prepared for it. */
class CheckCommandTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final PrintStream realOut = System.out;
    private final PrintStream realErr = System.err;

    @TempDir
    private Path folder;

    private record Run(int status, String out, String err) {}

    @Test
    void shouldFeedTheReferenceYearAndMeetItsFiguresAlsoWhenLaterDaysAreOpen() throws Exception {
        try (SmallPipeline pipeline = SmallPipeline.startWithEmitters(folder)) {
            // When, Then: nothing is there
            Run empty = run(pipeline.arguments("check"));
            assertThat(empty.status()).isEqualTo(ExitStatus.ANSWER_IS_NO);
            assertThat(empty.out()).contains("has published no figures yet", "zonepulse check --feed");

            // When, Then: something else is
            Run opened = run(pipeline.arguments("calendar", "open", "2024-02-01"));
            assertThat(opened.status()).isEqualTo(ExitStatus.OK);
            assertThat(opened.out()).isEqualTo("Business day 2024-02-01 of fhidz is open.\n");
            pipeline.publish("registrations", """
                    {"eventId": "late-1", "source": "foshan-amr", "occurredOn": "2024-01-15",\
                     "enterpriseId": "91440605000000101Y",\
                     "fact": {"type": "Registered", "name": "A", "park": "nanhai", "industry": "C3670"}}""");
            pipeline.await(LocalDate.of(2024, 2, 1));
            Run without = run(pipeline.arguments("check"));
            assertThat(without.status()).isEqualTo(ExitStatus.ANSWER_IS_NO);
            assertThat(without.out())
                    .contains("doesn't have the reference year", "✗")
                    .doesNotContain("✓");

            // When, Then: all is fed, beside what is there
            Run fed = run(pipeline.arguments(all(pipeline, "check", "--feed", "--json")));
            JsonNode answer = JSON.readTree(fed.out());
            assertThat(fed.status()).as(fed.out()).isEqualTo(ExitStatus.OK);
            assertThat(answer.path("met").asBoolean()).isTrue();
            assertThat(answer.path("asOf").asText()).isEqualTo("2023-12-31");
            assertThat(answer.path("businessDay").asText()).isEqualTo("2024-02-01");
            assertThat(answer.path("figuresMet").asInt())
                    .isPositive()
                    .isEqualTo(answer.path("figuresCompared").asInt());

            // When, Then: nothing is written
            Run again = run(pipeline.arguments("check"));
            assertThat(again.status()).isEqualTo(ExitStatus.OK);
            assertThat(again.out()).contains("✓").doesNotContain("✗");
        }
    }

    @Test
    void shouldSendACredentialAndSayWhereItIsNotEnough() throws Exception {
        Queue<String> keys = new ConcurrentLinkedQueue<>();
        HttpServer emitter = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        emitter.createContext("/", exchange -> {
            keys.add(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("X-API-Key"));
            exchange.getRequestBody().readAllBytes();
            byte[] body = "{\"title\": \"A credential is needed\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(401, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        emitter.start();
        Path key = Files.writeString(folder.resolve("key"), "zpk_abc\n");
        Ports ports = Ports.anywhere();
        try (EmbeddedBroker _ = EmbeddedBroker.start(
                folder.resolve("broker"), ports.address(Ports.Use.BROKER), ports.address(Ports.Use.CONTROLLER))) {
            // Given
            List<String> arguments = new ArrayList<>(
                    List.of("check", "--feed", "--port-base", Integer.toString(ports.base()), "--api-key-file"));
            arguments.add(key.toString());
            for (EventStream stream : EventStream.values()) {
                arguments.addAll(List.of(
                        "--emitter",
                        stream.id() + "=http://127.0.0.1:"
                                + emitter.getAddress().getPort()));
            }

            // When
            Run run = run(arguments.toArray(String[]::new));

            // Then
            assertThat(run.status()).isEqualTo(ExitStatus.REFUSED);
            assertThat(run.err()).contains("401: A credential is needed", "--api-key-file");
            assertThat(keys).isNotEmpty().allMatch("/events zpk_abc"::equals);
        } finally {
            emitter.stop(0);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "check --emitter=loan=http://a",
                "check --emitter=loans=ftp://a",
                "check --emitters=a%b",
                "calendar open 2100-01-01",
                "calendar open yesterday"
            })
    void shouldRefuseWhatCannotBeMeant(String line) {
        // When
        Run run = run(line.split(" "));

        // Then
        assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
    }

    private static String[] all(SmallPipeline pipeline, String... first) {
        List<String> arguments = new ArrayList<>(List.of(first));
        for (EventStream stream : EventStream.values()) {
            URI emitter = pipeline.emitter(stream);
            arguments.addAll(List.of("--emitter", stream.id() + "=" + emitter));
        }
        return arguments.toArray(String[]::new);
    }

    private Run run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        try {
            List<String> all = new ArrayList<>(List.of(arguments));
            all.addAll(List.of("--lang", "en"));
            int status = Zonepulse.run(all.toArray(String[]::new));
            return new Run(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(realOut);
            System.setErr(realErr);
        }
    }
}
