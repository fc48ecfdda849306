package org.zonepulse.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zonepulse.schemas.TopicCatalogue;

/** {@code docs/asyncapi.yaml} is valid by the AsyncAPI project's own parser; what it says is held by a test of schemas. */
class AsyncApiTest {

    private static final Path HOME = Path.of("../..").toAbsolutePath().normalize();
    private static final Path FILE = HOME.resolve("docs/asyncapi.yaml");
    private static final NodeProject PARSER = NodeProject.of(Path.of("src/test/asyncapi"));

    @Test
    void shouldBeValidByTheProjectsOwnParser() {
        // When
        String said = PARSER.run(Map.of(), "check.mjs", List.of(FILE.toString()));

        // Then
        int channels = TopicCatalogue.all().size() + TopicCatalogue.events().size();
        assertThat(said).contains(channels + " channels");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            partitions: 8                           | partitions: 0
            ../schemas/released/v1/LoanEvent.avsc   | ../schemas/released/v1/NoSuch.avsc
            $ref: '#/channels/loans'                | $ref: '#/channels/lones'
            action: receive                         | action: take
            """)
    void shouldBeRefusedByItIfItWereNot(String right, String wrong, @TempDir Path folder) throws IOException {
        // Given
        Path docs = Files.createDirectory(folder.resolve("docs"));
        Files.createSymbolicLink(folder.resolve("schemas"), HOME.resolve("schemas"));
        String text = Files.readString(FILE);
        assertThat(text).contains(right);
        Path broken = Files.writeString(docs.resolve("asyncapi.yaml"), text.replace(right, wrong));

        // When, Then
        assertThatThrownBy(() -> PARSER.run(Map.of(), "check.mjs", List.of(broken.toString())))
                .hasMessageContaining("ended with 1")
                .hasMessageContaining("asyncapi.yaml: ");
    }
}
