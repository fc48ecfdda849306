package org.zonepulse.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WhatIfCommandTest {

    private static final Path EXAMPLES = Path.of("../../docs/examples");
    private static final String ENTERPRISE = "91440605000000101Y";

    private final PrintStream realOut = System.out;
    private final PrintStream realErr = System.err;
    private final Locale realLocale = Locale.getDefault();
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final ByteArrayOutputStream complained = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @BeforeEach
    void listen() {
        Locale.setDefault(Locale.UK);
        System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void listenNoMore() {
        System.setOut(realOut);
        System.setErr(realErr);
        Locale.setDefault(realLocale);
    }

    private static String event(String id, String day, String fact) {
        return """
                {"eventId": "%s", "source": "%s", "occurredOn": "%s", "enterpriseId": "%s", "fact": %s}""".formatted(id, id.startsWith("bof") ? "bank-of-foshan" : "market-regulator", day, ENTERPRISE, fact);
    }

    /** A loan in Nanhai, and then the enterprise moves to Shunde. */
    private static void fill(SmallPipeline pipeline) throws Exception {
        pipeline.publish(
                "registrations",
                event(
                        "amr-1",
                        "2020-01-01",
                        "{\"type\": \"Registered\", \"name\": \"A\", \"park\": \"nanhai\", \"industry\": \"C3670\"}"),
                event("amr-2", "2022-01-01", "{\"type\": \"Relocated\", \"park\": \"shunde\"}"));
        pipeline.publish("loans", event("bof-1", "2021-01-01", """
                        {"type": "LoanGranted", "loanId": "L1", "product": "digital-loan", "bank": "bank-of-foshan",\
                         "amount": {"amount": "5000.00", "currency": "CNY"}}"""), event("bof-2", "2021-02-01", """
                        {"type": "LoanDisbursed", "loanId": "L1", "amount": {"amount": "5000.00", "currency": "CNY"}}"""));
        pipeline.await(LocalDate.of(2023, 12, 31));
    }

    @Test
    void shouldShowWhatWouldBeOtherwise() throws Exception {
        try (SmallPipeline pipeline = SmallPipeline.start(folder)) {
            // Given
            fill(pipeline);
            Path catalogue = EXAMPLES.resolve("catalogue/where-it-arose.yaml");
            Path events = Files.writeString(folder.resolve("events.txt"), "bank-of-foshan/bof-2\nbank-of-foshan/bof-3");

            // When, Then: by other definitions
            assertThat(run(pipeline, "--catalogue", catalogue.toString(), "--scope", "park"))
                    .isEqualTo(ExitStatus.OK);
            assertThat(out())
                    .contains(
                            "Cut ",
                            "business day 2023-12-31",
                            "certificates count as expiring 183 days before their end (live 90)",
                            "it follows): intended-orders, loan-balance",
                            "Events that count: live 4, otherwise 4; 0 records were left out.",
                            "2 KPIs differ.")
                    .containsPattern("Loan balance +park:nanhai +0\\.00 +5,000\\.00 +\\+5,000\\.00 +CNY")
                    .containsPattern("Loan balance +park:shunde +5,000\\.00 +– +-5,000\\.00 +CNY")
                    .doesNotContain("@", "Attention");
            assertThat(err()).contains("4 records");

            // When, Then: without an event, in Chinese
            assertThat(run(pipeline, "--exclude-events", events.toString(), "--lang", "zh", "--limit", "1"))
                    .isEqualTo(ExitStatus.OK);
            assertThat(out()).contains("现行 4，假设 3；剔除 1 条记录。", "没有属于以下各项的内容：bank-of-foshan/bof-3", "指标", "差额", "另有");

            // When, Then: without a source, for machines, with what doesn't differ
            assertThat(run(
                            pipeline,
                            "--exclude-source=bank-of-foshan",
                            "--json",
                            "--all-kpis",
                            "--scope=zone",
                            "--measure=loan-balance"))
                    .isEqualTo(ExitStatus.OK);
            JsonNode json = new ObjectMapper().readTree(out());
            assertThat(json.path("sound").asBoolean()).isTrue();
            assertThat(json.path("records").path("excluded").asInt()).isEqualTo(2);
            assertThat(json.path("alternative").path("excluded").get(0).asText())
                    .isEqualTo("bank-of-foshan");
            assertThat(json.path("kpis")).hasSize(1);
            assertThat(json.path("kpis").get(0).path("live").asText()).isEqualTo("5000.00");
            assertThat(json.path("kpis").get(0).path("other").isNull()).isTrue();
            assertThat(json.path("kpis").get(0).path("difference").asText()).isEqualTo("-5000.00");

            // When, Then: in another zone
            assertThat(run(
                            pipeline,
                            "--zone",
                            EXAMPLES.resolve("example-zone.yaml").toString()))
                    .isEqualTo(ExitStatus.OK);
            assertThat(out())
                    .contains(
                            "the zone is example-zone, Example High-tech Zone",
                            "The other zone refuses 3 records that count live: UNKNOWN_PARK 2, UNKNOWN_LOAN_PRODUCT 1.");

            // When, Then: by another zone's rules
            Path otherZone = EXAMPLES.resolve("example-zone.yaml");
            assertThat(run(pipeline, "--exclude-source=x", "--live-zone", otherZone.toString()))
                    .isEqualTo(ExitStatus.USAGE);
            assertThat(err()).contains("the calendar knows the zone fhidz, and not example-zone");

            // When, Then: by other rules of the same zone
            Path otherRules = Files.writeString(
                    folder.resolve("zone.yaml"), Files.readString(otherZone).replace("id: example-zone", "id: fhidz"));
            assertThat(run(pipeline, "--exclude-source=x", "--live-zone", otherRules.toString()))
                    .isEqualTo(ExitStatus.ANSWER_IS_NO);
            assertThat(out())
                    .contains("THE LOG DOES NOT COME TO WHAT WAS PUBLISHED", "--live-zone")
                    .containsPattern("enterprises-with-current-loan@zone +1 +–")
                    .doesNotContain("KPIs differ.");

            // When, Then: as of a cut that isn't there
            assertThat(run(pipeline, "--exclude-source=x", "--cut=999")).isEqualTo(ExitStatus.USAGE);
            assertThat(err()).contains("there is no cut 999");
        }
    }

    @Test
    void shouldSayWhatCannotBeUsedBeforeItReadsAnything() throws Exception {
        // Given
        String missing = folder.resolve("none").toString();
        Path wrong = Files.writeString(folder.resolve("wrong.txt"), "expiringDays: 0\n");

        // When, Then
        assertThat(run()).isEqualTo(ExitStatus.USAGE);
        assertThat(err()).contains("Say what is to be otherwise: --zone, --catalogue");
        assertThat(run("--exclude-source", "Bank")).isEqualTo(ExitStatus.USAGE);
        assertThat(err()).contains("Bank can't be the name of a source");
        assertThat(run("--exclude-source", "bank", "--measure", "loans")).isEqualTo(ExitStatus.USAGE);
        assertThat(err()).contains("Unknown measure loans");
        assertThat(run("--exclude-source", "bank", "--at", "soon")).isEqualTo(ExitStatus.USAGE);
        assertThat(err()).contains("soon");
        assertThat(run("--catalogue", wrong.toString())).isEqualTo(ExitStatus.USAGE);
        assertThat(err()).contains(wrong.toString(), "expiringDays: must be a whole number from 1 to 3650, not 0");
        assertThat(run("--exclude-events", wrong.toString())).isEqualTo(ExitStatus.USAGE);
        assertThat(err()).contains(wrong.toString(), "line 1: must be source/eventId");
        for (String option : new String[] {"--catalogue", "--zone", "--exclude-events"}) {
            assertThat(run(option, missing)).isEqualTo(ExitStatus.USAGE);
            assertThat(err()).contains(missing, "there is no such file");
        }
        assertThat(out()).isEmpty();
    }

    private int run(SmallPipeline pipeline, String... options) {
        return run(pipeline.arguments(options));
    }

    private int run(String... options) {
        written.reset();
        complained.reset();
        String[] all = new String[options.length + 2];
        all[0] = "audit";
        all[1] = "what-if";
        System.arraycopy(options, 0, all, 2, options.length);
        return Zonepulse.run(all);
    }

    private String out() {
        return written.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return complained.toString(StandardCharsets.UTF_8);
    }
}
