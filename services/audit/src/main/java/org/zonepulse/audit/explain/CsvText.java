package org.zonepulse.audit.explain;

import java.io.IOException;
import java.util.List;

/** Lines of CSV as RFC 4180 has them. */
public final class CsvText {

    private CsvText() {}

    /** Adds a line. */
    public static void line(List<String> cells, Appendable out) throws IOException {
        for (int i = 0; i < cells.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            out.append(cell(cells.get(i)));
        }
        out.append("\r\n");
    }

    /**
     * A text from outside, with an apostrophe before what a spreadsheet would take for a formula and carry out.
     */
    static String harmless(String text) {
        return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    private static String cell(String text) {
        boolean plain = text.chars().noneMatch(each -> each == ',' || each == '"' || each == '\n' || each == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
