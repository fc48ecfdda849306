package org.zonepulse.systemtests.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.testcontainers.DockerClientFactory;

/**
 * Each image by itself, with nothing to talk to and as little room as Compose's file gives it: it says what is missing. That is what
 * somebody sees who forgot something.
 */
@Tag("cluster")
@EnabledIf("org.zonepulse.systemtests.cluster.Images#canBeUsed")
class ImagesAloneTest {

    private static final DockerClient DOCKER = DockerClientFactory.instance().client();
    private static final Duration AT_MOST = Duration.ofMinutes(2);
    private static final Pattern SERVER_SPAN = Pattern.compile("'GET[^']*' : [0-9a-f]{32} [0-9a-f]{16} SERVER");
    private static final List<String> EMITTERS =
            List.of("registration-service", "certification-service", "loan-service", "trade-fair-service");
    private static final int REFUSED = 78;
    private static final String BROKERS = "127.0.0.1:9092";

    private static final Map<String, Machine> MACHINES = new HashMap<>();

    /** All at once: each of them waits for somebody most of the time. */
    @BeforeAll
    static void start() throws Exception {
        Images.build();
        EMITTERS.forEach(image -> start(image, image, Map.of()));
        start("open emitter", "loan-service", Map.of("ZONEPULSE_ACCESS_ALLOW_ANONYMOUS", "true"));
        start(
                "traced emitter",
                "loan-service",
                Map.of(
                        "ZONEPULSE_ACCESS_ALLOW_ANONYMOUS", "true",
                        "ZONEPULSE_TRACES", "http://127.0.0.1:4318",
                        "OTEL_TRACES_EXPORTER", "console"));
        start("kpi-feed", "kpi-feed", Map.of());
        start("kpi-service", "kpi-service", Map.of());
        start("inbox-service", "inbox-service", Map.of());
        for (String command : List.of("topics check --wait=0", "kpi", "audit verify")) {
            start(command, "cli", Map.of(), (command + " --bootstrap-servers=" + BROKERS).split(" "));
        }
        start("help", "cli", Map.of("LANG", "C.UTF-8"), "--help");
    }

    @AfterAll
    static void delete() {
        MACHINES.values().forEach(Machine::delete);
    }

    private static void start(String name, String image, Map<String, String> environment, String... arguments) {
        String id = DOCKER.createContainerCmd(Images.name(image))
                .withLabels(DockerClientFactory.DEFAULT_LABELS)
                .withEnv(environment.entrySet().stream()
                        .map(each -> each.getKey() + "=" + each.getValue())
                        .toList())
                .withCmd(arguments)
                .withHostConfig(HostConfig.newHostConfig()
                        .withNetworkMode("none")
                        .withReadonlyRootfs(true)
                        .withTmpFs(Map.of("/tmp", "exec"))
                        .withCapDrop(Capability.ALL))
                .exec()
                .getId();
        Machine machine = new Machine(id, name);
        MACHINES.put(name, machine);
        machine.start();
    }

    private static Machine machine(String name) {
        return Objects.requireNonNull(MACHINES.get(name), name);
    }

    @ParameterizedTest
    @FieldSource("EMITTERS")
    void shouldAskWhoMayPublishBeforeAnEmitterListensToOthers(String image) throws Exception {
        // Then
        assertThat(status(machine(image))).as(machine(image).logOfThisRun()).isEqualTo(REFUSED);
        assertThat(machine(image).logOfThisRun()).contains("zonepulse.access.publishers");
    }

    @Test
    void shouldHaveAnEmitterRunAndNameTheBrokersAndTheRegistryThatDoNotAnswer() throws Exception {
        // Then
        assertThat(unwell(machine("open emitter")))
                .contains("503", "no broker answers at " + BROKERS)
                .containsPattern("schema-registry.*DOWN");
    }

    @Test
    void shouldTellWhatItDoesAsTracesWhereTheyAreAskedFor() throws Exception {
        // Given
        Machine emitter = machine("traced emitter");

        // When
        String said = unwell(emitter);

        // Then
        assertThat(said).contains("503");
        await("a span of the question")
                .atMost(AT_MOST)
                .until(() -> SERVER_SPAN.matcher(emitter.logOfThisRun()).find());
    }

    @Test
    void shouldHaveTheFeedRunAndNameTheBrokersThatDoNotAnswer() throws Exception {
        // Then
        assertThat(unwell(machine("kpi-feed"))).contains("503", "no broker answers at " + BROKERS);
    }

    @Test
    void shouldHaveInboxServiceRunAndNameItsBrokers() throws Exception {
        // Then
        assertThat(unwell(machine("inbox-service"))).contains("503", "with the brokers at " + BROKERS);
    }

    @Test
    void shouldEndKpiServiceWithTheBrokersThatDoNotAnswer() throws Exception {
        // Given
        Machine service = machine("kpi-service");

        // Then
        assertThat(status(service)).isNotZero();
        assertThat(service.logOfThisRun()).contains("zone.loans.v1", BROKERS, "is a broker running there?");
    }

    @ParameterizedTest
    @CsvSource({"topics check --wait=0, 3", "kpi, 3", "audit verify, 2"})
    void shouldEndTheCommandWithTheBrokersThatDoNotAnswer(String command, int expected) throws Exception {
        // Given
        Machine cli = machine(command);

        // Then
        assertThat(status(cli)).as(cli.logOfThisRun()).isEqualTo(expected);
        assertThat(cli.logOfThisRun()).contains(BROKERS);
    }

    @Test
    void shouldHelpWhoStartsTheCommandWithoutMore() throws Exception {
        // Then
        assertThat(status(machine("help"))).isZero();
        assertThat(machine("help").logOfThisRun()).contains("Usage: zonepulse");
    }

    /** The exit status of its process, when that has ended. */
    private static long status(Machine machine) throws InterruptedException {
        await("the end of " + machine.name())
                .atMost(AT_MOST)
                .until(() -> machine.ended().isPresent());
        return machine.ended().orElseThrow();
    }

    /** What the health check says, once the service answers it. */
    private static String unwell(Machine machine) throws InterruptedException {
        await(machine.name() + " answers")
                .atMost(AT_MOST)
                .until(() -> machine.health()
                        .filter(answer -> answer.said().contains("not ready"))
                        .isPresent());
        return machine.health().map(Machine.Answer::said).orElseThrow();
    }
}
