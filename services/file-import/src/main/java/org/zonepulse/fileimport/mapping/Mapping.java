package org.zonepulse.fileimport.mapping;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.event.EventStream;

/**
 * How rows of one layout become events.
 *
 * @param name by which it is chosen
 * @param title for people
 * @param columns the layout's columns, by the names that the mapping itself uses
 * @param ignored names of columns that are never read, in plain form
 * @param ignoresOthers whether columns that the mapping doesn't know are passed over; else they are refused
 * @param nulls what stands for nothing, in plain form
 * @param tables values by what stands in a cell, in plain form
 * @param events what a row is made into
 */
public record Mapping(
        String name,
        String title,
        EventStream stream,
        Map<String, Column> columns,
        Set<String> ignored,
        boolean ignoresOthers,
        Set<String> nulls,
        Map<String, Map<String, String>> tables,
        List<Template> events) {

    public Mapping {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        ignored = sorted(ignored);
        nulls = sorted(nulls);
        tables = Collections.unmodifiableMap(new TreeMap<>(tables));
        events = List.copyOf(events);
    }

    /**
     * A column of the layout.
     *
     * @param names that it has in files; the first one is shown
     * @param optional whether a file may do without
     */
    public record Column(List<String> names, boolean optional) {
        public Column {
            names = List.copyOf(names);
        }
    }

    /**
     * One event of a row.
     *
     * @param when null if each row has it
     * @param fields by their place in the event's JSON form, such as {@code fact.loanId}
     */
    record Template(@Nullable Condition when, Map<String, Value> fields) {
        Template {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }
    }

    /**
     * Holds if the column's cell isn't empty, or is one of the values.
     *
     * @param values in plain form; none if any will do
     */
    record Condition(String column, Set<String> values) {
        Condition {
            values = sorted(values);
        }
    }

    /** How a cell is read. */
    enum As {
        TEXT,
        CODE,
        DATE,
        MONEY,
        COUNT
    }

    /**
     * Where a field's value comes from: what was set for the import, else the column, else {@code otherwise}.
     *
     * @param set name by which it can be set for a whole import
     * @param table of the mapping, by which the cell's text is looked up
     * @param otherwise a constant
     * @param optional whether the event may do without the field
     * @param unit of an amount, where neither header nor cell names one
     * @param currency of an amount
     */
    record Value(
            As as,
            @Nullable String set,
            @Nullable String column,
            @Nullable String table,
            @Nullable String otherwise,
            boolean optional,
            Unit unit,
            @Nullable Value currency) {

        static Value constant(String text) {
            return new Value(As.TEXT, null, null, null, text, false, Unit.YUAN, null);
        }
    }

    /** In order, so that a mapping reads the same in every process: an import is known again by it. */
    private static Set<String> sorted(Set<String> texts) {
        return Collections.unmodifiableSet(new TreeSet<>(texts));
    }

    /** Names of what can be set for a whole import. */
    public Set<String> settable() {
        Set<String> names = new TreeSet<>();
        for (Template template : events) {
            for (Value value : template.fields.values()) {
                if (value.set != null) {
                    names.add(value.set);
                }
            }
        }
        return names;
    }
}
