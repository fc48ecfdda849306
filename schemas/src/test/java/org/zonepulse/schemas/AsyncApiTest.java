package org.zonepulse.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/asyncapi.yaml} to the catalogue. With {@code -Dasyncapi.renew} it writes it first. */
class AsyncApiTest {

    private static final Path FILE = Path.of("../docs/asyncapi.yaml");
    private static final AsyncApiDocument DOCUMENT = new AsyncApiDocument(new SchemaReleases(Path.of("released")));

    @BeforeAll
    static void renewIfAsked() throws IOException {
        if (System.getProperty("asyncapi.renew") != null) {
            Files.writeString(FILE, DOCUMENT.text());
        }
    }

    @Test
    void shouldDescribeTheCatalogueAsItIs() throws IOException {
        // Given
        String written = Files.readString(FILE).replace("\r\n", "\n");

        // When
        String expected = DOCUMENT.text();

        // Then
        assertThat(written).as(AsyncApiDocument.REMEDY).isEqualTo(expected);
    }

    @Test
    void shouldNameEveryTopicWithItsSettingsAndItsNewestSchema() {
        // When
        String text = DOCUMENT.text();

        // Then
        for (Topic topic : TopicCatalogue.all()) {
            assertThat(text).contains("address: " + topic.name() + "\n", "x-subject: " + topic.valueSubject() + "\n");
        }
        assertThat(text)
                .contains(
                        "max.message.bytes: " + TopicCatalogue.MAX_CUT_BYTES + "\n",
                        "../schemas/released/v2/DeadLetter.avsc")
                .doesNotContain("released/v1/DeadLetter.avsc");
    }
}
