package org.zonepulse.systemtests.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each resource has the fields that its kind has by what is published of it, of the right types, and no others. */
class PublishedSchemasTest {

    private static final PublishedSchemas SCHEMAS = new PublishedSchemas();

    static List<Manifest> resources() {
        return Manifests.resources();
    }

    static Stream<Manifest> patches() {
        return Manifests.kustomizations().stream().flatMap(each -> each.mergePatches().stream());
    }

    @ParameterizedTest
    @MethodSource("resources")
    void shouldBeWhatItsKindIs(Manifest resource) {
        assertThat(SCHEMAS.faultsOf(resource)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("patches")
    void shouldChangeWhatItsKindHas(Manifest patch) {
        assertThat(SCHEMAS.faultsOfPatch(patch)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            kpi-service.yaml  | terminationGracePeriodSeconds: 60 | terminationGraceSeconds: 60
            kpi-service.yaml  | readOnlyRootFilesystem: true      | readOnlyRootFileSystem: true
            kpi-service.yaml  | readOnlyRootFilesystem: true      | readOnlyRootFilesystem: 'yes'
            kpi-service.yaml  | value: ROCKS_DB                   | value: 5
            kpi-service.yaml  | whenUnsatisfiable: ScheduleAnyway | whenUnsatisfied: ScheduleAnyway
            kpi-service.yaml  | maxUnavailable: 1                 | maxAvailable: 1
            topics.yaml       | backoffLimit: 30                  | backoffLimits: 30
            ingress.yaml      | pathType: Prefix                  | pathKind: Prefix
            network-policies.yaml | policyTypes: [Egress]         | policyType: [Egress]
            kafka.yaml        | type: scram-sha-512               | type: scram-sha-513
            kafka.yaml        | metadataVersion                   | metadatVersion
            kafka.yaml        | kraftMetadata: shared             | kraftMetadata: own
            kafka-users.yaml  | patternType: prefix               | patternType: prefixed
            kafka-users.yaml  | operations:                       | operation:
            """)
    void shouldBeRefusedIfItWereNot(String file, String right, String wrong, @TempDir Path folder) throws IOException {
        // Given
        String text = Files.readString(Manifests.FOLDER.resolve("base").resolve(file));
        assertThat(text).contains(right);
        Path broken = Files.writeString(folder.resolve(file), text.replace(right, wrong));

        // When
        List<String> faults = Manifests.read(broken).stream()
                .flatMap(document -> SCHEMAS.faultsOf(new Manifest(Path.of(file), document)).stream())
                .toList();

        // Then
        assertThat(faults).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "components/monitoring/pod-monitors.yaml, /spec/podMetricsEndpoints/0, pfad",
        "components/monitoring/pod-monitors.yaml, /spec, selectors"
    })
    void shouldRefuseFieldsOfPodMonitorsThatThereAreNot(Path file, String where, String field) {
        // Given
        JsonNode monitor = Manifests.read(Manifests.FOLDER.resolve(file)).getFirst();
        ((ObjectNode) monitor.at(where)).put(field, "x");

        // When, Then
        assertThat(SCHEMAS.faultsOf(new Manifest(file, monitor))).hasSize(1);
    }
}
