package org.zonepulse.audit.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.zonepulse.audit.replay.CutHistory;
import org.zonepulse.audit.replay.MemoryPipeline;
import org.zonepulse.audit.replay.Odometer;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.measure.Scope;
import org.zonepulse.ledger.measure.Series;
import org.zonepulse.testkit.EnterpriseStory;
import org.zonepulse.testkit.TestZone;

class ContributionFileTest {

    private final MemoryPipeline pipeline = new MemoryPipeline(1);
    private final EnterpriseStory story = EnterpriseStory.of(1)
            .on("2023-01-10")
            .registered("nanhai", "C3670")
            .on("2023-02-01")
            .from("bank")
            .loanGranted("L1", "digital", "icbc", 500)
            .as("=1+1")
            .disbursed("L1", 300)
            .as("so, \"said\"")
            .repaid("L1", 100);

    @Test
    void shouldWriteALineForEachContribution() throws IOException {
        // Given
        Explanation explanation = explain(Measure.LOAN_BALANCE);
        StringWriter csv = new StringWriter();
        StringWriter ndjson = new StringWriter();

        // When
        ContributionFile.csv(explanation, csv);
        ContributionFile.ndjson(explanation, ndjson);

        // Then
        String enterprise = story.enterpriseId();
        assertThat(csv.toString().lines())
                .containsExactly(
                        "measure,scope,amount,unit,enterpriseId,subject,fact,source,eventId,occurredOn,topic,partition,"
                                + "offset,recordTime,knownSinceCut",
                        "loan-balance,zone,3.00,money," + enterprise
                                + ",loan:L1,LoanDisbursed,bank,'=1+1,2023-02-01,zone.loans.v1,0,1,2024-01-01T00:00:03Z,1",
                        "loan-balance,zone,-1.00,money," + enterprise
                                + ",loan:L1,LoanRepaid,bank,\"so, \"\"said\"\"\",2023-02-01,zone.loans.v1,0,2,"
                                + "2024-01-01T00:00:04Z,1");
        assertThat(ndjson.toString().lines())
                .hasSize(2)
                .first()
                .asString()
                .startsWith("{\"measure\":\"loan-balance\",\"scope\":\"zone\",\"amount\":\"3.00\",\"unit\":\"money\"")
                .contains("\"offset\":1,")
                .contains("\"eventId\":\"=1+1\"");
    }

    @Test
    void shouldWriteNoLineOfNothing() throws IOException {
        // Given
        Explanation explanation = explain(Measure.LOAN_WRITTEN_OFF);
        StringWriter csv = new StringWriter();
        StringWriter ndjson = new StringWriter();

        // When
        ContributionFile.csv(explanation, csv);
        ContributionFile.ndjson(explanation, ndjson);

        // Then
        assertThat(explanation.holds()).isTrue();
        assertThat(csv.toString().lines()).hasSize(1);
        assertThat(ndjson.toString()).isEmpty();
    }

    private Explanation explain(Measure measure) {
        pipeline.append(story.events()).open("2023-12-31").publish();
        return new Explainer(pipeline.log(), CutHistory.of(pipeline.log()), TestZone.ZONE, new Odometer())
                .explain(new Series(measure, Scope.ZONE), null, null);
    }
}
