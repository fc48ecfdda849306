package org.zonepulse.systemtests.cluster;

import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Container;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.testcontainers.DockerClientFactory;
import org.zonepulse.ledger.event.EventStream;
import org.zonepulse.sandbox.PipelineAddress;
import org.zonepulse.sandbox.Ports;

/** The cluster of docker/compose.yaml, on ports and under a name of its own. */
final class Cluster implements AutoCloseable {

    static final String KPI_SERVICE = "kpi-service";
    static final String REGISTRY = "registry";
    static final String FEED = "kpi-feed";

    static final Duration START_AT_MOST = Duration.ofMinutes(5);
    private static final int SECOND_BROKER = 11;
    private static final int THIRD_BROKER = 12;
    private static final int PROMETHEUS = 13;
    private static final String COMMAND = Images.file("docker/cluster").toString();
    /** Gives one broker a disk that can be filled. */
    private static final File SMALL_DISK = Path.of("src/test/resources/cluster/small-disk.yaml")
            .toAbsolutePath()
            .toFile();

    private static final String SMALL_DISK_KEEPER = "small-disk";
    private static final String FILLER = "/disk/filler";
    private static final DockerClient DOCKER = DockerClientFactory.instance().client();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final Ports ports;
    /** Compose's name for it. */
    private final String project;

    private Cluster(Ports ports) {
        this.ports = ports;
        this.project = "zonepulse" + ports.base();
    }

    /** Builds the images, and starts the cluster by its users' command; returns when all of it is ready. */
    static Cluster start() throws Exception {
        Images.build();
        Cluster cluster = new Cluster(Ports.anywhere());
        try {
            List<String> command = new ArrayList<>(List.of(COMMAND, "up", "--monitoring"));
            if (Images.isAirGapped()) {
                command.add("--air-gapped");
            }
            command.addAll(List.of("--override", SMALL_DISK.toString(), "--port-base", "" + cluster.ports.base()));
            cluster.run(command);
            cluster.awaitReady();
            return cluster;
        } catch (Exception | AssertionError e) {
            cluster.close();
            throw e;
        }
    }

    /** Where clients outside find it: all three brokers, so that any may be away. */
    PipelineAddress address() {
        String brokers = ports.address(Ports.Use.BROKER) + ",127.0.0.1:" + (ports.base() + SECOND_BROKER)
                + ",127.0.0.1:" + (ports.base() + THIRD_BROKER);
        return new PipelineAddress(brokers, PipelineAddress.of(ports).registry());
    }

    /** Where events of a stream are posted. */
    URI emitter(EventStream stream) {
        return at(
                switch (stream) {
                    case REGISTRATIONS -> Ports.Use.REGISTRATION_SERVICE;
                    case CERTIFICATIONS -> Ports.Use.CERTIFICATION_SERVICE;
                    case LOANS -> Ports.Use.LOAN_SERVICE;
                    case TRADE_FAIRS -> Ports.Use.TRADE_FAIR_SERVICE;
                },
                "/events");
    }

    URI feed(String path) {
        return at(Ports.Use.KPI_FEED, path);
    }

    /** What Prometheus answers to a question in its language. */
    String measured(String query) throws IOException, InterruptedException {
        URI question = URI.create("http://127.0.0.1:" + (ports.base() + PROMETHEUS) + "/api/v1/query?query="
                + URLEncoder.encode(query, StandardCharsets.UTF_8));
        return http.send(HttpRequest.newBuilder(question).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private URI at(Ports.Use use, String path) {
        return URI.create("http://" + ports.address(use) + path);
    }

    /** The containers of a service, in order of their numbers. */
    List<Machine> nodes(String service) {
        return nodes(Map.of("com.docker.compose.project", project, "com.docker.compose.service", service));
    }

    /** The containers of all services. */
    List<Machine> nodes() {
        return nodes(Map.of("com.docker.compose.project", project));
    }

    private static List<Machine> nodes(Map<String, String> labels) {
        return DOCKER.listContainersCmd().withShowAll(true).withLabelFilter(labels).exec().stream()
                .sorted(Comparator.comparingInt(Cluster::number))
                .map(container -> new Machine(container.getId(), container.getNames()[0].substring(1)))
                .toList();
    }

    Machine node(String service) {
        return nodes(service).getFirst();
    }

    private static int number(Container container) {
        return Integer.parseInt(container.getLabels().get("com.docker.compose.container-number"));
    }

    /** Has so many instances of a service; those that are there already stay. */
    void scale(String service, int instances) throws IOException, InterruptedException {
        compose("up", "--detach", "--no-recreate", "--no-deps", "--scale", service + "=" + instances, service);
    }

    /** Deletes the containers of a service, and their volumes. */
    void remove(String service) throws IOException, InterruptedException {
        compose("rm", "--force", "--stop", "--volumes", service);
    }

    private void compose(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(COMMAND, "compose"));
        command.addAll(List.of(arguments));
        run(command);
    }

    /** Fills the disk of the broker that has a small one: {@code kafka-3}. */
    void fillDisk() throws InterruptedException {
        node(SMALL_DISK_KEEPER).ask("bash", "-c", "cat /dev/zero >" + FILLER);
    }

    /** Takes away what {@link #fillDisk} has put there. */
    void emptyDisk() throws InterruptedException {
        node(SMALL_DISK_KEEPER).ask("rm", "-f", FILLER);
    }

    /**
     * Starts one more instance of a service, with the settings of those that Compose has started, on a network that leads nowhere else.
     *
     * @param options of {@code docker run}; settings among them win
     */
    Machine another(String service, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "docker", "run", "--detach", "--network", project + "_inside", "--read-only", "--tmpfs", "/tmp:exec"));
        for (String setting : node(service).environment()) {
            command.addAll(List.of("--env", setting));
        }
        command.addAll(List.of(options));
        command.add(Images.name(service));
        return new Machine(run(command).strip(), "another " + service);
    }

    /** Runs the command's image beside the cluster; its standard output. A status other than 0 is an error. */
    String cli(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of("docker", "run", "--rm", "--network", project + "_inside", "--read-only", "--tmpfs", "/tmp"));
        command.add(Images.name("cli"));
        command.addAll(List.of(arguments));
        command.addAll(
                List.of("--bootstrap-servers", "kafka-1:9092", "--registry", "http://registry:8080/apis/ccompat/v7"));
        return run(command);
    }

    private String run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("COMPOSE_PROJECT_NAME", project);
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        if (status != 0) {
            throw new IllegalStateException(command + " ended with " + status + "\n" + out);
        }
        return out;
    }

    /** Waits until all services that outsiders reach are ready. */
    void awaitReady() {
        for (EventStream stream : EventStream.values()) {
            awaitReady(emitter(stream));
        }
        awaitReady(feed("/"));
        for (Machine node : nodes(KPI_SERVICE)) {
            await(node.name() + " ready").atMost(START_AT_MOST).until(node::isReady);
        }
    }

    private void awaitReady(URI service) {
        await(service + " ready")
                .atMost(START_AT_MOST)
                .until(() -> status(service.resolve("/health/readiness")) == 200);
    }

    /** What a service answers to a question: the status, or 0 if it doesn't. */
    int status(URI question) throws InterruptedException {
        try {
            return http.send(
                            HttpRequest.newBuilder(question)
                                    .timeout(Duration.ofSeconds(5))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    @Override
    public void close() throws IOException {
        http.close();
        try {
            run(List.of(COMMAND, "down", "--volumes"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
