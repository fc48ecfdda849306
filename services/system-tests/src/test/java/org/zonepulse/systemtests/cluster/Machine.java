package org.zonepulse.systemtests.cluster;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.Frame;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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

    /** Lets its processes stand still. */
    void freeze() {
        DOCKER.pauseContainerCmd(id).exec();
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

    /** Whether its service says that it is ready, by the image's own health check, which Docker asks more seldom. */
    boolean isReady() throws InterruptedException {
        try {
            String check = DOCKER.execCreateCmd(id)
                    .withCmd("/opt/zonepulse/bin/healthcheck")
                    .exec()
                    .getId();
            DOCKER.execStartCmd(check).exec(new ResultCallback.Adapter<Frame>()).awaitCompletion();
            Long status = DOCKER.inspectExecCmd(check).exec().getExitCodeLong();
            return status != null && status == 0;
        } catch (ConflictException | NotFoundException e) {
            return false; // it isn't running at the moment
        }
    }

    /** What it has logged since it was started last. */
    String logOfThisRun() throws InterruptedException {
        StringBuilder log = new StringBuilder();
        String startedAt = inspect().getState().getStartedAt();
        DOCKER.logContainerCmd(id)
                .withStdOut(true)
                .withStdErr(true)
                .withSince((int) Instant.parse(startedAt == null ? Instant.EPOCH.toString() : startedAt)
                        .getEpochSecond())
                .exec(new ResultCallback.Adapter<Frame>() {
                    @Override
                    public void onNext(Frame frame) {
                        log.append(new String(frame.getPayload(), StandardCharsets.UTF_8));
                    }
                })
                .awaitCompletion();
        return log.toString();
    }

    private InspectContainerResponse inspect() {
        return DOCKER.inspectContainerCmd(id).exec();
    }
}
