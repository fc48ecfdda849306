package org.zonepulse.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zonepulse.contract.ZoneFile;
import org.zonepulse.feed.KpiView;
import org.zonepulse.ledger.kpi.Kpi;
import org.zonepulse.sandbox.Ports;
import org.zonepulse.testkit.CreditCodes;

/**
 * A file of loans goes through the whole pipeline; its import is killed with -9 three times, and the pipeline with its broker is
 * started anew under it once. The balance is then what a script adds up from the file, to the fen.
 *
 * <p>{@code -Dzonepulse.import.events=1000000} makes it a large file; {@code -Dzonepulse.seed=…} repeats a run.
 */
class ImportedFileTest {

    private static final int EVENTS = Integer.getInteger("zonepulse.import.events", 50_000);
    private static final long SEED = Long.getLong("zonepulse.seed", System.nanoTime());
    private static final int ENTERPRISES = 500;
    private static final int KILLS = 3;
    private static final LocalDate DAY = LocalDate.of(2023, 12, 31);

    @TempDir
    private Path folder;

    @Test
    void shouldComeToTheBalanceOfTheFileWhateverIsKilled() throws Exception {
        // Given
        System.out.println("zonepulse.seed=" + SEED);
        Path enterprises = writeEnterprises();
        Path loans = writeLoans();
        Ports ports = Ports.anywhere();
        Path data = folder.resolve("data");
        Pipeline pipeline = Pipeline.start(data, ports);
        try {
            finish("registrations", enterprises, ports);

            // When
            killThreeTimes(loans, ports);
            try (ImportProcess last = ImportProcess.of("loans", loans, ports)) {
                Path result = ImportProcess.resultOf(loans);
                assertThat(last.reaches(result, Files.size(result) + 1))
                        .as(last::said)
                        .isTrue();
                pipeline.close();
                pipeline = Pipeline.start(data, ports);
                assertThat(last.exitStatus()).as(last::said).isZero();
            }
            pipeline.open(DAY, ZoneFile.bundled());

            // Then
            assertThat(balance(pipeline)).isEqualTo(balanceByScript(loans));
            assertThat(verdicts(loans)).isEqualTo(EVENTS);
        } finally {
            pipeline.close();
        }
    }

    private void killThreeTimes(Path loans, Ports ports) throws Exception {
        SplittableRandom random = new SplittableRandom(SEED);
        Path result = ImportProcess.resultOf(loans);
        // A verdict is about as long as its line.
        long all = Files.size(loans) * 3 / 4;
        for (int kill = 0; kill < KILLS; kill++) {
            try (ImportProcess importing = ImportProcess.of("loans", loans, ports)) {
                long point = all * kill / (KILLS + 1) + random.nextLong(all / (KILLS + 1));
                assertThat(importing.reaches(result, point)).as(importing::said).isTrue();
                importing.kill();
            }
        }
    }

    private static void finish(String stream, Path file, Ports ports) throws IOException, InterruptedException {
        try (ImportProcess importing = ImportProcess.of(stream, file, ports)) {
            assertThat(importing.exitStatus()).as(importing::said).isZero();
        }
    }

    private Path writeEnterprises() throws IOException {
        Path file = folder.resolve("enterprises.ndjson");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int i = 0; i < ENTERPRISES; i++) {
                out.write("{\"source\":\"amr\",\"occurredOn\":\"2020-01-01\",\"enterpriseId\":\"" + CreditCodes.of(i)
                        + "\",\"fact\":{\"type\":\"Registered\",\"name\":\"Firm " + i
                        + "\",\"park\":\"nanhai\",\"industry\":\"C3670\"}}\n");
            }
        }
        return file;
    }

    /** Loans that are granted, drawn twice and repaid in part; half of the events have no ids. */
    private Path writeLoans() throws IOException {
        Path file = folder.resolve("loans.ndjson");
        SplittableRandom random = new SplittableRandom(SEED);
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            long drawn = 0;
            for (int i = 0; i < EVENTS; i++) {
                int loan = i / 4;
                drawn = i % 4 == 0 ? random.nextLong(10_000, 100_000_000) : drawn;
                String fact = switch (i % 4) {
                    case 0 -> "LoanGranted\",\"product\":\"digital-loan\",\"bank\":\"bof" + amount(loan, drawn * 2);
                    case 1 -> "LoanDisbursed" + amount(loan, drawn);
                    case 2 -> "LoanDisbursed" + amount(loan, drawn / 3);
                    default -> "LoanRepaid" + amount(loan, drawn / 7);
                };
                String id = random.nextBoolean() ? "\"eventId\":\"bof-" + i + "\"," : "";
                out.write("{" + id + "\"source\":\"bof\",\"occurredOn\":\"2023-0" + (1 + i % 4)
                        + "-15\",\"enterpriseId\":\"" + CreditCodes.of(loan % ENTERPRISES) + "\",\"fact\":{\"type\":\""
                        + fact + "}\n");
            }
        }
        return file;
    }

    private static String amount(int loan, long fen) {
        return "\",\"loanId\":\"L-" + loan + "\",\"amount\":{\"amount\":\"" + fen / 100 + "."
                + "%02d".formatted(fen % 100) + "\",\"currency\":\"CNY\"}}";
    }

    private static long balance(Pipeline pipeline) throws Exception {
        try (KpiView view = pipeline.finalView(DAY)) {
            return view.ask(state -> state.current().stream()
                    .filter(kpi -> kpi.series().toString().equals("loan-balance@zone"))
                    .map(Kpi::amount)
                    .map(Objects::requireNonNull)
                    .findFirst()
                    .orElseThrow());
        }
    }

    private static long balanceByScript(Path loans) throws IOException, InterruptedException {
        Process awk = new ProcessBuilder("awk", "-f", "src/test/resources/loan-balance.awk", loans.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(awk.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(awk.waitFor()).as(said).isZero();
        return Long.parseLong(said);
    }

    private static long verdicts(Path loans) throws IOException {
        try (var lines = Files.lines(ImportProcess.resultOf(loans))) {
            return lines.filter(line -> line.contains("\"verdict\":\"accepted\""))
                    .count();
        }
    }
}
