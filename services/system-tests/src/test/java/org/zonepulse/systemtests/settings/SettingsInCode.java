package org.zonepulse.systemtests.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The settings that services read, found in their sources: keys of {@code application-*.yml}, getters of interfaces with
 * {@code @ConfigurationProperties}, keys in {@code @Value}, and the codec's keys. In the sources, and not by classes, so that a setting
 * of a service that is new needs nothing here.
 */
final class SettingsInCode {

    private static final Path SERVICES = SettingsTable.HOME.resolve("services");

    /** Modules whose settings are those of services; others' are programs of one's own machine. */
    private static final Map<String, String> SERVICE_OF_MODULE =
            Map.of("event-publishing", "emitters", "avro-codec", "all");

    /** Not settings: where files lie within the jar, and what the service is called. */
    private static final Set<String> FIXED = Set.of("micronaut.router.static-resources", "micronaut.application.name");

    private static final Pattern PROPERTIES = Pattern.compile("@ConfigurationProperties\\(\"([^\"]+)\"\\)");
    private static final Pattern GETTER = Pattern.compile(
            "(?:@Bindable\\(defaultValue = \"([^\"]*)\"\\)\\s+)?[\\w.<>]+ (?:get|is)([A-Z]\\w*)\\(\\);");
    private static final Pattern VALUE = Pattern.compile("@Value\\(\"\\$\\{([\\w.-]+)(?::([^}]*))?}\"\\)");
    private static final Pattern CODEC_KEY = Pattern.compile("static final String [A-Z_]+ = \"([a-z.]+[a-z])\";");

    private final Map<Setting, String> defaults = new TreeMap<>();

    private SettingsInCode() {}

    /** Each setting, and its default: what the service's file says, else the code; empty if neither says any. */
    static Map<Setting, String> defaults() {
        SettingsInCode found = new SettingsInCode();
        found.sources().forEach(found::readSource);
        // Files come last, since they win.
        found.files().forEach(found::readFile);
        found.readCodec();
        return found.defaults;
    }

    private List<Path> sources() {
        return walk("*/src/main/java/**.java").stream()
                .filter(file -> !isProgramOfOnesOwnMachine(file))
                .toList();
    }

    private List<Path> files() {
        return walk("*/src/main/resources/application-*.yml");
    }

    private static boolean isProgramOfOnesOwnMachine(Path file) {
        return Set.of("sandbox", "benchmarks", "testkit", "audit", "file-import")
                .contains(moduleOf(file));
    }

    private static List<Path> walk(String glob) {
        var matcher = SERVICES.getFileSystem().getPathMatcher("glob:" + SERVICES + "/" + glob);
        try (Stream<Path> modules = Files.list(SERVICES)) {
            return modules.map(module -> module.resolve("src/main"))
                    .filter(Files::isDirectory)
                    .flatMap(SettingsInCode::below)
                    .filter(matcher::matches)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> below(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String moduleOf(Path file) {
        return SERVICES.relativize(file).getName(0).toString();
    }

    private static String serviceOf(Path file) {
        String module = moduleOf(file);
        return SERVICE_OF_MODULE.getOrDefault(module, module);
    }

    private void readSource(Path file) {
        String text = read(file);
        String service = serviceOf(file);
        Matcher properties = PROPERTIES.matcher(text);
        if (properties.find()) {
            Matcher getter = GETTER.matcher(text);
            while (getter.find()) {
                put(service, properties.group(1) + "." + kebab(getter.group(2)), getter.group(1));
            }
        }
        Matcher value = VALUE.matcher(text);
        while (value.find()) {
            put(service, value.group(1), value.group(2));
        }
    }

    private void readFile(Path file) {
        Object content = new Yaml(new SafeConstructor(new LoaderOptions())).load(read(file));
        flatten(serviceOf(file), "", content);
    }

    private void flatten(String service, String key, Object value) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, inner) -> flatten(service, key.isEmpty() ? "" + name : key + "." + name, inner));
        } else {
            put(service, key, String.valueOf(value));
        }
    }

    private void readCodec() {
        String text = read(SERVICES.resolve("avro-codec/src/main/java/org/zonepulse/avrocodec/CodecConfig.java"));
        Matcher key = CODEC_KEY.matcher(text);
        while (key.find()) {
            boolean registry = key.group(1).startsWith("schema.registry.");
            defaults.putIfAbsent(Setting.ofKey("all", (registry ? "" : "zonepulse.codec.") + key.group(1)), "");
        }
        // Each service has it in its file, too.
        String url = "SCHEMA_REGISTRY_URL";
        defaults.keySet()
                .removeIf(each -> each.variable().equals(url) && each.service().equals("all"));
    }

    private void put(String service, String key, @Nullable String value) {
        if (FIXED.stream().noneMatch(key::startsWith)) {
            Setting setting = Setting.ofKey(service, key);
            String former = defaults.getOrDefault(setting, "");
            defaults.put(setting, value == null || value.isEmpty() ? former : value);
        }
    }

    private static String kebab(String camel) {
        return camel.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
