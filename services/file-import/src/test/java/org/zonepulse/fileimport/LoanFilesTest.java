package org.zonepulse.fileimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zonepulse.fileimport.mapping.InvalidMapping;
import org.zonepulse.fileimport.mapping.MappingFile;
import org.zonepulse.ledger.event.EventStream;
import org.zonepulse.testkit.CreditCodes;

class LoanFilesTest {

    private static final long SEED = Long.getLong("zonepulse.seed", System.nanoTime());
    private static final String CODE = CreditCodes.of(1);
    private static final String LEDGER = "借据号,统一社会信用代码,放款日期,放款金额（万元）,还款日期,还款金额\n";
    private static final String FLAT = "source,occurredOn,enterpriseId,type,loanId,product,bank,amount\n";

    @TempDir
    private Path folder;

    private DryRun loans() {
        return new DryRun(folder, EventStream.LOANS);
    }

    private static String event(int number) {
        return "{\"source\":\"bank\",\"occurredOn\":\"2023-01-31\",\"enterpriseId\":\"" + CreditCodes.of(number)
                + "\",\"fact\":{\"type\":\"LoanDisbursed\",\"loanId\":\"L-" + number
                + "\",\"amount\":{\"amount\":\"1000.00\",\"currency\":\"CNY\"}}}";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "100 | 1000000",
                "'１００' | 1000000",
                "'\"1,000.5\"' | 10005000",
                "100（万元） | 1000000",
                "100万 | 1000000",
                "1000000元 | 1000000",
                "0.01亿元 | 1000000",
                "￥0.000001 | 0.01"
            })
    void shouldReadAmountsInTheirUnits(String typed, String yuan) throws Exception {
        // Given: the same amount in the flat layout
        String flat = "bank,2023-01-31," + CODE + ",LoanDisbursed,L-1,,," + yuan + "\n";
        String id = eventId(loans().of("flat.csv", FLAT + flat));

        // When
        DryRun.Came came = loans().set(Map.of("source", "bank"))
                .of("ledger.csv", LEDGER + "L-1," + CODE + ",2023-01-31," + typed + ",N/A,-\n");

        // Then
        assertThat(eventId(came)).isEqualTo(id);
    }

    private static String eventId(DryRun.Came came) {
        assertThat(came.verdicts()).hasSize(1);
        assertThat(came.verdicts().getFirst()).contains("acceptable");
        return came.verdicts().getFirst().replaceAll(".*\"eventId\":\"([^\"]+)\".*", "$1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"1,5", "'\"1,5\"'", "15000（万美元）", "1.5E4", "abc", "0.0000001", "-3", "0"})
    void shouldNotGuessAmounts(String typed) throws Exception {
        // When
        DryRun.Came came = loans().set(Map.of("source", "bank"))
                .of("ledger.csv", LEDGER + "L-1," + CODE + ",2023-01-31," + typed + ",,\n");

        // Then
        assertThat(came.counts()).isEqualTo(new Counts(0, 0, 1, 0));
    }

    @Test
    void shouldMakeSeveralEventsOfARowOrNone() throws Exception {
        // When
        DryRun.Came came = loans().set(Map.of("source", "bank"))
                .of(
                        "ledger.csv",
                        LEDGER + "L-1," + CODE + ",2023-01-31,100,2023-06-01,500000元\n" + "L-2," + CODE
                                + ",2023-01-31,100,2023-02-30,1\n");

        // Then
        assertThat(came.counts()).isEqualTo(new Counts(1, 0, 1, 2));
        assertThat(came.verdicts().get(0)).contains("\"events\":[");
        assertThat(came.verdicts().get(1)).contains("INVALID_DATE", "occurredOn", "column 还款日期");
    }

    @Test
    void shouldTellTheColumnOfWhatIsNotAcceptable() throws Exception {
        // When
        DryRun.Came came = loans().of("flat.csv", FLAT + "bank,2023-01-31,91350100M000100Y4Z,LoanDisbursed,L-1,,,1\n");

        // Then
        assertThat(came.verdicts().getFirst()).contains("INVALID_CREDIT_CODE", "(column enterpriseId)");
    }

    @Test
    void shouldRefuseAColumnThatTheFlatLayoutDoesNotKnow() {
        assertThatThrownBy(() -> loans().of("flat.csv", FLAT.replace("bank", "bnk") + "\n"))
                .isInstanceOf(ImportRefused.class)
                .hasMessageContaining("bnk");
    }

    @Test
    void shouldReadCompressedFilesAndFolders() throws Exception {
        // Given
        Path files = Files.createDirectory(folder.resolve("files"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write((event(1) + "\n" + event(2)).getBytes(StandardCharsets.UTF_8));
        }
        Files.write(files.resolve("a.ndjson.gz"), bytes.toByteArray());
        Files.writeString(files.resolve("b.jsonl"), event(2) + "\r\n\n" + event(3) + "\n");
        Files.writeString(files.resolve("notes.txt"), "not to be read");

        // When
        DryRun.Came came = loans().ofInput(files);

        // Then
        assertThat(came.counts()).isEqualTo(new Counts(3, 1, 0, 3));
        assertThat(came.verdicts().get(3)).contains("b.jsonl", "\"line\":3");
    }

    @Test
    void shouldSayThatAFileBreaksOffAndKeepWhatWasBefore() throws Exception {
        // Given
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write((event(1) + "\n" + event(2)).getBytes(StandardCharsets.UTF_8));
        }
        byte[] half = java.util.Arrays.copyOf(bytes.toByteArray(), bytes.size() - 12);

        // When, Then
        assertThatThrownBy(() -> loans().of("a.ndjson.gz", half))
                .isInstanceOf(ImportRefused.class)
                .hasMessageContaining("FILE_UNREADABLE");
    }

    @Test
    void shouldEndEarlyWhenTooManyAreRejected() throws Exception {
        // When
        DryRun.Came came = loans().maxRejected(2).of("a.ndjson", event(1) + "\n" + "x\n".repeat(9) + event(2));

        // Then
        assertThat(came.outcome().ending()).isEqualTo(ImportOutcome.Ending.TOO_MANY_REJECTED);
        assertThat(came.counts()).isEqualTo(new Counts(1, 0, 3, 1));
    }

    @Test
    void shouldRejectALineOfAnyLengthAndGoOn() throws Exception {
        // When
        DryRun.Came came = loans().of(
                        "a.ndjson",
                        event(1) + "\n" + "y".repeat(3_000_000) + "\n" + event(2) + "\n" + "z".repeat(200_000));

        // Then
        assertThat(came.counts()).isEqualTo(new Counts(2, 0, 2, 2));
        assertThat(came.verdicts().get(1)).contains("\"line\":2", "bytes long");
    }

    @Test
    void shouldTakeAMappingOfOnesOwn() throws Exception {
        // Given
        String text = String.valueOf(MappingFile.text("loan-ledger-zh"))
                .replace("name: loan-ledger-zh", "name: mine")
                .replace("借据号, ", "Loan No, ");
        Path file = Files.writeString(folder.resolve("mine.yaml"), text);

        // When
        DryRun.Came came = loans().mapping(file.toString())
                .set(Map.of("source", "bank"))
                .of(
                        "a.csv",
                        LEDGER.replace("借据号", "Loan No.").replace("No.", "No") + "L-1," + CODE + ",2023-01-31,1,,\n");

        // Then
        assertThat(came.counts()).isEqualTo(new Counts(1, 0, 0, 1));
    }

    @Test
    void shouldSayAllThatIsWrongWithAMapping() throws Exception {
        // Given
        Path file = Files.writeString(
                folder.resolve("bad.yaml"),
                "name: Bad!\nstream: lones\ncolumns: {a: {names: [a]}}\nevents:\n  - fields: {source: x, nofield: y,"
                        + " occurredOn: {column: b, as: day}}\n");

        // When, Then
        assertThatThrownBy(() -> MappingFile.named(file.toString()))
                .isInstanceOfSatisfying(
                        InvalidMapping.class,
                        bad -> assertThat(String.join("\n", bad.problems()))
                                .contains(
                                        "name:",
                                        "title:",
                                        "stream:",
                                        "nofield",
                                        "events[0].fields.occurredOn.column",
                                        "events[0].fields.occurredOn.as",
                                        "enterpriseId",
                                        "fact.type"));
    }

    @Test
    void shouldBringMappingsThatAreRight() {
        assertThat(MappingFile.bundled()).hasSameSizeAs(MappingFile.BUNDLED);
    }

    /** Lines mangled at random: none is lost, none makes it fail, and a good one stays good whatever stands around it. */
    @Test
    void shouldGiveEachLineAVerdict() throws Exception {
        // Given
        System.out.println("zonepulse.seed=" + SEED);
        SplittableRandom random = new SplittableRandom(SEED);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        int good = 0;
        int lines = 20_000;
        for (int i = 0; i < lines; i++) {
            byte[] line = event(i).getBytes(StandardCharsets.UTF_8);
            if (random.nextInt(3) == 0) {
                mangle(line, random);
            } else {
                good++;
            }
            file.write(line);
            file.write('\n');
        }

        // When
        DryRun.Came came = loans().of("a.ndjson", file.toByteArray());

        // Then
        assertThat(came.counts().lines()).isEqualTo(lines);
        assertThat(came.verdicts()).hasSize(lines);
        assertThat(came.counts().accepted()).isGreaterThanOrEqualTo(good);
    }

    private static void mangle(byte[] line, SplittableRandom random) {
        for (int times = random.nextInt(1, 5); times > 0; times--) {
            byte any = (byte) random.nextInt(256);
            // A line end more would be a line more.
            line[random.nextInt(line.length)] = any == '\n' ? 0 : any;
        }
    }

    /** Rows of CSV mangled at random, quotes above all: good rows that stand after a broken one are still good. */
    @Test
    void shouldLoseNoGoodRowToBrokenOnes() throws Exception {
        // Given
        System.out.println("zonepulse.seed=" + SEED);
        SplittableRandom random = new SplittableRandom(SEED);
        StringBuilder file = new StringBuilder(FLAT);
        int good = 0;
        for (int i = 0; i < 5_000; i++) {
            String row = "bank,2023-01-31," + CreditCodes.of(i) + ",LoanDisbursed,L-" + i + ",,,\"1,000.00\"";
            if (random.nextInt(10) == 0) {
                int at = random.nextInt(row.length());
                row = row.substring(0, at)
                        + List.of("\"", ",", "\"\"", "\",\"", "，", "").get(random.nextInt(6))
                        + row.substring(Math.min(row.length(), at + random.nextInt(3)));
            } else {
                good++;
            }
            file.append(row).append('\n');
        }

        // When
        DryRun.Came came = loans().of("a.csv", file.toString());

        // Then
        assertThat(came.counts().accepted()).isGreaterThanOrEqualTo(good);
        assertThat(came.verdicts()).hasSize((int) came.counts().lines());
    }
}
