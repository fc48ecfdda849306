package org.zonepulse.systemtests.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The table of {@code docs/settings.md}. */
public final class SettingsTable {

    static final Path HOME = Path.of("../..").toAbsolutePath().normalize();

    private static final Path FILE = HOME.resolve("docs/settings.md");
    private static final int COLUMNS = 5;

    private final Map<Setting, String> defaults;

    private SettingsTable(Map<Setting, String> defaults) {
        this.defaults = defaults;
    }

    /** Reads it. A line names several services with commas between. */
    public static SettingsTable read() {
        Map<Setting, String> defaults = new TreeMap<>();
        for (List<String> cells : rows()) {
            for (String service : cells.get(1).split(", *", -1)) {
                Setting setting = new Setting(service, bare(cells.getFirst()));
                if (defaults.put(setting, bare(cells.get(2))) != null) {
                    throw new IllegalStateException("docs/settings.md has two lines for " + setting);
                }
            }
        }
        return new SettingsTable(defaults);
    }

    private static List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(FILE)) {
                List<String> cells = Arrays.stream(line.split("(?<!\\\\)\\|", -1))
                        .map(String::strip)
                        .toList();
                if (line.startsWith("| `")) {
                    // Before the first and behind the last bar there is nothing.
                    if (cells.size() != COLUMNS + 2) {
                        throw new IllegalStateException("not " + COLUMNS + " columns in docs/settings.md: " + line);
                    }
                    rows.add(cells.subList(1, COLUMNS + 1));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }

    private static String bare(String cell) {
        return cell.replace("`", "");
    }

    /** Each setting, and its default as the table has it. */
    public Map<Setting, String> defaults() {
        return Map.copyOf(defaults);
    }

    /** The variables that a service reads, those of all and, for an emitter, of emitters included. */
    public Set<String> variablesOf(String service, boolean emitter) {
        return defaults.keySet().stream()
                .filter(each -> each.service().equals(service)
                        || each.service().equals("all")
                        || (emitter && each.service().equals("emitters")))
                .map(Setting::variable)
                .collect(Collectors.toSet());
    }
}
