package org.zonepulse.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zonepulse.avrocodec.RegistryUnavailableException;
import org.zonepulse.avrocodec.SchemaRegistry;

/** With a real broker and a real registry. */
class RegistryKeeperTest {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Ports ports = Ports.anywhere();
    private final HttpClient http = HttpClient.newHttpClient();
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final Progress progress =
            new Progress(new PrintStream(written, true, StandardCharsets.UTF_8), false, 0, System::nanoTime);

    @TempDir
    private Path temporary;

    /** Records name their schema by its id alone: were an id given anew, they would be read by the wrong schema. */
    @Test
    void shouldStartAKilledRegistryAgainAndKeepItsIdsOverThatAndARestartOfAll() throws Exception {
        try (DataFolder data = DataFolder.open(temporary)) {
            var settings = new RegistryProcess.Settings(Installation.in(Path.of("target")), data, ports, false);

            // Given
            int first;
            try (EmbeddedBroker _ = startBroker(data);
                    RegistryKeeper keeper = new RegistryKeeper(settings, progress, Words.english())) {
                progress.step("start", keeper::start);
                first = register(settings, "a", "First");
                ChildRecord before = ChildRecord.read(data.registryRecord()).orElseThrow();

                // When
                killAndAwait(before);

                // Then
                awaitAnother(data, before);
                awaitNoDenial(settings, first);
                awaitId(settings, first, "First");
                assertThat(written.toString(StandardCharsets.UTF_8))
                        .contains("The schema registry ended by itself (status 137); it is started again.");
                assertThat(keeper.failed()).isNotDone();
            }

            // When
            try (EmbeddedBroker _ = startBroker(data);
                    RegistryKeeper keeper = new RegistryKeeper(settings, progress, Words.english())) {
                progress.step("start", keeper::start);

                // Then
                assertThat(schema(settings, first).body()).contains("First");
                assertThat(register(settings, "a", "First")).isEqualTo(first);
                assertThat(register(settings, "b", "Second")).isNotEqualTo(first);
            }
        }
    }

    private EmbeddedBroker startBroker(DataFolder data) throws Exception {
        return EmbeddedBroker.start(
                data.stateOf("broker"), ports.address(Ports.Use.BROKER), ports.address(Ports.Use.CONTROLLER));
    }

    private static void killAndAwait(ChildRecord registry) throws Exception {
        ProcessHandle process = ProcessHandle.of(registry.pid()).orElseThrow();
        process.destroyForcibly();
        process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private static void awaitAnother(DataFolder data, ChildRecord before) throws Exception {
        await("a registry in another process")
                .atMost(PATIENCE)
                .until(() -> ChildRecord.read(data.registryRecord())
                        .filter(now -> now.pid() != before.pid())
                        .isPresent());
    }

    /** It listens before it has read what it stored, and denies it so long: that would make dead letters of good events. */
    private static void awaitNoDenial(RegistryProcess.Settings settings, int id) throws Exception {
        try (SchemaRegistry registry = SchemaRegistry.open(
                Map.of("schema.registry.url", settings.url().toString(), "missing.id.patience.sec", (int)
                        PATIENCE.toSeconds()))) {
            await("an answer of the registry").atMost(PATIENCE).until(() -> {
                try {
                    assertThat(registry.byId(id, null)).isInstanceOf(SchemaRegistry.SchemaById.Found.class);
                    return true;
                } catch (RegistryUnavailableException e) {
                    return false; // not listening yet
                }
            });
        }
    }

    private void awaitId(RegistryProcess.Settings settings, int id, String name) throws Exception {
        await("an answer of the registry").atMost(PATIENCE).until(() -> {
            try {
                HttpResponse<String> answer = schema(settings, id);
                return answer.statusCode() == 200 && answer.body().contains(name);
            } catch (IOException e) {
                return false; // not listening yet
            }
        });
    }

    private int register(RegistryProcess.Settings settings, String subject, String record) throws Exception {
        String body = """
                {"schema": "{\\"type\\":\\"record\\",\\"name\\":\\"%s\\",\\"fields\\":[]}"}""".formatted(record);
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(settings.url() + "/subjects/" + subject + "/versions"))
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Integer.parseInt(answer.body().replaceAll(".*\"id\" *: *(\\d+).*", "$1"));
    }

    private HttpResponse<String> schema(RegistryProcess.Settings settings, int id) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(settings.url() + "/schemas/ids/" + id))
                        .timeout(PATIENCE)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
