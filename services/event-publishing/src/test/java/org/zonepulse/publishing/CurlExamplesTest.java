package org.zonepulse.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.zonepulse.ledger.event.EventStream;

/** The documentation's curl commands, as they stand but for the ports, run by bash. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CurlExamplesTest {

    private static final Path ROOT = Path.of("..", "..");
    private static final Pattern BLOCK = Pattern.compile("```(\\w*)\n(.*?)```", Pattern.DOTALL);
    private static final Pattern STATUS = Pattern.compile("HTTP/1.1 (\\d{3}) ");

    /** As the documentation has them. */
    private static final Map<EventStream, Integer> PORTS = Map.of(
            EventStream.REGISTRATIONS, 28081,
            EventStream.CERTIFICATIONS, 28082,
            EventStream.LOANS, 28083,
            EventStream.TRADE_FAIRS, 28084);

    @TempDir
    private Path folder;

    private TestBroker broker;
    private final Map<EventStream, Emitted> emitters = new EnumMap<>(EventStream.class);

    @BeforeAll
    void start(@TempDir Path data) throws Exception {
        broker = new TestBroker(data);
        for (EventStream stream : EventStream.values()) {
            emitters.put(
                    stream,
                    Emitted.start(broker.address(), "mock://curl", Map.of("zonepulse.publishing.stream", stream.id())));
        }
    }

    @AfterAll
    void stop() {
        emitters.values().forEach(Emitted::close);
        broker.close();
    }

    @Test
    void shouldAnswerAsTheDocumentationSays() throws Exception {
        // Given
        List<String> blocks = blocks(ROOT.resolve("docs/publishing-http.md"));
        int run = 0;

        for (int i = 0; i < blocks.size(); i++) {
            if (blocks.get(i).startsWith("sh\n")) {
                // When
                String output = bash(blocks.get(i).substring(3));

                // Then
                String documented = blocks.get(i + 1);
                assertThat(status(output)).as(blocks.get(i) + output).isEqualTo(status(documented));
                assertThat(output.lines().filter(line -> line.startsWith("{")).count())
                        .isEqualTo(documented
                                .lines()
                                .filter(line -> line.startsWith("{"))
                                .count());
                run++;
            }
        }
        assertThat(run).isGreaterThanOrEqualTo(3);
    }

    @Test
    void shouldPublishTheFirstEventOfTheReadme() throws Exception {
        // Given
        String curl = blocks(ROOT.resolve("README.md")).stream()
                .filter(block -> block.startsWith("sh\n") && block.contains("curl "))
                .findFirst()
                .orElseThrow()
                .substring(3)
                .replaceAll("(?m)^\\./zonepulse .*$", "");

        // When
        String output = bash(curl);

        // Then
        assertThat(output).contains("\"offset\":");
    }

    @Test
    void shouldRunTheExampleOfEachEmittersDescription() throws Exception {
        for (Emitted emitter : emitters.values()) {
            // Given
            String description = emitter.get("/openapi.yaml").raw().body();
            Matcher block = Pattern.compile("```sh\\s+(.*?)```", Pattern.DOTALL).matcher(description);
            assertThat(block.find()).isTrue();

            // When
            String output = bash(block.group(1).strip());

            // Then
            assertThat(output).contains("HTTP/1.1 201");
        }
    }

    private static List<String> blocks(Path page) throws IOException {
        List<String> blocks = new ArrayList<>();
        Matcher block = BLOCK.matcher(Files.readString(page));
        while (block.find()) {
            blocks.add(block.group(1) + "\n" + block.group(2));
        }
        return blocks;
    }

    private static String status(String answer) {
        Matcher status = STATUS.matcher(answer);
        return status.find() ? status.group(1) : "";
    }

    private String bash(String script) throws Exception {
        String moved = script;
        for (Map.Entry<EventStream, Emitted> emitter : emitters.entrySet()) {
            int port = Objects.requireNonNull(PORTS.get(emitter.getKey()));
            moved = moved.replace(
                    "127.0.0.1:" + port,
                    "127.0.0.1:" + emitter.getValue().address().getPort());
        }
        Process process = new ProcessBuilder("bash", "-euo", "pipefail", "-c", moved)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
