package org.zonepulse.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TopicCatalogueTest {

    static List<Topic> topics() {
        return TopicCatalogue.all();
    }

    @Test
    void shouldDeclareEachTopicOnce() {
        // Then
        assertThat(TopicCatalogue.all()).extracting(Topic::name).doesNotHaveDuplicates();
        assertThat(TopicCatalogue.all()).extracting(Topic::valueType).doesNotHaveDuplicates();
        assertThat(TopicCatalogue.all()).containsAll(TopicCatalogue.events());
    }

    @ParameterizedTest
    @MethodSource("topics")
    void shouldFindEachTopicByName(Topic topic) {
        // Then
        assertThat(TopicCatalogue.named(topic.name())).containsSame(topic);
        assertThat(TopicCatalogue.named(topic.name() + "x")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "registrations, zone.registrations.v1",
        "certifications, zone.certifications.v1",
        "loans, zone.loans.v1",
        "trade-fairs, zone.trade-fairs.v1"
    })
    void shouldKnowTheTopicOfEachStream(String stream, String name) {
        // Then
        assertThat(TopicCatalogue.ofStream(stream).name()).isEqualTo(name);
        assertThatThrownBy(() -> TopicCatalogue.ofStream(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldGiveAllEventTopicsTheSamePartitions() {
        // When
        List<Topic> topics = TopicCatalogue.all(12);

        // Then
        assertThat(TopicCatalogue.events()).extracting(Topic::partitions).containsOnly(8);
        assertThat(topics.subList(0, 4)).extracting(Topic::partitions).containsOnly(12);
        assertThat(topics.subList(4, topics.size()))
                .extracting(Topic::partitions)
                .containsOnly(1);
    }

    @Test
    void shouldNeverDeleteWhatIsNoMereCurrentState() {
        // Then
        assertThat(TopicCatalogue.all())
                .filteredOn(Topic::isCompacted)
                .containsExactlyInAnyOrder(
                        TopicCatalogue.KPI_VALUES, TopicCatalogue.KPI_DAILY, TopicCatalogue.ANOMALIES);
        assertThat(TopicCatalogue.all())
                .filteredOn(topic -> !topic.isCompacted())
                .allSatisfy(topic -> assertThat(topic.config())
                        .containsEntry("cleanup.policy", "delete")
                        .containsEntry("retention.ms", "-1")
                        .containsEntry("retention.bytes", "-1"));
    }

    @ParameterizedTest
    @MethodSource("topics")
    void shouldNameTheGeneratedClass(Topic topic) {
        // Then
        assertThat(SpecificData.get().getSchema(topic.valueType())).isEqualTo(topic.valueSchema());
        assertThat(TrustedRecords.PACKAGES).contains(topic.valueType().getPackageName());
    }

    @ParameterizedTest
    @MethodSource("topics")
    void shouldDocumentEveryRecordAndField(Topic topic) {
        // When
        List<String> undocumented = new ArrayList<>();
        collectUndocumented(topic.valueSchema(), new HashSet<>(), undocumented);

        // Then
        assertThat(undocumented).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("topics")
    void shouldPublishSchemasWithoutWhatIsForJavaAlone(Topic topic) {
        // Then
        assertThat(topic.valueSchema().toString()).contains("avro.java.string");
        assertThat(topic.publishedSchema()).doesNotContain("java");
    }

    @ParameterizedTest
    @MethodSource("topics")
    void shouldStandInTheDocuments(Topic topic) throws IOException {
        // Given
        List<String> rows = Files.readAllLines(Path.of("../docs/contracts.md"));

        // Then
        assertThat(rows)
                .as("docs/contracts.md has a row of each topic, with its record, partitions and how long it is kept")
                .anySatisfy(row -> assertThat(row)
                        .startsWith("| `" + topic.name() + "` |")
                        .contains(topic.valueType().getName().replace("org.zonepulse.schemas.", "`"))
                        .contains("| " + topic.partitions() + " |")
                        .endsWith(topic.isCompacted() ? "| last of each key |" : "| for ever |"));
    }

    private static void collectUndocumented(Schema schema, Set<String> seen, List<String> undocumented) {
        switch (schema.getType()) {
            case RECORD -> {
                if (!seen.add(schema.getFullName())) {
                    return;
                }
                if (isBlank(schema.getDoc())) {
                    undocumented.add(schema.getFullName());
                }
                for (Schema.Field field : schema.getFields()) {
                    if (isBlank(field.doc())) {
                        undocumented.add(schema.getFullName() + "." + field.name());
                    }
                    collectUndocumented(field.schema(), seen, undocumented);
                }
            }
            case ARRAY -> collectUndocumented(schema.getElementType(), seen, undocumented);
            case UNION -> schema.getTypes().forEach(branch -> collectUndocumented(branch, seen, undocumented));
            case ENUM, MAP, FIXED -> undocumented.add(schema + ": say here how it is documented");
            case STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL -> {}
        }
    }

    private static boolean isBlank(@org.jspecify.annotations.Nullable String text) {
        return text == null || text.isBlank();
    }
}
