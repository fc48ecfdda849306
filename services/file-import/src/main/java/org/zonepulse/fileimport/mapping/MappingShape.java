package org.zonepulse.fileimport.mapping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.zonepulse.contract.YamlFields;
import org.zonepulse.fileimport.mapping.Mapping.As;
import org.zonepulse.fileimport.mapping.Mapping.Column;
import org.zonepulse.fileimport.mapping.Mapping.Condition;
import org.zonepulse.fileimport.mapping.Mapping.Template;
import org.zonepulse.fileimport.mapping.Mapping.Value;
import org.zonepulse.ledger.event.EventStream;

/** Makes a mapping of what a YAML reader found, and notes all that is wrong with it as field and remedy. */
final class MappingShape {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final String NAME_RULE = "must be 1 to 64 of a-z, 0-9 and '-', and start with a letter or digit";
    private static final Pattern FIELD =
            Pattern.compile("eventId|source|occurredOn|recordedAt|enterpriseId|fact\\.[a-zA-Z]+(\\.[a-zA-Z]+)?");
    private static final List<String> USUAL_NULLS = List.of("N/A", "NA", "null", "-", "--", "—", "空");

    private final List<String> problems = new ArrayList<>();
    private Map<String, Column> columns = Map.of();
    private Map<String, Map<String, String>> tables = Map.of();

    List<String> problems() {
        return List.copyOf(problems);
    }

    /** The mapping, or null if there are problems. */
    @Nullable Mapping mapping(@Nullable Object document) {
        YamlFields in = YamlFields.of("", document, problems);
        String name = in.text("name", NAME, NAME_RULE);
        String title = in.text("title");
        EventStream stream = stream(in);
        columns = columns(in.fields("columns"));
        tables = in.has("tables") ? tables(in.fields("tables")) : Map.of();
        Set<String> ignored = new LinkedHashSet<>();
        texts(in, "ignored").forEach(each -> ignored.add(Plain.header(each)));
        String others = in.has("otherColumns") ? oneOf(in, "otherColumns", List.of("ignore", "refuse")) : "refuse";
        Set<String> nulls = new LinkedHashSet<>();
        (in.has("nulls") ? texts(in, "nulls") : USUAL_NULLS).forEach(each -> nulls.add(Plain.text(each)));
        List<Template> events = events(in);
        in.end();
        return problems.isEmpty()
                ? new Mapping(name, title, stream, columns, ignored, others.equals("ignore"), nulls, tables, events)
                : null;
    }

    private EventStream stream(YamlFields in) {
        return oneOf(in, "stream", EventStream.values(), EventStream::id);
    }

    private Map<String, Column> columns(YamlFields in) {
        Map<String, Column> found = new LinkedHashMap<>();
        for (String name : new TreeSet<>(in.names())) {
            YamlFields column = in.fields(name);
            List<String> names = texts(column, "names");
            found.put(name, new Column(names.isEmpty() ? List.of(name) : names, truth(column, "optional")));
            column.end();
        }
        return found;
    }

    private Map<String, Map<String, String>> tables(YamlFields in) {
        Map<String, Map<String, String>> found = new LinkedHashMap<>();
        for (String name : in.names()) {
            YamlFields table = in.fields(name);
            Map<String, String> rows = new LinkedHashMap<>();
            for (String key : new TreeSet<>(table.names())) {
                rows.put(Plain.text(key), table.text(key));
            }
            found.put(name, rows);
        }
        return found;
    }

    private List<Template> events(YamlFields in) {
        if (!(in.take("events") instanceof List<?> list) || list.isEmpty()) {
            in.problem("events", "must be a list of one event or more");
            return List.of();
        }
        List<Template> templates = new ArrayList<>();
        for (Object each : list) {
            YamlFields event = YamlFields.of("events[" + templates.size() + "].", each, problems);
            Condition when = event.has("when") ? condition(event.fields("when")) : null;
            templates.add(new Template(when, fields(event.fields("fields"))));
            event.end();
        }
        return templates;
    }

    private Condition condition(YamlFields in) {
        String column = column(in);
        Set<String> values = new LinkedHashSet<>();
        texts(in, "equals").forEach(each -> values.add(Plain.text(each)));
        in.end();
        return new Condition(column, values);
    }

    private Map<String, Value> fields(YamlFields in) {
        Map<String, Value> found = new LinkedHashMap<>();
        for (String name : new TreeSet<>(in.names())) {
            if (!FIELD.matcher(name).matches()) {
                in.take(name);
                in.problem(name, "is no field of an event: it must be one such as occurredOn or fact.loanId");
            } else {
                found.put(name, value(in, name));
            }
        }
        for (String needed : List.of("source", "occurredOn", "enterpriseId", "fact.type")) {
            if (in.isPresent() && !found.containsKey(needed)) {
                in.problem(needed, "is missing: an event must have it");
            }
        }
        return found;
    }

    private Value value(YamlFields in, String name) {
        Object value = in.take(name);
        if (value instanceof String text) {
            return Value.constant(text);
        }
        YamlFields fields = YamlFields.of(in.path() + name + ".", value, problems);
        As as = fields.has("as") ? as(fields) : As.TEXT;
        Value read = new Value(
                as,
                textOrNull(fields, "set"),
                fields.has("column") ? column(fields) : null,
                fields.has("table") ? table(fields) : null,
                textOrNull(fields, "otherwise"),
                truth(fields, "optional"),
                fields.has("unit") ? unit(fields) : Unit.YUAN,
                as == As.MONEY ? value(fields, "currency") : null);
        fields.end();
        if (value != null && read.set() == null && read.column() == null && read.otherwise() == null) {
            in.problem(name, "must be text, or come from a column, from set or from otherwise");
        }
        return read;
    }

    private As as(YamlFields in) {
        return oneOf(in, "as", As.values(), each -> each.name().toLowerCase(Locale.ROOT));
    }

    /** One of the values by its name; the first one stands in where it is none. */
    private static <T> T oneOf(YamlFields in, String field, T[] values, Function<T, String> name) {
        String text = oneOf(in, field, Arrays.stream(values).map(name).toList());
        return Arrays.stream(values)
                .filter(each -> name.apply(each).equals(text))
                .findFirst()
                .orElse(values[0]);
    }

    private Unit unit(YamlFields in) {
        String word = in.text("unit");
        Unit unit = Unit.ofWord(word);
        if (unit == null) {
            in.problem("unit", "must be one of " + Arrays.toString(Unit.values()) + ", not " + word);
        }
        return unit == null ? Unit.YUAN : unit;
    }

    private String column(YamlFields in) {
        String name = in.text("column");
        if (!name.isEmpty() && !columns.containsKey(name)) {
            in.problem("column", "must be one of columns: " + columns.keySet() + ", not " + name);
        }
        return name;
    }

    private String table(YamlFields in) {
        String name = in.text("table");
        if (!name.isEmpty() && !tables.containsKey(name)) {
            in.problem("table", "must be one of tables: " + tables.keySet() + ", not " + name);
        }
        return name;
    }

    private static String oneOf(YamlFields in, String name, List<String> allowed) {
        String text = in.text(name);
        if (!text.isEmpty() && !allowed.contains(text)) {
            in.problem(name, "must be one of " + allowed + ", not " + text);
        }
        return text;
    }

    private static boolean truth(YamlFields in, String name) {
        return in.has(name) && oneOf(in, name, List.of("true", "false")).equals("true");
    }

    private static @Nullable String textOrNull(YamlFields in, String name) {
        return in.has(name) ? in.text(name) : null;
    }

    /** Texts of a list; none if there is no list. */
    private static List<String> texts(YamlFields in, String name) {
        if (!in.has(name)) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        if (in.take(name) instanceof List<?> list) {
            list.forEach(each -> texts.add(String.valueOf(each)));
        } else {
            in.problem(name, "must be a list of texts");
        }
        return texts;
    }
}
