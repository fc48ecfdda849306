package org.zonepulse.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zonepulse.contract.ZoneFile;
import org.zonepulse.feed.KpiView;
import org.zonepulse.schemas.Edition;
import org.zonepulse.schemas.TopicCatalogue;

/**
 * Another edition by other rules is computed beside the live one, compared, made live, and taken back, while somebody reads over
 * HTTP: a zone that doesn't know one of the loan products any more.
 */
class EditionsTest {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final LocalDate DAY = LocalDate.of(2023, 12, 31);
    private static final String ENTERPRISE = "91440605000000101Y";
    private static final Edition STRICT = new Edition("strict");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PrintStream realOut = System.out;
    private final PrintStream realErr = System.err;
    private final Locale realLocale = Locale.getDefault();
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final ByteArrayOutputStream complained = new ByteArrayOutputStream();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

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

    private record Run(int status, String out, String err) {
        JsonNode json() throws IOException {
            return JSON.readTree(out);
        }
    }

    @Test
    void shouldBeComputedBesideComparedAndSwitchedThereAndBack() throws Exception {
        Path zone = strictZone();
        String ofZone = zone.toString();
        try (SmallPipeline pipeline = SmallPipeline.start(folder)) {
            // Given: the first edition, and another by the same log
            fill(pipeline);
            // The registry in memory has no rules of compatibility, which is told as a deviation.
            JsonNode applied = run(pipeline, "topics", "apply", "--json", "--edition", STRICT.name())
                    .json();
            assertThat(applied.path("created"))
                    .hasSameSizeAs(STRICT.topics())
                    .hasSameSizeAs(applied.path("registered"));
            URI addressOfOther = freeAddress();
            ApplicationContext other = kpiService(pipeline, zone, addressOfOther);
            try (other) {
                awaitBalance(pipeline, STRICT, 300_000L);

                // Then: it is told, and nothing of it is shown
                await().atMost(PATIENCE)
                        .until(() -> behind(list(pipeline)), behind -> behind.equals(List.of("0", "0")));
                JsonNode list = list(pipeline);
                assertThat(list.path("live").asText()).isEqualTo("first");
                assertThat(list.path("editions").findValuesAsText("edition")).containsExactly("first", "strict");
                assertThat(list.path("editions").path(1).path("threads").asInt())
                        .isPositive();
                assertThat(run(pipeline, "kpi", "--measure", "loan-balance", "--scope", "zone")
                                .out())
                        .contains("5,000.00");
                assertThat(run(pipeline, "kpi", "--edition", "strict", "--measure", "loan-balance", "--scope", "zone")
                                .out())
                        .contains("3,000.00");
                Run nowhere = run(pipeline, "kpi", "--edition", "nowhere");
                assertThat(nowhere.status()).isEqualTo(ExitStatus.REFUSED);
                assertThat(nowhere.err()).contains("There is nothing of an edition nowhere");

                // When, Then: exactly what differs is told
                Run compared = run(pipeline, "editions", "compare", "strict", "--json", "--zone", ofZone);
                assertThat(compared.status()).as(compared.err()).isEqualTo(ExitStatus.ANSWER_IS_NO);
                assertThat(balances(compared.json()))
                        .containsEntry("zone", "5000.00 3000.00 -2000.00")
                        .containsEntry("park:nanhai", "5000.00 3000.00 -2000.00")
                        .containsEntry("product:ip-pledge-loan", "2000.00 null -2000.00")
                        .doesNotContainKeys("product:digital-loan", "park:shunde")
                        .allSatisfy((_, amounts) -> assertThat(amounts).endsWith(" -2000.00"));
                assertThat(compared.json()
                                .path("candidateStanding")
                                .path("caughtUp")
                                .asBoolean())
                        .isTrue();
                assertThat(compared.json()
                                .path("candidateStanding")
                                .path("verified")
                                .asBoolean())
                        .isTrue();
                Run table = run(pipeline, "editions", "compare", "strict", "--zone", ofZone);
                assertThat(table.out())
                        .containsPattern("KPI +scope +first +strict +difference")
                        .containsPattern("Loan balance +zone +5,000\\.00 +3,000\\.00 +-2,000\\.00 +CNY")
                        .contains("Edition strict has read as far", "is what this program comes to.");

                // When, Then: each verifies by itself, with its own dead letters
                assertThat(run(pipeline, "audit", "verify", "--all").status()).isEqualTo(ExitStatus.OK);
                assertThat(run(pipeline, "audit", "verify", "--all", "--edition", "strict", "--zone", ofZone)
                                .status())
                        .isEqualTo(ExitStatus.OK);
                String archive = folder.resolve("strict.zip").toString();
                assertThat(run(pipeline, "audit", "export", "--edition", "strict", "--zone", ofZone, "--out", archive)
                                .status())
                        .isEqualTo(ExitStatus.OK);
                assertThat(Zonepulse.run("audit", "verify", "--all", "--archive", archive))
                        .isEqualTo(ExitStatus.OK);
                assertThat(run(pipeline, "dead-letters", "list").out()).doesNotContain("UNKNOWN_LOAN_PRODUCT");
                assertThat(run(pipeline, "dead-letters", "list", "--edition", "strict")
                                .out())
                        .contains("UNKNOWN_LOAN_PRODUCT");

                // When, Then: switched while readers ask, there and back
                switchThereAndBack(pipeline, ofZone, addressOfOther);

                // When, Then: an edition that is computed isn't deleted
                Run running = run(pipeline, "editions", "delete", "strict", "--yes");
                assertThat(running.status()).isEqualTo(ExitStatus.REFUSED);
                assertThat(running.err()).contains("is being computed");
            }
            deleteWhenNobodyComputesIt(pipeline);
        }
    }

    private void switchThereAndBack(SmallPipeline pipeline, String ofZone, URI addressOfOther) throws Exception {
        try (ApplicationContext feed = feed(pipeline, addressOfOther)) {
            URI address = feed.getBean(EmbeddedServer.class).getURI();
            await().atMost(PATIENCE).until(() -> balance(address), "5000.00"::equals);
            assertThat(get(address, "/api/v1/enterprises/" + ENTERPRISE).toString())
                    .contains("ip-pledge-loan");
            try (Live live = listen(address);
                    Watch watch = new Watch(address)) {
                String first = live.untilSnapshot("5000.00");

                // When
                Run there = run(
                        pipeline,
                        "editions",
                        "switch",
                        "strict",
                        "--reason",
                        "a product has ended",
                        "--by",
                        "an operator",
                        "--zone",
                        ofZone);
                assertThat(there.status()).as(there.out() + there.err()).isEqualTo(ExitStatus.OK);
                assertThat(there.out()).contains("Edition strict is live. Back: zonepulse editions switch first");

                // Then: who listens begins anew, who asks gets the one or the other, whole
                String second = live.untilSnapshot("3000.00");
                assertThat(originOf(second)).isNotEqualTo(originOf(first));
                await().atMost(PATIENCE).until(() -> balance(address), "3000.00"::equals);
                await().atMost(PATIENCE)
                        .until(
                                () -> get(address, "/api/v1/quality"),
                                quality -> quality.path("deadLettersByReason")
                                                .path("UNKNOWN_LOAN_PRODUCT")
                                                .asInt()
                                        == 1);
                assertThat(get(address, "/api/v1/anomalies").toString()).contains("loan:L2");
                assertThat(get(address, "/api/v1/cuts?limit=200").path("cuts").findValuesAsText("number"))
                        .startsWith(get(address, "/api/v1/cuts/latest")
                                .path("cut")
                                .path("number")
                                .asText());
                // Stories come from the stores of the edition that is shown.
                JsonNode story = get(address, "/api/v1/enterprises/" + ENTERPRISE);
                assertThat(story.toString()).contains("digital-loan").doesNotContain("ip-pledge-loan");
                // Commands follow the live edition, too.
                assertThat(run(pipeline, "kpi", "--measure", "loan-balance", "--scope", "zone")
                                .out())
                        .contains("3,000.00");
                assertThat(run(pipeline, "audit", "verify", "--zone", ofZone).out())
                        .contains("edition strict", "Equal.");

                // When: back
                Run back = run(pipeline, "editions", "switch", "first");
                assertThat(back.status()).as(back.out() + back.err()).isEqualTo(ExitStatus.OK);

                // Then
                assertThat(originOf(live.untilSnapshot("5000.00"))).isEqualTo(originOf(first));
                await().atMost(PATIENCE).until(() -> balance(address), "5000.00"::equals);
                assertThat(watch.seen())
                        .as("the balances of zone and park, as one answer has them")
                        .containsOnly("5000.00 5000.00", "3000.00 3000.00");
            }
            JsonNode list = list(pipeline);
            assertThat(list.path("switches").findValuesAsText("edition")).containsExactly("strict", "first");
            assertThat(list.path("switches").path(0).path("reason").asText()).isEqualTo("a product has ended");
        }
    }

    private void deleteWhenNobodyComputesIt(SmallPipeline pipeline) throws Exception {
        // When: it has fallen behind
        pipeline.publish("loans", loan("bof-9", "2023-03-01", "LoanDisbursed", "L1", "1.00"));
        awaitBalance(pipeline, Edition.FIRST, 500_100L);
        Run late = run(
                pipeline,
                "editions",
                "switch",
                "strict",
                "--zone",
                folder.resolve("strict.yaml").toString());

        // Then
        assertThat(late.status()).as(late.out() + late.err()).isEqualTo(ExitStatus.ANSWER_IS_NO);
        assertThat(late.out()).contains("It hasn't read as far as the live edition", "Nothing was switched");

        // When: it is deleted
        assertThat(run(pipeline, "editions", "delete", "first").status()).isEqualTo(ExitStatus.REFUSED);
        Run[] gone = new Run[1];
        await().atMost(PATIENCE)
                .until(
                        () -> {
                            gone[0] = run(pipeline, "editions", "delete", "strict");
                            return gone[0].status();
                        },
                        status -> status == ExitStatus.ANSWER_IS_NO);
        assertThat(gone[0].out()).contains("zone.kpi.cuts.v1.strict", "zonepulse-kpi-strict-ledger-changelog");
        assertThat(run(pipeline, "editions", "delete", "strict", "--yes").status())
                .isEqualTo(ExitStatus.OK);

        // Then: of the first nothing is missing
        try (Admin admin = Admin.create(pipeline.settings())) {
            await().atMost(PATIENCE)
                    .until(
                            () -> admin.listTopics().names().get(),
                            names -> names.stream().noneMatch(name -> name.contains("strict")));
            assertThat(admin.listTopics().names().get())
                    .contains(TopicCatalogue.KPI_CUTS.name(), "zonepulse-kpi-ledger-changelog");
        }
        assertThat(run(pipeline, "audit", "verify").status()).isEqualTo(ExitStatus.OK);
    }

    /** Two loans; of one the strict zone doesn't know the product. */
    private static void fill(SmallPipeline pipeline) throws Exception {
        pipeline.publish("registrations", event("amr-1", "market-regulator", "2020-01-01", """
                {"type": "Registered", "name": "A", "park": "nanhai", "industry": "C3670"}"""));
        pipeline.publish(
                "loans",
                granted("bof-1", "L1", "digital-loan"),
                loan("bof-2", "2021-02-01", "LoanDisbursed", "L1", "3000.00"),
                granted("bof-3", "L2", "ip-pledge-loan"),
                loan("bof-4", "2021-02-01", "LoanDisbursed", "L2", "2000.00"));
        pipeline.await(DAY);
    }

    private static String event(String id, String source, String day, String fact) {
        return """
                {"eventId": "%s", "source": "%s", "occurredOn": "%s", "enterpriseId": "%s", "fact": %s}""".formatted(id, source, day, ENTERPRISE, fact);
    }

    private static String granted(String id, String loan, String product) {
        return event(id, "bank-of-foshan", "2021-01-01", """
                {"type": "LoanGranted", "loanId": "%s", "product": "%s", "bank": "bank-of-foshan",\
                 "amount": {"amount": "9000.00", "currency": "CNY"}}""".formatted(loan, product));
    }

    private static String loan(String id, String day, String type, String loan, String amount) {
        return event(id, "bank-of-foshan", day, """
                {"type": "%s", "loanId": "%s", "amount": {"amount": "%s", "currency": "CNY"}}""".formatted(type, loan, amount));
    }

    private Path strictZone() throws IOException {
        List<String> lines = ZoneFile.bundledText()
                .lines()
                .filter(line -> !line.contains("id: ip-pledge-loan"))
                .toList();
        return Files.write(folder.resolve("strict.yaml"), lines);
    }

    private ApplicationContext kpiService(SmallPipeline pipeline, Path zone, URI address) {
        Map<String, Object> settings = services(pipeline, address.getPort());
        settings.put("zonepulse.zone", zone.toString());
        settings.put("zonepulse.kpi.edition", STRICT.name());
        settings.put("zonepulse.kpi.session-timeout", "6s");
        settings.put("zonepulse.kpi.state-dir", folder.resolve("strict-state").toString());
        return org.zonepulse.kpi.Application.start(settings);
    }

    private ApplicationContext feed(SmallPipeline pipeline, URI addressOfOther) throws Exception {
        Map<String, Object> settings = services(pipeline, freeAddress().getPort());
        URI addressOfFirst = URI.create("http://" + pipeline.ports().address(Ports.Use.KPI_SERVICE));
        settings.put("zonepulse.feed.kpi-service", List.of(addressOfFirst.toString(), addressOfOther.toString()));
        return org.zonepulse.feed.Application.start(settings);
    }

    private static Map<String, Object> services(SmallPipeline pipeline, int port) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("kafka.bootstrap.servers", pipeline.address().bootstrapServers());
        settings.put("schema.registry.url", pipeline.address().registry());
        settings.put("micronaut.server.port", port);
        return settings;
    }

    private static URI freeAddress() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
    }

    private static void awaitBalance(SmallPipeline pipeline, Edition edition, long fen) throws InterruptedException {
        try (KpiView view = KpiView.open(pipeline.settings(), edition)) {
            assertThat(view.await(
                            state -> state.current().stream()
                                    .anyMatch(kpi -> kpi.series().toString().equals("loan-balance@zone")
                                            && Long.valueOf(fen).equals(kpi.amount())),
                            PATIENCE))
                    .as("edition %s comes to %s fen", edition, fen)
                    .isTrue();
        }
    }

    private JsonNode list(SmallPipeline pipeline) throws IOException {
        Run list = run(pipeline, "editions", "list", "--json");
        assertThat(list.status()).as(list.err()).isEqualTo(ExitStatus.OK);
        return list.json();
    }

    private static List<String> behind(JsonNode list) {
        return list.path("editions").findValuesAsText("behind");
    }

    /** The balances that differ: live, other and difference, by scope. */
    private static Map<String, String> balances(JsonNode compared) {
        Map<String, String> found = new HashMap<>();
        for (JsonNode kpi : compared.path("kpis")) {
            if (kpi.path("measure").asText().equals("loan-balance")) {
                found.put(
                        kpi.path("scope").asText(),
                        kpi.path("live").asText() + " " + kpi.path("other").asText() + " "
                                + kpi.path("difference").asText());
            }
        }
        return found;
    }

    private String balance(URI feed) throws Exception {
        return get(feed, "/api/v1/kpis/loan-balance?scope=zone")
                .path("value")
                .path("amount")
                .asText();
    }

    private JsonNode get(URI feed, String path) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(feed.resolve(path)).timeout(PATIENCE).build();
        return JSON.readTree(client.send(request, BodyHandlers.ofString()).body());
    }

    private static String originOf(String id) {
        return id.substring(id.indexOf('.'));
    }

    private Run run(SmallPipeline pipeline, String... arguments) {
        written.reset();
        complained.reset();
        int status = Zonepulse.run(pipeline.arguments(arguments));
        return new Run(status, written.toString(StandardCharsets.UTF_8), complained.toString(StandardCharsets.UTF_8));
    }

    private Live listen(URI feed) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(feed.resolve("/api/v1/live?measure=loan-balance&scope=zone"))
                .timeout(PATIENCE)
                .build();
        return new Live(client.send(request, BodyHandlers.ofLines()));
    }

    /** The lines of a connection to the live feed. */
    private record Live(HttpResponse<Stream<String>> response, Iterator<String> lines) implements AutoCloseable {
        private Live(HttpResponse<Stream<String>> response) {
            this(response, response.body().iterator());
        }

        /** Waits for an event that tells everything anew, and has this amount; gives its id. */
        private String untilSnapshot(String amount) {
            String event = "";
            String id = "";
            while (true) {
                String line = lines.next();
                event = line.startsWith("event: ") ? line : event;
                id = line.startsWith("id: ") ? line : id;
                if (line.startsWith("data: ")
                        && event.equals("event: snapshot")
                        && line.contains("\"amount\":\"" + amount + "\"")) {
                    return id;
                }
            }
        }

        @Override
        public void close() {
            response.body().close();
        }
    }

    /** Asks again and again for the balances of the zone and of the only park that has one. */
    private final class Watch implements AutoCloseable {
        private final AtomicBoolean over = new AtomicBoolean();
        private final CompletableFuture<List<String>> asking;

        private Watch(URI feed) {
            asking = CompletableFuture.supplyAsync(() -> {
                List<String> seen = new ArrayList<>();
                try {
                    while (!over.get()) {
                        JsonNode values = get(feed, "/api/v1/kpis?measure=loan-balance&scope=zone&scope=park")
                                .path("values");
                        seen.add(String.join(" ", amounts(values)));
                    }
                    return seen;
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
        }

        private static List<String> amounts(JsonNode values) {
            List<String> amounts = new ArrayList<>();
            values.forEach(value -> {
                if (!value.path("amount").asText().equals("0.00")) {
                    amounts.add(value.path("amount").asText());
                }
            });
            return amounts;
        }

        private List<String> seen() throws Exception {
            over.set(true);
            return asking.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }

        @Override
        public void close() {
            over.set(true);
        }
    }
}
