package org.zonepulse.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.zonepulse.schemas.SchemaReleases.Released;

/** Holds today's schemas to all that were released. With {@code -Dschemas.release=v2} it releases today's first. */
class SchemaReleasesTest {

    private static final SchemaReleases RELEASES = new SchemaReleases(Path.of("released"));

    /** A record as it may stand in a topic. The samples below change it. */
    private static final String SAMPLE = """
            {"type": "record", "name": "Sample", "fields": [
              {"name": "id", "type": "string"},
              {"name": "amount", "type": "long"},
              {"name": "note", "type": ["null", "string"], "default": null},
              {"name": "fact", "type": [
                {"type": "record", "name": "Paid", "fields": [{"name": "amount", "type": "long"}]},
                {"type": "record", "name": "Sent", "fields": [{"name": "to", "type": "string"}]}]}]}
            """;

    @BeforeAll
    static void releaseIfAsked() throws IOException {
        String version = System.getProperty("schemas.release");
        if (version != null) {
            RELEASES.release(version, TopicCatalogue.all());
        }
    }

    static List<Released> released() {
        return RELEASES.all();
    }

    static List<Topic> topics() {
        return TopicCatalogue.all();
    }

    @ParameterizedTest
    @MethodSource("released")
    void shouldStayFullyCompatibleWithEveryRelease(Released released) {
        // Given
        Schema today = TopicCatalogue.all().stream()
                .map(Topic::valueSchema)
                .filter(schema -> schema.getFullName().equals(released.schema().getFullName()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        "no topic has the released record " + released + " any more. " + SchemaReleases.REMEDY));

        // When
        List<String> problems = FullCompatibility.problems(today, released.schema());

        // Then
        assertThat(problems)
                .as("%s against today's schema. %s", released, SchemaReleases.REMEDY)
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("topics")
    void shouldHaveReleasedWhatIsPublishedToday(Topic topic) {
        // Given
        Schema today = new Schema.Parser().parse(topic.publishedSchema());

        // When
        Schema newest = RELEASES.newest(today.getFullName())
                .map(Released::schema)
                .orElseGet(() -> Schema.create(Schema.Type.NULL));

        // Then
        assertThat(newest)
                .as("the last release of %s. %s", today.getFullName(), SchemaReleases.REMEDY)
                .isEqualTo(today);
    }

    @Test
    void shouldNotEditWhatWasReleased() {
        // Then
        assertThat(RELEASES.edited()).as(SchemaReleases.REMEDY).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            a required field more   | {"name": "id", "type": "string"},                          | {"name": "id", "type": "string"}, {"name": "more", "type": "string"},
            a required field less   | {"name": "amount", "type": "long"},                        | ''
            a field renamed         | "name": "id"                                               | "name": "number"
            another type            | {"name": "id", "type": "string"}                           | {"name": "id", "type": "long"}
            a wider type            | {"name": "amount", "type": "long"},                        | {"name": "amount", "type": "double"},
            optional made required  | "type": ["null", "string"], "default": null                | "type": "string", "default": ""
            another record name     | "name": "Sample"                                           | "name": "Example"
            one branch of a union more | {"type": "record", "name": "Paid"                       | {"type": "record", "name": "Lost", "fields": []}, {"type": "record", "name": "Paid"
            """)
    void shouldRefuseWhatBreaksAReader(String change, String part, String changed) {
        // Given
        String after = SAMPLE.replaceFirst(java.util.regex.Pattern.quote(part), changed);
        assertThat(after).as(change).isNotEqualTo(SAMPLE);

        // When
        List<String> problems = FullCompatibility.problems(schema(after), schema(SAMPLE));

        // Then
        assertThat(problems).isNotEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            nothing                    | "name": "id"                                              | "name": "id"
            an optional field more     | {"name": "id", "type": "string"},                         | {"name": "id", "type": "string"}, {"name": "more", "type": ["null", "string"], "default": null},
            an optional fact more      | {"name": "id", "type": "string"},                         | {"name": "id", "type": "string"}, {"name": "lost", "type": ["null", {"type": "record", "name": "Lost", "fields": []}], "default": null},
            an optional field less     | {"name": "note", "type": ["null", "string"], "default": null}, | ''
            another wording            | {"name": "id", "type": "string"}                          | {"name": "id", "type": "string", "doc": "Its number."}
            """)
    void shouldAllowWhatBreaksNoReader(String change, String part, String changed) {
        // Given
        String after = SAMPLE.replaceFirst(java.util.regex.Pattern.quote(part), changed);
        assertThat(SAMPLE).as(change).contains(part);

        // When
        List<String> problems = FullCompatibility.problems(schema(after), schema(SAMPLE));

        // Then
        assertThat(problems).isEmpty();
    }

    @Test
    void shouldTellWhatWasEditedAddedOrRemoved(@TempDir Path folder) throws IOException {
        // Given
        SchemaReleases releases = new SchemaReleases(folder);
        releases.release("v1", TopicCatalogue.all());
        assertThat(releases.edited()).isEmpty();

        // When
        Path edited = folder.resolve("v1/LoanEvent.avsc");
        Files.writeString(edited, Files.readString(edited).replace("A bank agreed", "A bank promised"));
        Files.delete(folder.resolve("v1/Cut.avsc"));
        Files.writeString(folder.resolve("v1/Stray.avsc"), "\"string\"");

        // Then
        assertThat(releases.edited())
                .containsExactly(
                        "v1/LoanEvent.avsc was edited since its release",
                        "v1/Stray.avsc is in no release",
                        "v1/Cut.avsc was removed since its release");
    }

    @Test
    void shouldReleaseOnlyWhatChangedAndNoVersionTwice(@TempDir Path folder) throws IOException {
        // Given
        SchemaReleases releases = new SchemaReleases(folder);
        releases.release("v1", TopicCatalogue.events());

        // When
        releases.release("v2", TopicCatalogue.all());

        // Then
        assertThat(releases.all()).hasSameSizeAs(TopicCatalogue.all());
        assertThat(releases.newest("org.zonepulse.schemas.loan.LoanEvent").map(Released::version))
                .contains(1);
        assertThat(releases.newest("org.zonepulse.schemas.kpi.Cut").map(Released::version))
                .contains(2);
        assertThatThrownBy(() -> releases.release("v2", TopicCatalogue.all())).hasMessageContaining("new version");
    }

    private static Schema schema(String json) {
        return new Schema.Parser().parse(json);
    }
}
