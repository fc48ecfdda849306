package org.zonepulse.audit.deadletter;

import java.util.HexFormat;

/** Bytes for people: sixteen a line, with their place, and with what of them is ASCII. */
public final class HexDump {

    private static final int A_LINE = 16;
    private static final HexFormat SPACED = HexFormat.ofDelimiter(" ");

    private HexDump() {}

    /**
     * The lines.
     *
     * @param most how many bytes to show; of the others, only their number is told
     */
    public static String of(byte[] bytes, int most) {
        StringBuilder text = new StringBuilder();
        int shown = Math.min(bytes.length, most);
        for (int from = 0; from < shown; from += A_LINE) {
            int to = Math.min(from + A_LINE, shown);
            String hex = SPACED.formatHex(bytes, from, to);
            text.append(String.format("%08x  %-47s  |%s|%n", from, hex, ascii(bytes, from, to)));
        }
        if (shown < bytes.length) {
            text.append(String.format("%08x  (+%d)%n", shown, bytes.length - shown));
        }
        return text.toString();
    }

    private static String ascii(byte[] bytes, int from, int to) {
        StringBuilder text = new StringBuilder(to - from);
        for (int i = from; i < to; i++) {
            text.append(bytes[i] >= ' ' && bytes[i] < 0x7f ? (char) bytes[i] : '.');
        }
        return text.toString();
    }
}
