package org.zonepulse.kpi.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zonepulse.avrocodec.InMemorySchemaRegistry;
import org.zonepulse.avrocodec.SchemaRegistry;
import org.zonepulse.schemas.Edition;
import org.zonepulse.schemas.Topic;
import org.zonepulse.schemas.TopicCatalogue;
import org.zonepulse.schemas.kpi.KpiValue;
import org.zonepulse.testkit.EnterpriseStory;

/** Another edition reads the same log and publishes the same, to topics of its own alone. */
class EditionTopologyTest {

    private static final Edition AUTUMN = new Edition("autumn");

    private final SchemaRegistry registry = new InMemorySchemaRegistry();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path state;

    @Test
    void shouldPublishToItsOwnTopicsAlone() {
        try (DrivenTopology topology =
                new DrivenTopology(registry, registry, KpiTopology.StoreKind.IN_MEMORY, state, AUTUMN)) {
            // Given
            topology.openDay("2023-12-31");

            // When
            topology.publish(EnterpriseStory.of(1)
                    .on("2020-01-01")
                    .registered("nanhai", "C3670")
                    .on("2023-05-02")
                    .disbursed("L1", 300)
                    .events());
            topology.send(
                    TopicCatalogue.LOANS, "who".getBytes(StandardCharsets.UTF_8), new byte[] {7}, new RecordHeaders());

            // Then
            for (Topic topic : AUTUMN.topics()) {
                assertThat(registry.latest(topic.valueSubject()))
                        .as(topic.valueSubject())
                        .isPresent();
            }
            Map<String, KpiValue> values = topology.latest(AUTUMN.values());
            assertThat(values.get("registered-enterprises@zone"))
                    .extracting(KpiValue::getAmount)
                    .isEqualTo(1L);
            assertThat(topology.values(AUTUMN.daily())).isNotEmpty();
            assertThat(topology.values(AUTUMN.cuts())).isNotEmpty();
            assertThat(topology.values(AUTUMN.anomalies())).hasSize(1);
            assertThat(topology.values(AUTUMN.deadLetters())).hasSize(1);
            for (Topic topic : TopicCatalogue.outputs()) {
                assertThat(topology.values(topic)).as(topic.name()).isEmpty();
            }
        }
    }
}
