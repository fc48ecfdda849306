package org.zonepulse.audit.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.zonepulse.audit.replay.AuditedLog;
import org.zonepulse.audit.replay.CutHistory;
import org.zonepulse.audit.replay.LogReader;
import org.zonepulse.audit.replay.MemoryPipeline;
import org.zonepulse.audit.replay.Odometer;
import org.zonepulse.avrocodec.SchemaRegistry;
import org.zonepulse.ledger.measure.Definitions;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.schemas.Edition;
import org.zonepulse.schemas.TopicCatalogue;
import org.zonepulse.testkit.EnterpriseStory;
import org.zonepulse.testkit.TestZone;

class EditionComparisonTest {

    private static final Edition AUTUMN = new Edition("autumn");

    /** What was published until now: a balance stays where it was lent. */
    private static final Definitions STAYING =
            new Definitions(90, Set.of(Measure.LOAN_BALANCE), true, Definitions.RUNGS, 240);

    private final MemoryPipeline pipeline = new MemoryPipeline(3, STAYING);

    /** The log with what an edition has published to topics of its own; here, nothing yet. */
    private record OfEdition(AuditedLog log, Edition edition) implements AuditedLog {
        @Override
        public List<TopicPartition> partitions(String topic) {
            return log.partitions(topic);
        }

        @Override
        public LogReader reader(Collection<TopicPartition> partitions) {
            return log.reader(partitions);
        }

        @Override
        public SchemaRegistry registry() {
            return log.registry();
        }

        @Override
        public String description() {
            return log.description();
        }

        @Override
        public void close() {}
    }

    private EditionReport compare(long cut) {
        AuditedLog live = pipeline.log();
        return EditionComparison.run(
                live, CutHistory.of(live), new OfEdition(live, AUTUMN), TestZone.ZONE, cut, new Odometer());
    }

    private static Map<String, String> differing(EditionReport report) {
        Map<String, String> differing = new HashMap<>();
        report.kpis().stream()
                .filter(ComparedKpi::differs)
                .filter(kpi -> kpi.series().scope().toString().startsWith("park:")
                        && !kpi.series().scope().toString().contains("/"))
                .forEach(kpi -> differing.put(
                        kpi.series().toString(),
                        kpi.live().amount() + " " + kpi.other().amount()));
        return differing;
    }

    private void moveWithALoan() {
        pipeline.append(EnterpriseStory.of(1)
                        .on("2020-01-01")
                        .registered("nanhai", "C3660")
                        .on("2020-02-01")
                        .loanGranted("L1", "digital", "icbc", 500)
                        .disbursed("L1", 500)
                        .events())
                .open("2023-12-31")
                .publish();
        pipeline.append(EnterpriseStory.of(1)
                        .as("moved")
                        .on("2021-01-01")
                        .relocated("shunde")
                        .events())
                .publish();
    }

    @Test
    void shouldTellExactlyWhatComesOutOtherwise() {
        // Given
        moveWithALoan();

        // When
        EditionReport report = compare(2);

        // Then
        assertThat(report.isEqual()).isFalse();
        assertThat(report.live()).isEqualTo(Edition.FIRST);
        assertThat(report.candidate()).isEqualTo(AUTUMN);
        assertThat(report.inputDifferences()).isEmpty();
        assertThat(differing(report))
                .containsEntry("loan-balance@park:nanhai", "500 0")
                .containsEntry("loan-balance@park:shunde", "null 500")
                .hasSize(2);
    }

    @Test
    void shouldFindTheSameAtACutBeforeThat() {
        // Given
        moveWithALoan();

        // When
        EditionReport report = compare(1);

        // Then
        assertThat(report.isEqual()).isTrue();
        assertThat(report.differing()).isZero();
    }

    @Test
    void shouldNotCallEqualWhatWasComputedFromOtherInput() {
        // Given
        moveWithALoan();
        TopicPartition altered = pipeline.log().partitions(TopicCatalogue.LOANS.name()).stream()
                .filter(partition -> pipeline.log().end(partition) > 0)
                .findFirst()
                .orElseThrow();
        byte[] other = pipeline.log().records(altered).getLast().value();
        pipeline.log().alter(altered, 0, _ -> other);

        // When
        EditionReport report = compare(1);

        // Then
        assertThat(report.inputDifferences()).isNotEmpty();
        assertThat(report.isEqual()).isFalse();
    }
}
