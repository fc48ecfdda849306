package org.zonepulse.feed.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list as CSV (RFC 4180), in UTF-8 with a line of headings; an empty cell where there is no value. */
final class Table {

    private static final String FORMULA = "=+-@\t\r";

    private final StringBuilder text = new StringBuilder();

    /** A table with these headings and no rows yet. */
    Table(String... headings) {
        row(headings);
    }

    /** Adds a row; as many cells as there are headings. */
    Table row(@Nullable String... cells) {
        return row(Arrays.asList(cells));
    }

    /**
     * Free text for a cell. Spreadsheets would compute what looks like a formula, and anybody may have named an enterprise so:
     * an apostrophe before it keeps it a text.
     */
    static @Nullable String text(@Nullable String free) {
        return free == null || free.isEmpty() || FORMULA.indexOf(free.charAt(0)) < 0 ? free : "'" + free;
    }

    private Table row(List<@Nullable String> cells) {
        String separator = "";
        for (String cell : cells) {
            text.append(separator);
            append(cell == null ? "" : cell);
            separator = ",";
        }
        text.append("\r\n");
        return this;
    }

    private void append(String cell) {
        if (cell.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')) {
            text.append('"').append(cell.replace("\"", "\"\"")).append('"');
        } else {
            text.append(cell);
        }
    }

    byte[] bytes() {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
