package org.zonepulse.systemtests.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A {@code kustomization.yaml}.
 *
 * @param folder where it stands, whole
 * @param content all of it
 */
record Kustomization(Path folder, JsonNode content) {

    static Kustomization read(Path file) {
        return new Kustomization(
                Objects.requireNonNull(file.getParent()), Manifests.read(file).getFirst());
    }

    /** Resources in files of its own folder. */
    List<Manifest> resources() {
        return paths("resources")
                .filter(Files::isRegularFile)
                .flatMap(this::manifests)
                .toList();
    }

    /** Other kustomizations that it is made from. */
    List<Kustomization> bases() {
        return Stream.concat(paths("resources"), paths("components"))
                .filter(Files::isDirectory)
                .map(folder -> read(folder.resolve("kustomization.yaml")))
                .toList();
    }

    /** All whole resources that it comes to, before patches. */
    List<Manifest> allResources() {
        return Stream.concat(bases().stream().flatMap(base -> base.allResources().stream()), resources().stream())
                .toList();
    }

    /** Everything that it names by path. */
    Stream<Path> references() {
        return Stream.of(
                        paths("resources"),
                        paths("components"),
                        patches().stream()
                                .map(patch -> folder.resolve(patch.path("path").asText())),
                        Manifest.list(content.path("configMapGenerator")).stream()
                                .flatMap(map -> Stream.of("envs", "files")
                                        .flatMap(kind -> Manifest.list(map.path(kind)).stream()))
                                .map(file -> folder.resolve(file.asText())))
                .flatMap(paths -> paths)
                .map(Path::normalize);
    }

    List<JsonNode> patches() {
        return Manifest.list(content.path("patches"));
    }

    /** Patches that look like the resource that they change. */
    List<Manifest> mergePatches() {
        return patches().stream()
                .map(patch -> folder.resolve(patch.path("path").asText()))
                .filter(file -> !Manifests.read(file).getFirst().isArray())
                .flatMap(this::manifests)
                .toList();
    }

    /** Tags by names of images. */
    Map<String, String> images() {
        Map<String, String> tags = new TreeMap<>();
        Manifest.list(content.path("images"))
                .forEach(image -> tags.put(
                        image.path("name").asText(), image.path("newTag").asText()));
        return tags;
    }

    private Stream<Path> paths(String field) {
        return Manifest.list(content.path(field)).stream()
                .map(path -> folder.resolve(path.asText()).normalize());
    }

    private Stream<Manifest> manifests(Path file) {
        return Manifests.read(file).stream().map(content -> new Manifest(Manifests.FOLDER.relativize(file), content));
    }

    @Override
    public String toString() {
        return Manifests.FOLDER.relativize(folder).toString();
    }
}
