package org.zonepulse.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EditionTest {

    private static final Edition AUTUMN = new Edition("autumn-2");

    @Test
    void shouldHaveTheCataloguesTopicsFirst() {
        assertThat(Edition.FIRST.topics()).containsExactlyElementsOf(TopicCatalogue.outputs());
        assertThat(Edition.FIRST.cuts()).isSameAs(TopicCatalogue.KPI_CUTS);
        assertThat(new Edition("first")).isEqualTo(Edition.FIRST);
        assertThat(Edition.FIRST.after("-")).isEmpty();
    }

    @Test
    void shouldHaveTopicsOfItsOwnThatAreAlikeInAllElse() {
        // When
        List<Topic> topics = AUTUMN.topics();

        // Then
        assertThat(topics)
                .extracting(Topic::name)
                .containsExactly(
                        "zone.kpi.values.v1.autumn-2",
                        "zone.kpi.daily.v1.autumn-2",
                        "zone.kpi.cuts.v1.autumn-2",
                        "zone.anomalies.v1.autumn-2",
                        "zone.dead-letters.v1.autumn-2");
        for (int i = 0; i < topics.size(); i++) {
            Topic first = TopicCatalogue.outputs().get(i);
            assertThat(topics.get(i))
                    .usingRecursiveComparison()
                    .ignoringFields("name", "meaning", "valueSchema")
                    .isEqualTo(first);
            assertThat(topics.get(i).valueSchema()).isSameAs(first.valueSchema());
        }
        assertThat(AUTUMN.after("-")).isEqualTo("-autumn-2");
    }

    @Test
    void shouldBeFoundByTheNamesOfItsTopics() {
        // Then
        for (Topic topic : AUTUMN.topics()) {
            assertThat(Edition.publishingTo(topic.name())).contains(AUTUMN);
            assertThat(TopicCatalogue.named(topic.name())).contains(topic);
        }
        assertThat(Edition.publishingTo("zone.kpi.values.v1")).contains(Edition.FIRST);
        assertThat(Edition.publishingTo("zone.kpi.values.v1.first")).isEmpty();
        assertThat(Edition.publishingTo("zone.kpi.values.v1.")).isEmpty();
        assertThat(Edition.publishingTo("zone.kpi.values.v12")).isEmpty();
        assertThat(Edition.publishingTo("zone.loans.v1.autumn")).isEmpty();
        assertThat(TopicCatalogue.named("zone.kpi.values.v1.first")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "live", "-a", "Autumn", "a.b", "a_b", "秋", "a b", "an-edition-with-a-name-too-long--"})
    void shouldRefuseOtherNames(String name) {
        // Then
        assertThat(Edition.isName(name)).isFalse();
        assertThatThrownBy(() -> new Edition(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Edition.FORM);
    }
}
