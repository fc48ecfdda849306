package org.zonepulse.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zonepulse.audit.asof.BothTimes;
import org.zonepulse.audit.asof.Comparison;
import org.zonepulse.audit.asof.KnownAt;
import org.zonepulse.audit.explain.Biographer;
import org.zonepulse.audit.explain.Biography;
import org.zonepulse.audit.explain.Explainer;
import org.zonepulse.audit.explain.Explanation;
import org.zonepulse.audit.explain.Told;
import org.zonepulse.audit.replay.AuditedLog;
import org.zonepulse.audit.replay.CutHistory;
import org.zonepulse.audit.replay.KafkaLog;
import org.zonepulse.audit.replay.Odometer;
import org.zonepulse.audit.verify.Target;
import org.zonepulse.audit.verify.Verification;
import org.zonepulse.audit.verify.VerificationReport;
import org.zonepulse.contract.ZoneFile;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.EventStream;
import org.zonepulse.ledger.event.Fact;
import org.zonepulse.ledger.event.LoanFact.LoanDisbursed;
import org.zonepulse.ledger.event.LoanFact.LoanGranted;
import org.zonepulse.ledger.event.LoanFact.LoanRepaid;
import org.zonepulse.ledger.event.Money;
import org.zonepulse.ledger.event.RegistrationFact.Registered;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.measure.Scope;
import org.zonepulse.ledger.measure.Series;
import org.zonepulse.ledger.story.Standing;
import org.zonepulse.ledger.zone.Zone;

/** What the genuine pipeline has published is explained from the genuine log, and adds up. */
class ExplainedFiguresTest {

    private static final Zone ZONE = ZoneFile.bundled();
    private static final LocalDate DAY = LocalDate.of(2023, 12, 31);
    private static final String ENTERPRISE = "91350100M000100Y43";
    private static final Series LOAN_BALANCE = new Series(Measure.LOAN_BALANCE, Scope.ZONE);

    @TempDir
    private Path folder;

    @Test
    void shouldExplainWhatWasPublished() throws Exception {
        try (Pipeline pipeline = Pipeline.start(folder.resolve("data"))) {
            // Given: a loan, and a repayment that becomes known later
            pipeline.open(DAY, ZONE);
            Event registered = event("amr-1", "foshan-amr", "2023-01-10", new Registered("One Ltd", "nanhai", "C3670"));
            Event granted =
                    event("b-1", "bank", "2023-02-01", new LoanGranted("L1", product(), "bof", yuan(500), null));
            Event disbursed = event("b-2", "bank", "2023-02-01", new LoanDisbursed("L1", yuan(300)));
            Event repaid = event("b-3", "bank", "2023-03-01", new LoanRepaid("L1", yuan(100)));
            pipeline.feed(
                    Map.of(
                            EventStream.REGISTRATIONS,
                            List.of(registered),
                            EventStream.LOANS,
                            List.of(granted, disbursed)),
                    Files.createDirectory(folder.resolve("first")));
            pipeline.finalView(DAY).close();
            try (AuditedLog log = KafkaLog.open(pipeline.address().settings())) {
                CutHistory before = CutHistory.of(log);
                long first = before.latest();
                pipeline.feed(
                        Map.of(EventStream.LOANS, List.of(repaid)), Files.createDirectory(folder.resolve("second")));
                pipeline.finalView(DAY).close();

                // When: as if the pipeline had gone on during an audit
                VerificationReport report =
                        Verification.run(log, before, ZONE, new Target.Numbered(first), new Odometer());

                // Then: that is no difference, and what may have changed since isn't compared
                assertThat(report.differences()).isEmpty();
                assertThat(report.anomalies()).isNotNull();

                // When
                CutHistory history = CutHistory.of(log);
                Explanation explanation =
                        new Explainer(log, history, ZONE, new Odometer()).explain(LOAN_BALANCE, null, null);
                Biography story = new Biographer(log, history, ZONE, new Odometer()).of(ENTERPRISE, null, null);
                Comparison comparison = new BothTimes(log, history, ZONE, new Odometer())
                        .compare(DAY, new KnownAt.CutNumber(first), LOAN_BALANCE::equals, 10, _ -> {});

                // Then
                assertThat(explanation.published()).isNotNull();
                assertThat(explanation.value().amount()).isEqualTo(200);
                assertThat(explanation.parts().getFirst().shares().getFirst().contributions())
                        .extracting(each -> each.seen().event().eventId(), each -> each.amount())
                        .containsExactly(tuple("b-2", 300L), tuple("b-3", -100L));
                assertThat(explanation.holds()).isTrue();
                assertThat(story.facts())
                        .extracting(told -> told.seen().event().eventId(), Told::standing)
                        .containsExactly(
                                tuple("amr-1", Standing.COUNTS),
                                tuple("b-1", Standing.COUNTS),
                                tuple("b-2", Standing.COUNTS),
                                tuple("b-3", Standing.COUNTS));
                assertThat(story.holds()).isTrue();
                assertThat(comparison.kpis())
                        .extracting(
                                kpi -> kpi.said().amount(), kpi -> kpi.known().amount())
                        .containsExactly(tuple(300L, 200L));
                assertThat(comparison.largest())
                        .extracting(each -> each.seen().event().eventId())
                        .containsExactly("b-3");
                assertThat(comparison.holds()).isTrue();
            }
        }
    }

    private static Event event(String id, String source, String day, Fact fact) {
        return new Event(id, source, LocalDate.parse(day), Instant.parse("2023-06-01T00:00:00Z"), ENTERPRISE, fact);
    }

    private static Money yuan(long minor) {
        return new Money(minor, ZONE.currency());
    }

    private static String product() {
        return ZONE.loanProducts().getFirst().id();
    }
}
