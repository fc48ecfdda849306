package org.zonepulse.systemtests.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.zonepulse.inbox.access.AclScript;
import org.zonepulse.systemtests.settings.SettingsTable;

/** Resources fit each other, and the services that they run. */
class ManifestsTest {

    private static final String OURS = "zonepulse/";
    private static final String NAME = "app.kubernetes.io/name";

    /** Made by Strimzi, or by the operator of the zone as docs/runbooks/kubernetes.md says. */
    private static final Set<String> SECRETS_FROM_ELSEWHERE =
            Set.of("zonepulse-cluster-ca-cert", "publishers", "ingress-tls");

    /** Of the JVM, and what other values are made from. */
    private static final Set<String> NOT_SETTINGS = Set.of("JAVA_TOOL_OPTIONS", "POD_NAME", "POD_NAMESPACE");

    private static final Pattern OF_KAFKA_CLIENTS = Pattern.compile("KAFKA_(SECURITY_PROTOCOL|SASL_.*|SSL_.*)");

    static List<Manifest> workloads() {
        return Manifests.workloads();
    }

    static Stream<Manifest> ourServices() {
        return workloads().stream()
                .filter(each -> each.image().startsWith(OURS) && !each.image().endsWith("/cli"));
    }

    @ParameterizedTest
    @MethodSource("ourServices")
    void shouldSayWhatTheServiceReads(Manifest workload) throws IOException {
        // Given
        String service = workload.image().substring(OURS.length());
        Set<String> known = SettingsTable.read()
                .variablesOf(service, workload.podLabels().containsKey("zonepulse.org/takes-events"));

        // When
        Set<String> said = new TreeSet<>(variables(workload));
        Files.readAllLines(Manifests.FOLDER.resolve("base/clients.env"))
                .forEach(line -> said.add(line.substring(0, line.indexOf('='))));
        said.removeAll(NOT_SETTINGS);
        said.removeIf(each -> OF_KAFKA_CLIENTS.matcher(each).matches());

        // Then
        assertThat(said).as("settings of " + service + ", by docs/settings.md").isSubsetOf(known);
    }

    @ParameterizedTest
    @MethodSource("ourServices")
    void shouldListenWhereTheServiceDoes(Manifest workload) throws IOException {
        // Given
        String service = workload.image().substring(OURS.length());
        JsonNode settings = Manifests.read(Manifests.HOME.resolve(
                        "services/" + service + "/src/main/resources/application-" + service + ".yml"))
                .getFirst();
        int port = settings.at("/micronaut/server/port").asInt();

        // When, Then
        assertThat(workload.containers().getFirst().at("/ports/0/containerPort").asInt())
                .isEqualTo(port);
        // inbox-service has none: nobody calls it but the kubelet and Prometheus.
        assertThat(servicesOf(workload))
                .allSatisfy(each ->
                        assertThat(each.at("/spec/ports/0/port").asInt()).isEqualTo(port));
    }

    @ParameterizedTest
    @MethodSource("ourServices")
    void shouldBeProbedWhereItsHealthIsTold(Manifest workload) {
        JsonNode container = workload.containers().getFirst();

        assertThat(container.at("/startupProbe/httpGet/path").asText()).isEqualTo("/health/liveness");
        assertThat(container.at("/livenessProbe/httpGet/path").asText()).isEqualTo("/health/liveness");
        assertThat(container.at("/readinessProbe/httpGet/path").asText()).isEqualTo("/health/readiness");
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void shouldProbePortsThatTheContainerHas(Manifest workload) {
        assertThat(workload.all("httpGet"))
                .allSatisfy(probe -> assertThat(workload.portNames())
                        .contains(probe.path("port").asText()));
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void shouldHaveLimitsAndFewRights(Manifest workload) {
        assertThat(workload.pod().at("/securityContext/runAsNonRoot").asBoolean())
                .isTrue();
        assertThat(workload.pod().at("/securityContext/runAsUser").asInt()).isEqualTo(10001);
        assertThat(workload.pod().at("/securityContext/seccompProfile/type").asText())
                .isEqualTo("RuntimeDefault");
        assertThat(workload.pod().path("automountServiceAccountToken").asBoolean(true))
                .isFalse();
        assertThat(workload.pod().path("enableServiceLinks").asBoolean(true)).isFalse();
        assertThat(workload.containers()).isNotEmpty().allSatisfy(container -> {
            assertThat(container.at("/resources/limits/memory").asText())
                    .isNotEmpty()
                    .isEqualTo(container.at("/resources/requests/memory").asText());
            assertThat(container.at("/resources/limits/cpu").asText()).isNotEmpty();
            assertThat(container.at("/resources/requests/cpu").asText()).isNotEmpty();
            assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean())
                    .isTrue();
            assertThat(container.at("/securityContext/allowPrivilegeEscalation").asBoolean(true))
                    .isFalse();
            assertThat(container.at("/securityContext/capabilities/drop/0").asText())
                    .isEqualTo("ALL");
        });
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void shouldMountVolumesThatThePodHas(Manifest workload) {
        // Given
        Set<String> volumes = Stream.of(workload.pod().path("volumes"), workload.at("/spec/volumeClaimTemplates"))
                .flatMap(list -> Manifest.list(list).stream())
                .map(volume ->
                        volume.path("name").asText(volume.at("/metadata/name").asText()))
                .collect(Collectors.toSet());

        // When
        Set<String> mounted = workload.containers().stream()
                .flatMap(container -> Manifest.list(container.path("volumeMounts")).stream())
                .map(mount -> mount.path("name").asText())
                .collect(Collectors.toSet());

        // Then
        assertThat(mounted).isEqualTo(volumes).contains("tmp");
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void shouldReferToSecretsAndConfigMapsThatWillBe(Manifest workload) {
        // Given
        Set<String> secrets =
                Manifests.ofKind("KafkaUser").stream().map(Manifest::name).collect(Collectors.toSet());
        secrets.addAll(SECRETS_FROM_ELSEWHERE);
        Set<String> maps = Manifests.kustomizations().stream()
                .flatMap(each -> Manifest.list(each.content().path("configMapGenerator")).stream())
                .map(each -> each.path("name").asText())
                .collect(Collectors.toSet());

        // When, Then
        assertThat(Stream.concat(
                        workload.all("secretName").map(JsonNode::asText),
                        workload.all("secretKeyRef")
                                .map(each -> each.path("name").asText())))
                .isSubsetOf(secrets);
        assertThat(Stream.concat(
                        workload.all("configMap").map(each -> each.path("name").asText()),
                        workload.all("configMapRef")
                                .map(each -> each.path("name").asText())))
                .isSubsetOf(maps);
        if (workload.podLabels().containsKey("zonepulse.org/uses-kafka")) {
            assertThat(Stream.concat(
                            workload.all("secretName").map(JsonNode::asText),
                            workload.all("secretKeyRef")
                                    .map(each -> each.path("name").asText())))
                    .as("each is let in to Kafka under its own name")
                    .contains(workload.name(), "zonepulse-cluster-ca-cert");
        }
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void shouldBeSelectedByItsOwnSelector(Manifest workload) {
        // A Job gets its selector from the cluster.
        if (!workload.kind().equals("Job")) {
            assertThat(Manifest.texts(workload.at("/spec/selector/matchLabels")))
                    .isNotEmpty()
                    .isEqualTo(Map.of(NAME, workload.name()));
        }
        assertThat(workload.podLabels())
                .containsEntry(NAME, workload.name())
                .containsEntry("app.kubernetes.io/part-of", "zonepulse");
        assertThat(workload.all("labelSelector"))
                .allSatisfy(each ->
                        assertThat(selects(each.path("matchLabels"), workload)).isTrue());
        if (workload.kind().equals("StatefulSet")) {
            Manifest headless = Manifests.ofKind("Service").stream()
                    .filter(each -> each.name().equals(workload.text("/spec/serviceName")))
                    .findFirst()
                    .orElseThrow();
            assertThat(headless.text("/spec/clusterIP")).isEqualTo("None");
            assertThat(selects(headless.at("/spec/selector"), workload)).isTrue();
        }
    }

    @Test
    void shouldSelectOneWorkloadByEachServiceAndBudget() {
        assertThat(Manifests.ofKind("Service"))
                .allSatisfy(service -> assertThat(selected(service.at("/spec/selector")))
                        .hasSize(1)
                        .allSatisfy(workload ->
                                assertThat(workload.portNames()).contains(service.text("/spec/ports/0/targetPort"))));
        assertThat(Manifests.ofKind("PodDisruptionBudget"))
                .allSatisfy(budget -> assertThat(selected(budget.at("/spec/selector/matchLabels")))
                        .hasSize(1));
        assertThat(workloads().stream().filter(each -> each.at("/spec/replicas").asInt() > 1))
                .allSatisfy(workload -> assertThat(Manifests.ofKind("PodDisruptionBudget"))
                        .anyMatch(budget -> selects(budget.at("/spec/selector/matchLabels"), workload)));
    }

    @Test
    void shouldLeadFromIngressesToServices() {
        Set<String> services =
                Manifests.ofKind("Service").stream().map(Manifest::name).collect(Collectors.toSet());

        assertThat(Manifests.ofKind("Ingress").stream().flatMap(each -> each.all("service")))
                .isNotEmpty()
                .allSatisfy(
                        each -> assertThat(services).contains(each.path("name").asText()));
    }

    @Test
    void shouldLetPodsReachWhatTheyUse() {
        // Given
        List<Manifest> policies = Manifests.ofKind("NetworkPolicy");

        // When, Then
        assertThat(policies)
                .allSatisfy(policy -> assertThat(selected(policy.at("/spec/podSelector/matchLabels")))
                        .isNotEmpty());
        assertThat(Manifests.workloads()).allSatisfy(workload -> {
            for (String name : List.of("default-deny", "dns", "to-kafka")) {
                JsonNode selector = policy(name).at("/spec/podSelector/matchLabels");
                assertThat(selects(selector, workload))
                        .as(name + " for " + workload)
                        .isTrue();
            }
        });
        // Whoever listens is let in to, at the ports it has.
        assertThat(ourServices())
                .allSatisfy(workload -> assertThat(allowedIn(workload, policies))
                        .contains(workload.containers()
                                .getFirst()
                                .at("/ports/0/containerPort")
                                .asInt()));
        String kafkaPeer = Manifests.ofKind("Kafka")
                .getFirst()
                .at("/spec/kafka/listeners/0/networkPolicyPeers/0/podSelector/matchLabels")
                .toString();
        assertThat(kafkaPeer)
                .isEqualTo(
                        policy("to-kafka").at("/spec/podSelector/matchLabels").toString());
    }

    @Test
    void shouldMonitorPortsThatPodsHave() {
        // Pods of Kafka are made by Strimzi, which names their port so.
        Stream<Manifest> ours = Manifests.ofKind("PodMonitor").stream()
                .filter(each -> !each.name().equals("kafka"));

        assertThat(ours).isNotEmpty().allSatisfy(monitor -> {
            List<Manifest> pods = workloads().stream()
                    .filter(each -> selects(monitor.at("/spec/selector/matchLabels"), each)
                            && Manifest.list(monitor.at("/spec/selector/matchExpressions")).stream()
                                    .allMatch(expression -> isIn(expression, each)))
                    .toList();
            assertThat(pods)
                    .isNotEmpty()
                    .allSatisfy(pod ->
                            assertThat(pod.portNames()).contains(monitor.text("/spec/podMetricsEndpoints/0/port")));
        });
    }

    /** The rights that our own script gives, and no others. */
    @Test
    void shouldGiveServicesTheRightsThatTheScriptGives() {
        // Given
        Map<String, Set<String>> byScript = rightsIn(new AclScript("broker:9092", "").giveServices());

        // When
        Map<String, Set<String>> here = new TreeMap<>();
        Manifests.ofKind("KafkaUser").forEach(user -> here.put(user.name(), rightsOf(user)));

        // Then
        assertThat(byScript).hasSizeGreaterThan(6);
        assertThat(here).isEqualTo(byScript);
    }

    private static Map<String, Set<String>> rightsIn(String script) {
        Map<String, Set<String>> rights = new TreeMap<>();
        Pattern option = Pattern.compile("--([a-z-]+) ('[^']*'|\\S+)");
        String gives = "acls --add ";
        script.lines().filter(line -> line.startsWith(gives)).forEach(line -> {
            List<String> operations = new ArrayList<>();
            List<String> resources = new ArrayList<>();
            String user = "";
            Matcher each = option.matcher(line.substring(gives.length()));
            while (each.find()) {
                String value = each.group(2).replace("'", "");
                switch (each.group(1)) {
                    case "allow-principal" -> user = value.substring("User:".length());
                    case "operation" -> operations.add(value);
                    case "resource-pattern-type" -> {}
                    default -> resources.add(each.group(1) + " " + value);
                }
            }
            String pattern = line.contains("prefixed") ? "prefix" : "literal";
            Set<String> ofUser = rights.computeIfAbsent(user, _ -> new TreeSet<>());
            resources.forEach(resource ->
                    operations.forEach(operation -> ofUser.add(operation + " " + resource + " " + pattern)));
        });
        return rights;
    }

    private static Set<String> rightsOf(Manifest user) {
        Set<String> rights = new TreeSet<>();
        Manifest.list(user.at("/spec/authorization/acls"))
                .forEach(acl -> Manifest.list(acl.path("operations"))
                        .forEach(operation -> rights.add(operation.asText() + " "
                                + acl.at("/resource/type").asText().replace("transactionalId", "transactional-id") + " "
                                + acl.at("/resource/name").asText() + " "
                                + acl.at("/resource/patternType").asText())));
        return rights;
    }

    private static Set<String> variables(Manifest workload) {
        return workload.containers().stream()
                .flatMap(container -> Manifest.list(container.path("env")).stream())
                .map(each -> each.path("name").asText())
                .collect(Collectors.toSet());
    }

    private static List<Manifest> servicesOf(Manifest workload) {
        return Manifests.ofKind("Service").stream()
                .filter(each -> selects(each.at("/spec/selector"), workload))
                .toList();
    }

    private static Set<Integer> allowedIn(Manifest workload, Iterable<Manifest> policies) {
        Set<Integer> ports = new HashSet<>();
        for (Manifest policy : policies) {
            if (selects(policy.at("/spec/podSelector/matchLabels"), workload)) {
                policy.at("/spec/ingress").findValues("port").forEach(port -> ports.add(port.asInt()));
            }
        }
        return ports;
    }

    private static Manifest policy(String name) {
        return Manifests.ofKind("NetworkPolicy").stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<Manifest> selected(JsonNode labels) {
        assertThat(labels.isEmpty()).isFalse();
        return workloads().stream().filter(each -> selects(labels, each)).toList();
    }

    private static boolean selects(JsonNode labels, Manifest workload) {
        return workload.podLabels()
                .entrySet()
                .containsAll(Manifest.texts(labels).entrySet());
    }

    private static boolean isIn(JsonNode expression, Manifest workload) {
        String value = workload.podLabels().get(expression.path("key").asText());
        return Manifest.list(expression.path("values")).stream()
                .anyMatch(each -> each.asText().equals(value));
    }
}
