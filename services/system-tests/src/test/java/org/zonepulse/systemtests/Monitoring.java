package org.zonepulse.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/** What dashboards and rules of {@code docker/monitoring} ask for, held against what services expose. */
final class Monitoring {

    private static final Path FOLDER = Path.of("..", "..", "docker", "monitoring");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What Prometheus adds to all that it scrapes. */
    private static final Set<String> ADDED = Set.of("job", "instance");

    /** What Prometheus makes itself, with its labels. */
    private static final Map<String, Set<String>> OWN =
            Map.of("up", Set.of(), "ALERTS", Set.of("alertname", "alertstate", "severity"));

    /** What a pipeline without outside publishers doesn't count; {@link WaysInTest} sees that it is there. */
    private static final Map<String, Set<String>> ELSEWHERE =
            Map.of("zonepulse_inbox_admitted_total", Set.of("stream", "source"));

    private final Map<String, String> recorded = new HashMap<>();
    private final Map<String, String> asked = new LinkedHashMap<>();

    private Monitoring() {}

    /** All expressions of dashboards and rules. */
    static Monitoring read() throws IOException {
        Monitoring monitoring = new Monitoring();
        for (Path file : files("prometheus/rules", ".yml")) {
            monitoring.readRules(file);
        }
        for (Path file : files("grafana/dashboards", ".json")) {
            monitoring.readDashboard(file.getFileName().toString(), JSON.readTree(file.toFile()));
        }
        return monitoring;
    }

    private static List<Path> files(String folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    private void readRules(Path file) throws IOException {
        JsonNode groups = JSON.valueToTree(new Yaml().load(Files.readString(file)));
        for (JsonNode rule : groups.findParents("expr")) {
            String expression = rule.path("expr").asText();
            if (rule.has("record")) {
                recorded.put(rule.path("record").asText(), expression);
            }
            asked.put(file.getFileName() + ": " + expression, expression);
        }
    }

    private void readDashboard(String name, JsonNode dashboard) {
        for (JsonNode target : dashboard.findParents("expr")) {
            String expression = target.path("expr").asText();
            asked.put(name + ": " + expression, expression);
        }
        for (JsonNode variable : dashboard.path("templating").path("list")) {
            if (variable.path("type").asText().equals("query")) {
                String question = variable.path("query").path("query").asText();
                asked.put(name + ": " + question, question);
            }
        }
    }

    /** How many expressions there are. */
    int size() {
        return asked.size();
    }

    /**
     * What is asked for and not there: metrics, their labels, and values of labels.
     *
     * @param exposed lines of all services' metrics
     */
    List<String> missing(List<String> exposed) {
        Map<String, Set<String>> labels = new HashMap<>(OWN);
        labels.putAll(ELSEWHERE);
        Set<String> pairs = new HashSet<>();
        exposed.stream().map(Sample::of).forEach(sample -> {
            labels.computeIfAbsent(sample.metric, _ -> new TreeSet<>()).addAll(sample.labels.keySet());
            sample.labels.forEach((label, value) -> pairs.add(sample.metric + " " + label + "=\"" + value + "\""));
        });
        List<String> missing = new ArrayList<>();
        asked.forEach((where, expression) -> {
            PromQl question = PromQl.of(expression);
            Set<String> all = new HashSet<>(ADDED);
            for (PromQl.Selector selector : question.selectors()) {
                Set<String> known = labelsOf(selector.metric(), labels);
                if (known.isEmpty()
                        && !labels.containsKey(selector.metric())
                        && !recorded.containsKey(selector.metric())) {
                    missing.add(selector.metric() + " in " + where);
                }
                all.addAll(known);
                selector.labels().stream()
                        .filter(label -> !known.contains(label) && !ADDED.contains(label))
                        .forEach(label -> missing.add(selector.metric() + "{" + label + "} in " + where));
                selector.equal().stream()
                        .filter(pair -> !ADDED.contains(pair.substring(0, pair.indexOf('='))))
                        .filter(pair -> !OWN.containsKey(selector.metric()) && !recorded.containsKey(selector.metric()))
                        .filter(pair -> !pairs.contains(selector.metric() + " " + pair))
                        .forEach(pair -> missing.add(selector.metric() + "{" + pair + "} in " + where));
            }
            question.groupedBy().stream()
                    .filter(label -> !all.contains(label))
                    .forEach(label -> missing.add("label " + label + " in " + where));
        });
        return missing;
    }

    private Set<String> labelsOf(String metric, Map<String, Set<String>> labels) {
        String rule = recorded.get(metric);
        if (rule == null) {
            return labels.getOrDefault(metric, Set.of());
        }
        Set<String> all = new HashSet<>();
        PromQl.of(rule).selectors().forEach(selector -> all.addAll(labelsOf(selector.metric(), labels)));
        return all;
    }

    /** One line of a service's metrics. */
    private record Sample(String metric, Map<String, String> labels) {

        private static final Pattern LABEL = Pattern.compile("([a-zA-Z_]\\w*)=\"((?:[^\"\\\\]|\\\\.)*)\"");

        static Sample of(String line) {
            int brace = line.indexOf('{');
            if (brace < 0) {
                return new Sample(line.substring(0, line.indexOf(' ')), Map.of());
            }
            Map<String, String> labels = new HashMap<>();
            LABEL.matcher(line.substring(brace)).results().forEach(each -> labels.put(each.group(1), each.group(2)));
            return new Sample(line.substring(0, brace), labels);
        }
    }
}
