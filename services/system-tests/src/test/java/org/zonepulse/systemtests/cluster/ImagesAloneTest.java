package org.zonepulse.systemtests.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testcontainers.DockerClientFactory;

/**
 * Each image by itself, with nothing to talk to and as little room as Compose's file gives it: it says what is missing. That is what
 * somebody sees who forgot something.
 */
@EnabledIf("org.zonepulse.systemtests.cluster.Images#canBeUsed")
class ImagesAloneTest {

    private static final DockerClient DOCKER = DockerClientFactory.instance().client();
    private static final Duration AT_MOST = Duration.ofMinutes(2);
    private static final int REFUSED = 78;
    private static final int UNAVAILABLE = 3;
    private static final String BROKERS = "127.0.0.1:9092";

    private final List<Machine> started = new ArrayList<>();

    @BeforeAll
    static void build() throws Exception {
        Images.build();
    }

    @AfterEach
    void delete() {
        started.forEach(Machine::delete);
    }

    @ParameterizedTest
    @ValueSource(strings = {"registration-service", "certification-service", "loan-service", "trade-fair-service"})
    void shouldAskWhoMayPublishBeforeAnEmitterListensToOthers(String image) throws Exception {
        // When
        Machine emitter = start(image, Map.of());

        // Then
        assertThat(status(emitter)).as(emitter.logOfThisRun()).isEqualTo(REFUSED);
        assertThat(emitter.logOfThisRun()).contains("zonepulse.access.publishers");
    }

    @Test
    void shouldHaveAnEmitterRunAndNameTheBrokersAndTheRegistryThatDoNotAnswer() throws Exception {
        // When
        Machine emitter = start("loan-service", Map.of("ZONEPULSE_ACCESS_ALLOW_ANONYMOUS", "true"));

        // Then
        assertThat(unwell(emitter))
                .contains("503", "no broker answers at " + BROKERS)
                .containsPattern("schema-registry.*DOWN");
    }

    @Test
    void shouldHaveTheFeedRunAndNameTheBrokersThatDoNotAnswer() throws Exception {
        // When
        Machine feed = start("kpi-feed", Map.of());

        // Then
        assertThat(unwell(feed)).contains("503", "no broker answers at " + BROKERS);
    }

    @Test
    void shouldEndKpiServiceWithTheBrokersThatDoNotAnswer() throws Exception {
        // When
        Machine service = start("kpi-service", Map.of());

        // Then
        assertThat(status(service)).isNotZero();
        assertThat(service.logOfThisRun()).contains("zone.loans.v1", BROKERS, "is a broker running there?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"topics check --wait=0", "kpi", "audit verify"})
    void shouldEndTheCommandWithTheBrokersThatDoNotAnswer(String command) throws Exception {
        // When
        Machine cli = start(
                "cli",
                Map.of(),
                Stream.concat(Stream.of(command.split(" ")), Stream.of("--lang=en", "--bootstrap-servers=" + BROKERS))
                        .toArray(String[]::new));

        // Then
        assertThat(status(cli)).as(cli.logOfThisRun()).isEqualTo(UNAVAILABLE);
        assertThat(cli.logOfThisRun()).contains(BROKERS);
    }

    @Test
    void shouldHelpWhoStartsTheCommandWithoutMore() throws Exception {
        // When
        Machine cli = start("cli", Map.of(), "--help", "--lang=en");

        // Then
        assertThat(status(cli)).isZero();
        assertThat(cli.logOfThisRun()).contains("Usage: zonepulse");
    }

    private Machine start(String image, Map<String, String> environment, String... arguments) {
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
        Machine machine = new Machine(id, image);
        started.add(machine);
        machine.start();
        return machine;
    }

    /** The exit status of its process, when that has ended. */
    private static long status(Machine machine) throws InterruptedException {
        Cluster.await(
                AT_MOST, "the end of " + machine.name(), () -> machine.ended().isPresent());
        return machine.ended().orElseThrow();
    }

    /** What the health check says, once the service answers it. */
    private static String unwell(Machine machine) throws InterruptedException {
        Cluster.await(
                AT_MOST,
                machine.name() + " answers",
                () -> machine.health()
                        .filter(answer -> answer.said().contains("not ready"))
                        .isPresent());
        return machine.health().map(Machine.Answer::said).orElseThrow();
    }
}
