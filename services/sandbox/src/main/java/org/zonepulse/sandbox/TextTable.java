package org.zonepulse.sandbox;

import java.util.ArrayList;
import java.util.List;

/** Columns of text, as wide as what stands in them. */
final class TextTable {

    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();
    private final List<Boolean> toTheRight;

    /** @param toTheRight for each column, whether it is a number's */
    TextTable(Boolean... toTheRight) {
        this.toTheRight = List.of(toTheRight);
    }

    void row(String... cells) {
        rows.add(List.of(cells));
    }

    @Override
    public String toString() {
        int[] widths = new int[toTheRight.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], TextWidth.of(row.get(i)));
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String cell = row.get(i);
                String padding = " ".repeat(widths[i] - TextWidth.of(cell));
                line.append(GAP).append(toTheRight.get(i) ? padding + cell : cell + padding);
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }
}
