package org.zonepulse.contract;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one place in a YAML file of settings. What is taken is removed, so that in the end what is left is known to
 * be a slip; all that is wrong is noted as field and remedy.
 */
public final class YamlFields {

    private static final int MAX_TEXT = 200;

    private final String path;
    private final Map<String, @Nullable Object> fields;
    private final boolean present;
    private final List<String> problems;

    private YamlFields(String path, Map<String, @Nullable Object> fields, boolean present, List<String> problems) {
        this.path = path;
        this.fields = fields;
        this.present = present;
        this.problems = problems;
    }

    /**
     * The fields of a value that was read; that it is none is noted, and then there are none.
     *
     * @param path of the place, empty or with a dot at its end
     * @param value what {@link YamlText} made of it
     * @param problems takes what is wrong
     */
    public static YamlFields of(String path, @Nullable Object value, List<String> problems) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, field) -> fields.put(String.valueOf(key), field));
        } else {
            String place = path.isEmpty() ? "the file" : path.substring(0, path.length() - 1);
            problems.add(place + ": " + (value == null ? "is missing: " : "") + "must be fields with values");
        }
        return new YamlFields(path, fields, value instanceof Map, problems);
    }

    /** The place, with a dot at its end, or empty. */
    public String path() {
        return path;
    }

    /** Whether there are fields at this place at all. */
    public boolean isPresent() {
        return present;
    }

    /** The names of the fields that weren't taken yet. */
    public Set<String> names() {
        return Set.copyOf(fields.keySet());
    }

    /** Whether there is such a field. */
    public boolean has(String name) {
        return fields.containsKey(name);
    }

    /** Takes a field as it is. */
    public @Nullable Object take(String name) {
        return fields.remove(name);
    }

    /** Takes a field that has fields itself. */
    public YamlFields fields(String name) {
        return of(path + name + ".", take(name), problems);
    }

    /** Takes text of 1 to 200 characters; if it is none, that is noted unless the whole place is missing. */
    public String text(String name) {
        Object value = take(name);
        if (value instanceof String text && !text.isBlank() && text.length() <= MAX_TEXT) {
            return text;
        }
        if (present) {
            problem(name, (value == null ? "is missing: " : "") + "must be text of 1 to " + MAX_TEXT + " characters");
        }
        return "";
    }

    /** Takes text that has to match. */
    public String text(String name, Pattern pattern, String rule) {
        String text = text(name);
        if (!text.isEmpty() && !pattern.matcher(text).matches()) {
            problem(name, rule + ", not " + text);
        }
        return text;
    }

    /** Notes what is wrong with a field. */
    public void problem(String name, String remedy) {
        problems.add(path + name + ": " + remedy);
    }

    /** Notes all that wasn't taken. */
    public void end() {
        for (String name : fields.keySet()) {
            problem(name, "is no field here; leave it out, or look for a slip in its name");
        }
    }
}
