package org.zonepulse.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zonepulse.schemas.TopicCatalogue;

/** With a real broker and a real registry. */
class TopicsCommandTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LOANS = TopicCatalogue.LOANS.name();
    private static final int ALL = TopicCatalogue.all().size();
    private static final int OF_EDITION = TopicCatalogue.outputs().size();

    private final PrintStream realOut = System.out;
    private final PrintStream realErr = System.err;

    @TempDir
    private Path folder;

    private record Run(int status, String out, String err) {
        JsonNode json() throws Exception {
            return JSON.readTree(out);
        }

        List<Tuple> drift() throws Exception {
            List<Tuple> drift = new ArrayList<>();
            json().path("drift")
                    .forEach(each -> drift.add(
                            tuple(each.path("kind").asText(), each.path("where").asText())));
            return drift;
        }
    }

    @Test
    void shouldMakeWhatIsMissingAndTellWhatDeviates() throws Exception {
        Ports ports = Ports.anywhere();
        try (DataFolder data = DataFolder.open(folder)) {
            var settings = new RegistryProcess.Settings(Installation.in(Path.of("target")), data, ports, false);
            try (EmbeddedBroker broker = EmbeddedBroker.start(
                            data.stateOf("broker"),
                            ports.address(Ports.Use.BROKER),
                            ports.address(Ports.Use.CONTROLLER));
                    RegistryKeeper registry = new RegistryKeeper(settings, Progress.silent(), Words.english());
                    Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
                String portBase = Integer.toString(ports.base());
                Progress.silent().step("registry", registry::start);

                // When, Then: nothing is there
                Run before = run("topics", "check", "--json", "--port-base", portBase);
                assertThat(before.status()).isEqualTo(ExitStatus.ANSWER_IS_NO);
                assertThat(before.drift())
                        .hasSize(2 * ALL)
                        .contains(tuple("topic-missing", LOANS), tuple("schema-missing", LOANS + "-value"));
                assertThat(admin.listTopics().names().get()).doesNotContain(LOANS);

                // When, Then: all is made
                Run first = run("topics", "apply", "--json", "--port-base", portBase, "--partitions", "3");
                assertThat(first.drift()).isEmpty();
                assertThat(first.status()).isEqualTo(ExitStatus.OK);
                assertThat(first.json().path("created")).hasSize(ALL);
                assertThat(first.json().path("registered")).hasSize(ALL);
                assertThat(partitions(admin, LOANS)).isEqualTo(3);

                // When, Then: again, nothing is left to do
                Run second = run("topics", "apply", "--port-base", portBase);
                assertThat(second.out()).isEqualTo("All topics and schemas are as they should be.\n");
                assertThat(second.status()).isEqualTo(ExitStatus.OK);

                // When, Then: another edition's come when they are asked for, and are looked at from then on
                Run edition = run("topics", "apply", "--json", "--edition", "autumn", "--port-base", portBase);
                assertThat(edition.json().path("created").toString())
                        .contains("zone.kpi.values.v1.autumn", "zone.dead-letters.v1.autumn");
                assertThat(edition.json().path("registered")).hasSize(OF_EDITION);
                assertThat(edition.status()).isEqualTo(ExitStatus.OK);
                alter(admin, "zone.kpi.cuts.v1.autumn", "retention.ms", "1000");
                assertThat(run("topics", "check", "--json", "--port-base", portBase)
                                .drift())
                        .containsExactly(tuple("setting-differs", "zone.kpi.cuts.v1.autumn"));
                assertThat(run("topics", "apply", "--fix-settings", "--port-base", portBase)
                                .status())
                        .isEqualTo(ExitStatus.OK);

                // When, Then: things have happened
                admin.deleteTopics(List.of(LOANS)).all().get();
                alter(admin, TopicCatalogue.CALENDAR.name(), "retention.ms", "1000");
                admin.createTopics(List.of(
                                new NewTopic("zonepulse-kpi-ledger-changelog", 3, (short) 1),
                                new NewTopic("zone.inbox.loans.bank-of-foshan.v1", 1, (short) 1)))
                        .all()
                        .get();
                weaken(settings.url(), LOANS + "-value");
                Run after = run(
                        "topics",
                        "check",
                        "--json",
                        "--port-base",
                        portBase,
                        "--replication-factor",
                        "2",
                        "--internal-topics-of",
                        "zonepulse-kpi");
                assertThat(after.status()).isEqualTo(ExitStatus.ANSWER_IS_NO);
                assertThat(after.drift())
                        .contains(
                                tuple("topic-missing", LOANS),
                                tuple("setting-differs", TopicCatalogue.CALENDAR.name()),
                                tuple("too-few-replicas", TopicCatalogue.REGISTRATIONS.name() + "/2"),
                                tuple("too-few-replicas", "zonepulse-kpi-ledger-changelog/0"),
                                tuple("schema-missing", "zone.inbox.loans.bank-of-foshan.v1-value"),
                                tuple("compatibility-too-weak", LOANS + "-value"));

                // When, Then: another number of partitions would tear events apart
                Run uneven = run("topics", "apply", "--port-base", portBase, "--partitions", "5");
                assertThat(uneven.status()).isEqualTo(ExitStatus.REFUSED);
                assertThat(uneven.err()).contains("--partitions N", TopicCatalogue.REGISTRATIONS.name() + "=3");

                // When, Then: what is missing comes with the number that is there; settings stay, unless that is wanted
                Run mended = run("topics", "apply", "--json", "--port-base", portBase);
                assertThat(mended.drift())
                        .containsExactly(
                                tuple("setting-differs", TopicCatalogue.CALENDAR.name()),
                                tuple("compatibility-too-weak", LOANS + "-value"));
                assertThat(mended.json().path("registered").toString())
                        .isEqualTo("[\"zone.inbox.loans.bank-of-foshan.v1-value\"]");
                assertThat(partitions(admin, LOANS)).isEqualTo(3);
                Run fixed = run("topics", "apply", "--fix-settings", "--port-base", portBase);
                assertThat(fixed.status()).isEqualTo(ExitStatus.ANSWER_IS_NO);
                assertThat(fixed.out())
                        .contains("Set retention.ms of " + TopicCatalogue.CALENDAR.name() + " to -1; it was 1000")
                        .contains("1 deviations", "compatibility", "FULL_TRANSITIVE", "BACKWARD");
            }
        }
    }

    @Test
    void shouldSayWhereNoClusterAnswers() {
        // When
        Run run =
                run("topics", "apply", "--wait", "0", "--bootstrap-servers", "127.0.0.1:9", "--client-config", quick());

        // Then
        assertThat(run.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(run.err()).contains("No Kafka cluster has answered at 127.0.0.1:9", "--wait");
        assertThat(run.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--wait=-1",
                "--partitions=0",
                "--replication-factor=0",
                "--replication-factor=2 --min-insync-replicas=3",
                "--partitions=many"
            })
    void shouldRefuseChoicesThatCannotBe(String options) {
        // When
        Run run = run(("topics check " + options).split(" "));

        // Then
        assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(run.err()).contains(options.substring(0, options.indexOf('=')));
    }

    /** So that nobody waits for what isn't there. */
    private String quick() {
        try {
            return Files.writeString(
                            folder.resolve("quick.properties"), "request.timeout.ms=500\ndefault.api.timeout.ms=1000\n")
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int partitions(Admin admin, String topic) throws Exception {
        return Objects.requireNonNull(admin.describeTopics(List.of(topic))
                        .allTopicNames()
                        .get()
                        .get(topic))
                .partitions()
                .size();
    }

    private static void alter(Admin admin, String topic, String setting, String value) throws Exception {
        admin.incrementalAlterConfigs(Map.of(
                        new ConfigResource(ConfigResource.Type.TOPIC, topic),
                        List.of(new AlterConfigOp(new ConfigEntry(setting, value), AlterConfigOp.OpType.SET))))
                .all()
                .get();
    }

    private static void weaken(URI registry, String subject) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(registry + "/config/" + subject))
                            .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                            .PUT(HttpRequest.BodyPublishers.ofString("{\"compatibility\": \"BACKWARD\"}"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }
    }

    private Run run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        try {
            List<String> all = new ArrayList<>(List.of(arguments));
            all.addAll(List.of("--lang", "en"));
            int status = Zonepulse.run(all.toArray(String[]::new));
            return new Run(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(realOut);
            System.setErr(realErr);
        }
    }
}
