package org.zonepulse.systemtests.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the kustomizations name is there, and what is there is named. Kustomize itself isn't needed for it. */
class KustomizationTest {

    /** Those in use here; a misspelt one would be passed over by some tools. */
    private static final Set<String> FIELDS = Set.of(
            "apiVersion",
            "kind",
            "namespace",
            "resources",
            "components",
            "configMapGenerator",
            "images",
            "patches",
            "replicas");

    private static final Pattern VERSION = Pattern.compile("<artifactId>zonepulse</artifactId>\\s*<version>([^<]+)<");

    static List<Kustomization> kustomizations() {
        return Manifests.kustomizations();
    }

    @ParameterizedTest
    @MethodSource("kustomizations")
    void shouldNameFilesThatAreThere(Kustomization kustomization) {
        assertThat(kustomization.references())
                .allSatisfy(path -> assertThat(path).exists());
        // Kustomize refuses what is outside, but for other kustomizations.
        assertThat(kustomization.references().filter(Files::isRegularFile))
                .allSatisfy(path -> assertThat(path).startsWith(kustomization.folder()));
    }

    @ParameterizedTest
    @MethodSource("kustomizations")
    void shouldHaveFieldsOfKustomizeAlone(Kustomization kustomization) {
        assertThat(kustomization.content().fieldNames()).toIterable().isSubsetOf(FIELDS);
        boolean component = Manifests.FOLDER.relativize(kustomization.folder()).startsWith("components");
        assertThat(kustomization.content().path("kind").asText()).isEqualTo(component ? "Component" : "Kustomization");
    }

    @Test
    void shouldNameEachFile() throws IOException {
        // Given
        Set<Path> named =
                kustomizations().stream().flatMap(Kustomization::references).collect(Collectors.toSet());

        // When
        List<Path> forgotten;
        try (Stream<Path> files = Files.walk(Manifests.FOLDER)) {
            forgotten = files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("kustomization.yaml") && !named.contains(file))
                    .toList();
        }

        // Then
        assertThat(forgotten).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("kustomizations")
    void shouldChangeResourcesThatThereAre(Kustomization kustomization) {
        List<Manifest> resources = resourcesSeenBy(kustomization);

        assertThat(kustomization.mergePatches())
                .allSatisfy(patch -> assertThat(resources)
                        .as("what %s changes", patch)
                        .anyMatch(each ->
                                each.kind().equals(patch.kind()) && each.name().equals(patch.name())));
        assertThat(Manifest.list(kustomization.content().path("replicas")))
                .allSatisfy(replicas -> assertThat(resources)
                        .as("what %s counts", replicas)
                        .anyMatch(each -> each.isWorkload()
                                && each.name().equals(replicas.path("name").asText())));
    }

    /** Containers and volumes of a patch are found by their names: another name would add one. */
    @ParameterizedTest
    @MethodSource("kustomizations")
    void shouldChangeContainersThatThereAre(Kustomization kustomization) {
        List<Manifest> resources = resourcesSeenBy(kustomization);

        assertThat(kustomization.mergePatches().stream().filter(Manifest::isWorkload))
                .allSatisfy(patch -> {
                    Manifest whole = resources.stream()
                            .filter(each -> each.name().equals(patch.name()) && each.isWorkload())
                            .findFirst()
                            .orElseThrow();
                    assertThat(names(patch.containers())).isSubsetOf(names(whole.containers()));
                });
    }

    @ParameterizedTest
    @MethodSource("kustomizations")
    void shouldApplyOperationsWhereTheyFit(Kustomization kustomization) {
        List<Manifest> resources = resourcesSeenBy(kustomization);
        for (JsonNode patch : kustomization.patches()) {
            JsonNode operations = Manifests.read(
                            kustomization.folder().resolve(patch.path("path").asText()))
                    .getFirst();
            if (operations.isArray()) {
                List<Manifest> targets = resources.stream()
                        .filter(each -> isTarget(each, patch.path("target")))
                        .toList();
                assertThat(targets).as("what %s changes", patch).isNotEmpty();
                for (JsonNode operation : operations) {
                    String path = operation.path("path").asText();
                    boolean adds = operation.path("op").asText().equals("add");
                    String place = adds ? path.replaceAll("/-$", "") : path;
                    assertThat(targets)
                            .allSatisfy(target -> assertThat(target.at(place).isMissingNode())
                                    .as("%s is missing in %s", place, target)
                                    .isFalse());
                }
            }
        }
    }

    @Test
    void shouldNameTheImagesOfThisVersion() throws IOException {
        // Given
        Matcher version = VERSION.matcher(Files.readString(Manifests.HOME.resolve("pom.xml")));
        assertThat(version.find()).isTrue();
        Map<String, String> tags = kustomizations().stream()
                .flatMap(each -> each.images().entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, KustomizationTest::same));

        // When, Then
        assertThat(Manifests.workloads())
                .extracting(Manifest::image)
                .allSatisfy(image -> assertThat(tags).containsKey(image));
        assertThat(tags)
                .allSatisfy((image, tag) -> assertThat(tag)
                        .as("tag of %s, against the version in pom.xml", image)
                        .isEqualTo(image.startsWith("zonepulse/") ? version.group(1) : "3.3.3"));
        assertThat(new TreeSet<>(tags.keySet()))
                .isEqualTo(new TreeSet<>(
                        Manifests.workloads().stream().map(Manifest::image).toList()));
    }

    private static String same(String tag, String other) {
        assertThat(other).isEqualTo(tag);
        return tag;
    }

    /** A component sees what it is put upon: here, the base. */
    private static List<Manifest> resourcesSeenBy(Kustomization kustomization) {
        List<Manifest> resources = new ArrayList<>(kustomization.allResources());
        resources.addAll(Kustomization.read(Manifests.FOLDER.resolve("base/kustomization.yaml"))
                .allResources());
        return resources;
    }

    private static boolean isTarget(Manifest resource, JsonNode target) {
        String name = target.path("name").asText(".*");
        String[] label = target.path("labelSelector").asText("=").split("=", -1);
        return resource.kind().equals(target.path("kind").asText())
                && resource.name().matches(name)
                && (label[0].isEmpty()
                        || Manifest.texts(resource.at("/metadata/labels"))
                                .getOrDefault(label[0], "")
                                .equals(label[1]));
    }

    private static List<String> names(List<JsonNode> containers) {
        return StreamSupport.stream(containers.spliterator(), false)
                .map(container -> container.path("name").asText())
                .toList();
    }
}
