package org.zonepulse.systemtests.cluster;

import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.InternalServerErrorException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.Frame;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.testcontainers.DockerClientFactory;

/**
 * One container of the cluster, and what can befall it.
 *
 * @param id Docker's id
 * @param name Docker's name, for people
 */
record Machine(String id, String name) {

    private static final DockerClient DOCKER = DockerClientFactory.instance().client();
    private static final Map<String, Map<String, ContainerNetwork>> CUT_OFF = new ConcurrentHashMap<>();

    /** Ends its process at once, as kill -9 does; nobody starts it again until {@link #start}. */
    void kill() {
        DOCKER.killContainerCmd(id).withSignal("KILL").exec();
    }

    /** Tells it to stop, and returns when it has. */
    void stop() {
        DOCKER.stopContainerCmd(id).withTimeout(60).exec();
    }

    void start() {
        DOCKER.startContainerCmd(id).exec();
    }

    /** Whether the machine has ended it, the last time that it ended, since it took more memory than it may. */
    boolean wasEndedForWantOfMemory() {
        return Boolean.TRUE.equals(inspect().getState().getOOMKilled());
    }

    /** Lets its processes stand still. The engine tries for a moment only, in which a busy machine may not have stopped them all. */
    void freeze() {
        await(name + " stands still")
                .atMost(Duration.ofMinutes(1))
                .ignoreExceptionsInstanceOf(InternalServerErrorException.class)
                .until(() -> {
                    DOCKER.pauseContainerCmd(id).exec();
                    return true;
                });
    }

    void thaw() {
        DOCKER.unpauseContainerCmd(id).exec();
    }

    /** Takes it off all networks; those that talked to it get no answer any more, nor a refusal. */
    void cutOff() {
        Map<String, ContainerNetwork> networks =
                Map.copyOf(inspect().getNetworkSettings().getNetworks());
        CUT_OFF.put(id, networks);
        networks.keySet()
                .forEach(network -> DOCKER.disconnectFromNetworkCmd()
                        .withNetworkId(network)
                        .withContainerId(id)
                        .withForce(true)
                        .exec());
    }

    /** Puts it back on its networks, under the names that it had. */
    void reconnect() {
        Map<String, ContainerNetwork> networks = CUT_OFF.remove(id);
        if (networks == null) {
            return;
        }
        networks.forEach((network, before) -> {
            List<String> aliases = before.getAliases();
            DOCKER.connectToNetworkCmd()
                    .withNetworkId(network)
                    .withContainerId(id)
                    .withContainerNetwork(new ContainerNetwork().withAliases(aliases == null ? List.of() : aliases))
                    .exec();
        });
    }

    /**
     * What a program of the image said when it had ended.
     *
     * @param status its exit status
     * @param said what it wrote
     */
    record Answer(long status, String said) {}

    /** Whether its service says that it is ready. */
    boolean isReady() throws InterruptedException {
        return health().filter(answer -> answer.status() == 0).isPresent();
    }

    /** What the image's own health check says, which Docker asks more seldom; nothing if the container isn't running at the moment. */
    Optional<Answer> health() throws InterruptedException {
        return ask("/opt/zonepulse/bin/healthcheck");
    }

    /** Runs a program within the container; nothing if that isn't running at the moment. */
    Optional<Answer> ask(String... program) throws InterruptedException {
        try {
            String question = DOCKER.execCreateCmd(id)
                    .withCmd(program)
                    .withAttachStdout(true)
                    .withAttachStderr(true)
                    .exec()
                    .getId();
            Said said = new Said();
            DOCKER.execStartCmd(question).exec(said).awaitCompletion();
            Long status = DOCKER.inspectExecCmd(question).exec().getExitCodeLong();
            return Optional.ofNullable(status).map(ended -> new Answer(ended, said.toString()));
        } catch (ConflictException | NotFoundException e) {
            return Optional.empty();
        }
    }

    /** The exit status of its process; nothing while that runs. */
    OptionalLong ended() {
        InspectContainerResponse.ContainerState state = inspect().getState();
        Long status = state.getExitCodeLong();
        return Boolean.TRUE.equals(state.getRunning()) || status == null
                ? OptionalLong.empty()
                : OptionalLong.of(status);
    }

    /** What its process gets as environment. */
    List<String> environment() {
        String[] environment = inspect().getConfig().getEnv();
        return environment == null ? List.of() : List.of(environment);
    }

    /** Deletes it, with the volumes that are its own. */
    void delete() {
        DOCKER.removeContainerCmd(id).withForce(true).withRemoveVolumes(true).exec();
    }

    /** What it has logged since it was started last. */
    String logOfThisRun() throws InterruptedException {
        Said log = new Said();
        String startedAt = inspect().getState().getStartedAt();
        DOCKER.logContainerCmd(id)
                .withStdOut(true)
                .withStdErr(true)
                .withSince((int) Instant.parse(startedAt == null ? Instant.EPOCH.toString() : startedAt)
                        .getEpochSecond())
                .exec(log)
                .awaitCompletion();
        return log.toString();
    }

    /** What comes on both of a program's outputs. */
    private static final class Said extends ResultCallback.Adapter<Frame> {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public void onNext(Frame frame) {
            bytes.writeBytes(frame.getPayload());
        }

        @Override
        public String toString() {
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }

    private InspectContainerResponse inspect() {
        return DOCKER.inspectContainerCmd(id).exec();
    }
}
