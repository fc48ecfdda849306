package org.zonepulse.sandbox.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zonepulse.sandbox.deploy.Deviation.Kind;
import org.zonepulse.schemas.Edition;
import org.zonepulse.schemas.Topic;
import org.zonepulse.schemas.TopicCatalogue;

class DriftTest {

    private static final SiteChoices THREE_OF_THEM =
            new SiteChoices(OptionalInt.empty(), OptionalInt.of(3), OptionalInt.of(2));
    private static final String LOANS = TopicCatalogue.LOANS.name();
    private static final String CALENDAR = TopicCatalogue.CALENDAR.name();

    @Test
    void shouldFindNothingWhereAllIsAsTheCatalogueSays() {
        assertThat(Drift.ofTopics(asWanted(1), SiteChoices.NONE)).isEmpty();
        assertThat(Drift.ofTopics(asWanted(3), THREE_OF_THEM)).isEmpty();
    }

    @Test
    void shouldTellWhatIsMissing() {
        // Given
        Map<String, TopicFound> found = asWanted(1);
        found.remove(CALENDAR);

        // When, Then
        assertThat(Drift.ofTopics(found, SiteChoices.NONE))
                .extracting(Deviation::kind, Deviation::where)
                .containsExactly(tuple(Kind.TOPIC_MISSING, CALENDAR));
        assertThat(Drift.ofTopics(Map.of(), SiteChoices.NONE))
                .hasSameSizeAs(TopicCatalogue.all())
                .allMatch(deviation -> deviation.kind() == Kind.TOPIC_MISSING);
    }

    @Test
    void shouldWantTheTopicsOfEditionsToo() {
        // Given
        Edition autumn = new Edition("autumn");
        SiteChoices choices = SiteChoices.NONE.with(Set.of(autumn, Edition.FIRST));

        // When, Then
        assertThat(Drift.ofTopics(asWanted(1), choices))
                .extracting(Deviation::kind, Deviation::where)
                .containsExactlyElementsOf(autumn.topics().stream()
                        .map(topic -> tuple(Kind.TOPIC_MISSING, topic.name()))
                        .toList());
    }

    /** A site may choose another number than ours, but one for all event topics. */
    @Test
    void shouldHoldEventTopicsAgainstEachOtherAndOthersAgainstTheCatalogue() {
        // Given
        Map<String, TopicFound> ofSite = asWanted(1);
        TopicCatalogue.events().forEach(topic -> ofSite.compute(topic.name(), (_, found) -> withPartitions(found, 12)));
        Map<String, TopicFound> uneven = new TreeMap<>(ofSite);
        uneven.compute(LOANS, (_, found) -> withPartitions(found, 16));
        uneven.compute(CALENDAR, (_, found) -> withPartitions(found, 2));

        // When, Then
        assertThat(Drift.ofTopics(ofSite, SiteChoices.NONE)).isEmpty();
        assertThat(Drift.ofTopics(uneven, SiteChoices.NONE))
                .containsExactlyInAnyOrder(
                        new Deviation(Kind.PARTITIONS_DIFFER, LOANS, null, "12", "16"),
                        new Deviation(Kind.PARTITIONS_DIFFER, CALENDAR, null, "1", "2"));
        assertThat(Drift.ofTopics(ofSite, new SiteChoices(OptionalInt.of(8), OptionalInt.empty(), OptionalInt.empty())))
                .hasSize(4)
                .allMatch(deviation -> deviation.kind() == Kind.PARTITIONS_DIFFER
                        && deviation.wanted().equals("8"));
    }

    @Test
    void shouldTellEachSettingThatIsOther() {
        // Given
        Map<String, TopicFound> found = asWanted(1);
        set(found, LOANS, "retention.ms", "604800000");
        set(found, TopicCatalogue.KPI_VALUES.name(), "cleanup.policy", "delete");

        // When, Then
        assertThat(Drift.ofTopics(found, SiteChoices.NONE))
                .containsExactly(
                        new Deviation(Kind.SETTING_DIFFERS, LOANS, "retention.ms", "-1", "604800000"),
                        new Deviation(
                                Kind.SETTING_DIFFERS,
                                TopicCatalogue.KPI_VALUES.name(),
                                "cleanup.policy",
                                "compact",
                                "delete"));
    }

    @ParameterizedTest
    @CsvSource({"1, true", "2, false", "3, false"})
    void shouldTakeMoreReplicasInSyncThanWereAskedFor(String inForce, boolean deviates) {
        // Given
        Map<String, TopicFound> found = asWanted(3);
        set(found, LOANS, SiteChoices.MIN_IN_SYNC, inForce);

        // When
        List<Deviation> drift = Drift.ofTopics(found, THREE_OF_THEM);

        // Then
        assertThat(drift).hasSize(deviates ? 1 : 0);
        assertThat(Drift.ofTopics(found, SiteChoices.NONE)).isEmpty();
    }

    @Test
    void shouldTellOfEachPartitionThatIsNotWell() {
        // Given
        Map<String, TopicFound> found = asWanted(3);
        found.compute(
                CALENDAR,
                (_, topic) -> withEachPartition(topic, partition -> new TopicFound.Partition(0, false, 3, 0)));
        found.compute(
                TopicCatalogue.REDRIVES.name(),
                (_, topic) -> withEachPartition(topic, partition -> new TopicFound.Partition(0, true, 3, 2)));
        found.compute(
                TopicCatalogue.ANOMALIES.name(),
                (_, topic) -> withEachPartition(topic, partition -> new TopicFound.Partition(0, true, 2, 2)));

        // When, Then
        assertThat(Drift.ofTopics(found, THREE_OF_THEM))
                .containsExactlyInAnyOrder(
                        new Deviation(Kind.PARTITION_OFFLINE, CALENDAR + "/0", null, "3", "0"),
                        new Deviation(
                                Kind.PARTITION_UNDER_REPLICATED, TopicCatalogue.REDRIVES.name() + "/0", null, "3", "2"),
                        new Deviation(Kind.TOO_FEW_REPLICAS, TopicCatalogue.ANOMALIES.name() + "/0", null, "3", "2"));
    }

    @Test
    void shouldAskOfInternalTopicsOnlyThatTheyAreSafe() {
        // Given
        TopicFound changelog = new TopicFound(
                "zonepulse-kpi-ledger-changelog",
                List.of(new TopicFound.Partition(0, true, 1, 1)),
                Map.of(SiteChoices.MIN_IN_SYNC, "1", "cleanup.policy", "compact"));

        // When, Then
        assertThat(Drift.ofInternalTopics(List.of(changelog), SiteChoices.NONE)).isEmpty();
        assertThat(Drift.ofInternalTopics(List.of(changelog), THREE_OF_THEM))
                .extracting(Deviation::kind)
                .containsExactlyInAnyOrder(Kind.SETTING_DIFFERS, Kind.TOO_FEW_REPLICAS);
    }

    @Test
    void shouldTellOfSubjectsWithoutTheSchemaAndOfWeakRules() {
        // When
        List<Deviation> drift = Drift.ofSubjects(List.of(
                new SubjectFound("a-value", SubjectFound.Holds.THE_SCHEMA, "FULL_TRANSITIVE"),
                new SubjectFound("b-value", SubjectFound.Holds.THE_SCHEMA, "BACKWARD"),
                new SubjectFound("c-value", SubjectFound.Holds.THE_SCHEMA, null),
                new SubjectFound("d-value", SubjectFound.Holds.OTHERS, "FULL_TRANSITIVE"),
                new SubjectFound("e-value", SubjectFound.Holds.NOTHING, null)));

        // Then
        assertThat(drift)
                .extracting(Deviation::kind, Deviation::where, Deviation::found)
                .containsExactly(
                        tuple(Kind.COMPATIBILITY_TOO_WEAK, "b-value", "BACKWARD"),
                        tuple(Kind.COMPATIBILITY_TOO_WEAK, "c-value", ""),
                        tuple(Kind.SCHEMA_DIFFERS, "d-value", ""),
                        tuple(Kind.SCHEMA_MISSING, "e-value", ""));
    }

    @ParameterizedTest
    @CsvSource({"0, 3, 2", "8, 0, 1", "8, 3, 0", "8, 1, 2"})
    void shouldRefuseChoicesThatCannotBe(int partitions, int replicas, int inSync) {
        assertThatThrownBy(() ->
                        new SiteChoices(OptionalInt.of(partitions), OptionalInt.of(replicas), OptionalInt.of(inSync)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Map<String, TopicFound> asWanted(int replicas) {
        Map<String, TopicFound> found = new TreeMap<>();
        for (Topic topic : TopicCatalogue.all()) {
            Map<String, String> settings = new TreeMap<>(topic.config());
            settings.put(SiteChoices.MIN_IN_SYNC, Integer.toString(Math.max(1, replicas - 1)));
            settings.put("segment.jitter.ms", "0");
            found.put(topic.name(), new TopicFound(topic.name(), partitions(topic.partitions(), replicas), settings));
        }
        return found;
    }

    private static List<TopicFound.Partition> partitions(int count, int replicas) {
        return IntStream.range(0, count)
                .mapToObj(number -> new TopicFound.Partition(number, true, replicas, replicas))
                .toList();
    }

    private static TopicFound withPartitions(TopicFound topic, int count) {
        return new TopicFound(
                topic.name(), partitions(count, topic.partitions().getFirst().replicas()), topic.settings());
    }

    private static TopicFound withEachPartition(TopicFound topic, UnaryOperator<TopicFound.Partition> change) {
        return new TopicFound(
                topic.name(), topic.partitions().stream().map(change).toList(), topic.settings());
    }

    private static void set(Map<String, TopicFound> found, String topic, String setting, String value) {
        found.compute(topic, (name, before) -> {
            Map<String, String> settings = new TreeMap<>(before.settings());
            settings.put(setting, value);
            return new TopicFound(name, before.partitions(), settings);
        });
    }
}
