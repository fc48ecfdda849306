package org.zonepulse.fileimport.mapping;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.zonepulse.fileimport.mapping.Mapping.Condition;
import org.zonepulse.fileimport.mapping.Mapping.Template;
import org.zonepulse.fileimport.mapping.Mapping.Value;
import org.zonepulse.ledger.event.RejectionReason;
import org.zonepulse.ledger.event.Violation;

/** Makes rows into events' JSON, the same as over HTTP, which is then read and checked as that is. */
public final class RowMapper {

    private static final JsonFactory FACTORY = new JsonFactory();

    private final Layout layout;
    private final Map<String, String> set;

    /** @param set values for the whole import */
    public RowMapper(Layout layout, Map<String, String> set) {
        this.layout = layout;
        this.set = Map.copyOf(set);
    }

    /** What a row came to. */
    public sealed interface Mapped {

        /**
         * Events in JSON.
         *
         * @param columns the columns that the events' fields come from
         */
        record Events(List<String> json, Map<String, String> columns) implements Mapped {}

        /** It can't be made into events. */
        record Rejected(List<Violation> violations) implements Mapped {}
    }

    /** Number of columns that a row must have. */
    public int width() {
        return layout.width();
    }

    /** The events of a row. */
    public Mapped map(List<String> row) {
        if (row.size() != layout.width()) {
            return rejected("$", "must have " + layout.width() + " columns as the header has, not " + row.size());
        }
        List<String> events = new ArrayList<>();
        List<Violation> violations = new ArrayList<>();
        Map<String, String> columns = new LinkedHashMap<>();
        for (Template template : layout.mapping().events()) {
            if (layout.applies(template) && holds(template.when(), row)) {
                events.add(json(tree(template, row, columns, violations)));
            }
        }
        if (!violations.isEmpty()) {
            return new Mapped.Rejected(violations.stream().distinct().toList());
        }
        return events.isEmpty()
                ? rejected("$", "is none of the events that the mapping knows: see its conditions (when)")
                : new Mapped.Events(events, columns);
    }

    private static Mapped rejected(String field, String message) {
        return new Mapped.Rejected(List.of(new Violation(RejectionReason.MALFORMED, field, message)));
    }

    private boolean holds(@Nullable Condition when, List<String> row) {
        if (when == null) {
            return true;
        }
        String cell = layout.cell(row, when.column());
        return cell != null && (when.values().isEmpty() || when.values().contains(cell));
    }

    private Map<String, Object> tree(
            Template template, List<String> row, Map<String, String> columns, List<Violation> violations) {
        Map<String, Object> tree = new LinkedHashMap<>();
        template.fields().forEach((field, value) -> {
            if (value.column() != null) {
                columns.put(field, layout.nameOf(value.column()));
            }
            Object read = read(field, value, row, violations);
            if (read != null) {
                put(tree, field, read);
            } else if (!value.optional() && isNotTold(field, violations)) {
                violations.add(violation(RejectionReason.INVALID_FIELD, field, "is missing", value));
            }
        });
        return tree;
    }

    private static boolean isNotTold(String field, List<Violation> violations) {
        return violations.stream().noneMatch(each -> each.field().equals(field));
    }

    private @Nullable Object read(String field, Value value, List<String> row, List<Violation> violations) {
        String text = text(field, value, row, violations);
        if (text == null) {
            return null;
        }
        return switch (value.as()) {
            case TEXT -> text;
            case CODE -> Plain.code(text);
            case DATE -> {
                LocalDate day = CalendarDay.parse(text);
                if (day == null) {
                    violations.add(violation(RejectionReason.INVALID_DATE, field, CalendarDay.RULE, value));
                }
                yield day == null ? null : day.toString();
            }
            case MONEY -> money(field, value, text, row, violations);
            case COUNT -> {
                String digits = text.replace(",", "");
                boolean isCount = digits.matches("\\d{1,18}");
                if (!isCount) {
                    violations.add(violation(RejectionReason.INVALID_AMOUNT, field, "must be a whole number", value));
                }
                yield isCount ? new BigDecimal(digits) : null;
            }
        };
    }

    /** What was set, else the cell, looked up if there is a table, else the constant. */
    private @Nullable String text(String field, Value value, List<String> row, List<Violation> violations) {
        String given = value.set() == null ? null : set.get(value.set());
        if (given != null) {
            return given;
        }
        String cell = layout.cell(row, value.column());
        if (cell == null) {
            return value.otherwise();
        }
        if (value.table() == null) {
            return cell;
        }
        Map<String, String> table = layout.mapping().tables().getOrDefault(value.table(), Map.of());
        String found = table.get(cell);
        if (found == null && value.otherwise() == null) {
            // The cell itself is not told: rows that have slipped may have anything in any column.
            violations.add(violation(
                    RejectionReason.INVALID_FIELD,
                    field,
                    "is not in the mapping's table " + value.table() + ", which has "
                            + new java.util.TreeSet<>(table.keySet()),
                    value));
        }
        return found == null ? value.otherwise() : found;
    }

    private @Nullable Object money(
            String field, Value value, String text, List<String> row, List<Violation> violations) {
        Unit ofHeader = value.column() == null ? null : layout.unitOf(value.column());
        BigDecimal yuan = Unit.yuan(text, ofHeader == null ? value.unit() : ofHeader);
        if (yuan == null) {
            violations.add(violation(
                    RejectionReason.INVALID_AMOUNT,
                    field,
                    "must be an amount such as 15000, 15,000.50 or 15000（万元）",
                    value));
            return null;
        }
        Map<String, Object> money = new LinkedHashMap<>();
        money.put("amount", yuan.toPlainString());
        Value currency = value.currency();
        String code = currency == null ? null : text(field + ".currency", currency, row, violations);
        if (code != null) {
            money.put("currency", code);
        }
        return money;
    }

    private Violation violation(RejectionReason reason, String field, String message, Value value) {
        String column = value.column() == null ? null : layout.nameOf(value.column());
        return inColumn(new Violation(reason, field, message), column);
    }

    /** The same violation, which tells of the column, too. */
    public static Violation inColumn(Violation violation, @Nullable String column) {
        return column == null
                ? violation
                : new Violation(
                        violation.reason(), violation.field(), violation.message() + " (column " + column + ")");
    }

    @SuppressWarnings("unchecked") // Only this method puts maps into it.
    private static void put(Map<String, Object> tree, String path, Object value) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            tree.put(path, value);
        } else {
            Object inner = tree.computeIfAbsent(path.substring(0, dot), _ -> new LinkedHashMap<String, Object>());
            put((Map<String, Object>) inner, path.substring(dot + 1), value);
        }
    }

    private static String json(Map<String, Object> tree) {
        StringWriter text = new StringWriter(320);
        try (JsonGenerator out = FACTORY.createGenerator(text)) {
            write(out, tree);
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to a string", impossible);
        }
        return text.toString();
    }

    private static void write(JsonGenerator out, Map<?, ?> tree) throws IOException {
        out.writeStartObject();
        for (Map.Entry<?, ?> entry : tree.entrySet()) {
            out.writeFieldName(String.valueOf(entry.getKey()));
            switch (entry.getValue()) {
                case Map<?, ?> inner -> write(out, inner);
                case BigDecimal number -> out.writeNumber(number);
                case Object text -> out.writeString(text.toString());
            }
        }
        out.writeEndObject();
    }
}
