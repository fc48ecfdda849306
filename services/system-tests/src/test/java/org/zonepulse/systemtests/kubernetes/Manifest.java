package org.zonepulse.systemtests.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * One resource.
 *
 * @param file where it stands, below {@code docker/kubernetes}
 * @param content all of it
 */
record Manifest(Path file, JsonNode content) {

    /** As {@code apps/v1/Deployment}. */
    String type() {
        return text("/apiVersion") + "/" + kind();
    }

    String kind() {
        return text("/kind");
    }

    String name() {
        return text("/metadata/name");
    }

    JsonNode at(String pointer) {
        return content.at(pointer);
    }

    String text(String pointer) {
        return content.at(pointer).asText();
    }

    /** Whether pods are made from it. */
    boolean isWorkload() {
        return !(pod() instanceof MissingNode);
    }

    /** What its pods are to be. */
    JsonNode pod() {
        return at("/spec/template/spec");
    }

    Map<String, String> podLabels() {
        return texts(at("/spec/template/metadata/labels"));
    }

    List<JsonNode> containers() {
        return list(pod().path("containers"));
    }

    /** Of the only container that services have. */
    String image() {
        return containers().getFirst().path("image").asText();
    }

    /** Names of the ports of its containers. */
    List<String> portNames() {
        return containers().stream()
                .flatMap(container -> list(container.path("ports")).stream())
                .map(port -> port.path("name").asText())
                .toList();
    }

    static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new TreeMap<>();
        object.properties()
                .forEach(each -> texts.put(each.getKey(), each.getValue().asText()));
        return texts;
    }

    static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    /** Every value under this name, however deep. */
    Stream<JsonNode> all(String field) {
        return new ArrayList<>(content.findValues(field)).stream();
    }

    @Override
    public String toString() {
        return file + ": " + kind() + " " + name();
    }
}
