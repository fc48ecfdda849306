package org.zonepulse.fileimport.mapping;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zonepulse.fileimport.mapping.Mapping.Column;
import org.zonepulse.fileimport.mapping.Mapping.Template;
import org.zonepulse.fileimport.mapping.Mapping.Value;

/** A mapping laid upon the header of a file: which column stands where, and what doesn't fit. */
public final class Layout {

    private final Mapping mapping;
    private final List<String> header;
    private final Map<String, Integer> positions = new HashMap<>();
    private final Map<String, Unit> units = new HashMap<>();
    private final List<String> missing = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    /** @param header the names of the columns as they stand in the file */
    public Layout(Mapping mapping, List<String> header) {
        this.mapping = mapping;
        this.header = List.copyOf(header);
        mapping.columns().forEach(this::place);
        if (!mapping.ignoresOthers()) {
            for (int i = 0; i < header.size(); i++) {
                refuseUnknown(i);
            }
        }
    }

    private void place(String name, Column column) {
        List<String> names = column.names().stream().map(Plain::header).toList();
        for (int i = 0; i < header.size(); i++) {
            String found = Plain.header(header.get(i));
            if (names.contains(found) || names.contains(Unit.withoutUnit(found))) {
                if (positions.put(name, i) != null) {
                    problems.add("two columns of the file are " + column.names() + ": rename one of them");
                }
                Unit unit = Unit.ofHeader(found);
                if (unit != null) {
                    units.put(name, unit);
                }
            }
        }
        if (!positions.containsKey(name) && !column.optional()) {
            missing.add(column.names().getFirst());
        }
    }

    private void refuseUnknown(int i) {
        String plain = Plain.header(header.get(i));
        if (!positions.containsValue(i) && !mapping.ignored().contains(plain)) {
            problems.add(
                    "column " + (i + 1) + " (" + header.get(i).strip() + ") is not known to the mapping: correct its"
                            + " name, or list it under ignored in a mapping of your own");
        }
    }

    public Mapping mapping() {
        return mapping;
    }

    /** First names of the columns that the mapping needs and the file doesn't have. */
    public List<String> missing() {
        return List.copyOf(missing);
    }

    /** How many of the mapping's columns the file has. */
    public int matched() {
        return positions.size();
    }

    /** Number of the file's columns. */
    int width() {
        return header.size();
    }

    /** What keeps rows from becoming events, given what was set. */
    public List<String> problems(Map<String, String> set) {
        List<String> all = new ArrayList<>(problems);
        missing.forEach(each -> all.add("the column " + each + " is missing"));
        Set<String> settable = mapping.settable();
        set.keySet().stream()
                .filter(name -> !settable.contains(name))
                .forEach(name -> all.add(name + " can't be set with this mapping: only " + settable + " can"));
        for (Template template : mapping.events()) {
            if (applies(template)) {
                template.fields().forEach((field, value) -> requireSource(field, value, set, all));
            }
        }
        return all.stream().distinct().toList();
    }

    private void requireSource(String field, Value value, Map<String, String> set, List<String> all) {
        boolean has = value.optional()
                || value.otherwise() != null
                || (value.set() != null && set.containsKey(value.set()))
                || (value.column() != null && positions.containsKey(value.column()));
        if (!has) {
            List<String> ways = new ArrayList<>();
            if (value.set() != null) {
                ways.add("--set " + value.set() + "=...");
            }
            Column column = value.column() == null ? null : mapping.columns().get(value.column());
            if (column != null) {
                ways.add("a column " + String.join(" or ", column.names()));
            }
            all.add(field + " is told by nothing: give " + String.join(", or ", ways));
        }
    }

    /** Whether the file has the column that the template depends on. */
    boolean applies(Template template) {
        return template.when() == null || positions.containsKey(template.when().column());
    }

    /** What stands in the column, in plain form; null if nothing does. */
    @Nullable String cell(List<String> row, @Nullable String column) {
        Integer position = column == null ? null : positions.get(column);
        if (position == null) {
            return null;
        }
        String text = Plain.text(row.get(position));
        return text.isEmpty() || mapping.nulls().contains(text) ? null : text;
    }

    /** The column's name in the file. */
    String nameOf(String column) {
        Integer position = positions.get(column);
        return position == null ? column : header.get(position).strip();
    }

    /** The unit that the column's name ends in. */
    @Nullable Unit unitOf(String column) {
        return units.get(column);
    }
}
