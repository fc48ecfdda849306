package org.zonepulse.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zonepulse.contract.ZoneFile;
import org.zonepulse.feed.KpiView;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.EventStream;
import org.zonepulse.ledger.event.Fact;
import org.zonepulse.ledger.event.LoanFact.LoanDisbursed;
import org.zonepulse.ledger.event.LoanFact.LoanGranted;
import org.zonepulse.ledger.event.Money;
import org.zonepulse.ledger.measure.Measure;
import org.zonepulse.ledger.measure.Scope;
import org.zonepulse.ledger.measure.Series;
import org.zonepulse.sandbox.referenceyear.ReferenceYear;

/** The examples of {@code docs/examples/subscribe} and of {@code docs/subscribing.md} show what is there, and what changes. */
class SubscribeTest {

    private static final Path HOME = Path.of("../..").toAbsolutePath().normalize();
    private static final Path EXAMPLES = HOME.resolve("docs/examples/subscribe");
    private static final String LIBRARIES = HOME.resolve("services/sandbox/target/run/lib") + "/*";
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final Series BALANCE = new Series(Measure.LOAN_BALANCE, Scope.ZONE);
    private static final int SLICE = 300;

    @TempDir
    private Path folder;

    @Test
    @Timeout(600)
    void shouldShowWhatIsThereAndWhatChanges() throws Exception {
        // Given
        NodeProject javaScript = NodeProject.of(EXAMPLES);
        javaScript.install();
        try (Pipeline pipeline = Pipeline.start(folder.resolve("data"))) {
            pipeline.feed(
                    Map.of(EventStream.REGISTRATIONS, registered()), Files.createDirectory(folder.resolve("first")));
            pipeline.open(ReferenceYear.AS_OF, ZoneFile.bundled());
            lend(pipeline, "first-loan");
            long before = balance(pipeline);
            List<String> address = List.of(
                    pipeline.address().bootstrapServers(), pipeline.address().registry());
            try (RunningProgram ours = RunningProgram.start(java(address), folder);
                    RunningProgram confluents = RunningProgram.start(confluentJava(address), folder);
                    RunningProgram cuts =
                            RunningProgram.start(NodeProject.command("cuts.mjs", address), javaScript.installed());
                    RunningProgram kpi = RunningProgram.start(kpi(pipeline), folder)) {
                ours.awaitLine(line -> line.endsWith(" loan-balance@zone = " + yuan(before) + " CNY"));
                confluents.awaitLine(line -> line.endsWith(" loan-balance@zone = " + yuan(before) + " CNY"));
                cuts.awaitLine(line -> line.contains("\"measure\":\"loan-balance\",\"amount\":\"" + before + "\""));
                kpi.awaitLine(line -> line.contains("\"amount\":\"" + yuan(before) + "\""));

                // When
                lend(pipeline, "second-loan");
                long after = balance(pipeline);

                // Then
                assertThat(after).isGreaterThan(before);
                ours.awaitLine(line -> line.endsWith(" loan-balance@zone = " + yuan(after) + " CNY"));
                confluents.awaitLine(line -> line.endsWith(" loan-balance@zone = " + yuan(after) + " CNY"));
                cuts.awaitLine(line -> line.contains("\"measure\":\"loan-balance\",\"amount\":\"" + after + "\""));
                kpi.awaitLine(line -> line.contains("\"amount\":\"" + yuan(after) + "\""));
                cuts.stop();
            }
            shouldGoOnWhereItWas(pipeline, javaScript, address);
        }
    }

    /** The client's group has an offset: what was shown before isn't shown again. */
    private void shouldGoOnWhereItWas(Pipeline pipeline, NodeProject javaScript, List<String> address)
            throws Exception {
        lend(pipeline, "third-loan");
        long now = balance(pipeline);
        try (RunningProgram again =
                RunningProgram.start(NodeProject.command("cuts.mjs", address), javaScript.installed())) {
            again.awaitLine(line -> line.contains("\"measure\":\"loan-balance\",\"amount\":\"" + now + "\""));
            assertThat(again.said()).hasSize(1);
        }
    }

    private List<String> java(List<String> address) {
        List<String> command = new ArrayList<>(List.of(
                JAVA,
                "-cp",
                EXAMPLES + File.pathSeparator + LIBRARIES,
                EXAMPLES.resolve("Subscribe.java").toString()));
        command.addAll(address);
        return command;
    }

    private List<String> confluentJava(List<String> address) throws Exception {
        Path settings = Files.writeString(
                folder.resolve("confluent.properties"),
                "value.deserializer=io.confluent.kafka.serializers.KafkaAvroDeserializer\n");
        List<String> command = java(address);
        command.set(2, command.get(2) + File.pathSeparator + System.getProperty("confluent.client"));
        command.addAll(List.of("zone", settings.toString()));
        return command;
    }

    private static List<String> kpi(Pipeline pipeline) {
        return List.of(
                JAVA,
                "-jar",
                HOME.resolve("services/sandbox/target/sandbox.jar").toString(),
                "kpi",
                "--follow",
                "--json",
                "--measure",
                "loan-balance",
                "--port-base=" + pipeline.ports().base());
    }

    private static String yuan(long fen) {
        return new Money(fen, "CNY").major().toPlainString();
    }

    private static long balance(Pipeline pipeline) throws Exception {
        try (KpiView view = pipeline.finalView(ReferenceYear.AS_OF)) {
            return view.ask(state ->
                    Objects.requireNonNull(state.current(BALANCE).orElseThrow().amount()));
        }
    }

    /** One loan more, of an enterprise that is there. */
    private void lend(Pipeline pipeline, String loan) throws Exception {
        String borrower = registered().getFirst().enterpriseId();
        Money amount = new Money(12_345_678, "CNY");
        String product = ZoneFile.bundled().loanProducts().getFirst().id();
        List<Event> events = List.of(
                event(loan + "-1", borrower, new LoanGranted(loan, product, "bank-of-foshan", amount, null)),
                event(loan + "-2", borrower, new LoanDisbursed(loan, amount)));
        pipeline.feed(Map.of(EventStream.LOANS, events), Files.createDirectory(folder.resolve(loan)));
    }

    private static Event event(String id, String enterprise, Fact fact) {
        return new Event(
                id,
                "bank-of-foshan",
                ReferenceYear.AS_OF,
                ReferenceYear.AS_OF.atStartOfDay(ZoneOffset.UTC).toInstant(),
                enterprise,
                fact);
    }

    private static List<Event> registered() {
        return ReferenceYear.generate(ReferenceYear.DEFAULT_SEED)
                .events(EventStream.REGISTRATIONS)
                .subList(0, SLICE);
    }
}
