package org.zonepulse.systemtests.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The files of {@code docker/kubernetes}. */
final class Manifests {

    static final Path HOME = Path.of("../..").toAbsolutePath().normalize();
    static final Path FOLDER = HOME.resolve("docker/kubernetes");

    private static final ObjectMapper JSON = new ObjectMapper();

    private Manifests() {}

    /** All documents of a YAML file; a key that stands twice is refused. */
    static List<JsonNode> read(Path file) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        try (Reader in = Files.newBufferedReader(file)) {
            List<JsonNode> documents = new ArrayList<>();
            new Yaml(new SafeConstructor(options)).loadAll(in).forEach(each -> documents.add(JSON.valueToTree(each)));
            return documents;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All folders with a {@code kustomization.yaml}. */
    static List<Kustomization> kustomizations() {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(file -> file.endsWith("kustomization.yaml"))
                    .sorted()
                    .map(Kustomization::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whole resources, of the base and all components. */
    static List<Manifest> resources() {
        return kustomizations().stream()
                .flatMap(each -> each.resources().stream())
                .toList();
    }

    /** Those from which pods of our own are made. */
    static List<Manifest> workloads() {
        return resources().stream().filter(Manifest::isWorkload).toList();
    }

    static List<Manifest> ofKind(String kind) {
        return resources().stream().filter(each -> each.kind().equals(kind)).toList();
    }
}
