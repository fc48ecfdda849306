package org.zonepulse.sandbox;

/** How many columns of a terminal a text takes: a Chinese character takes two. */
public final class TextWidth {

    /** From the first of the CJK radicals up to the compatibility forms, and the full-width forms. */
    private static final int WIDE_FROM = 0x2E80;

    private static final int WIDE_TO = 0xFAFF;
    private static final int FULL_WIDTH_FROM = 0xFE30;
    private static final int FULL_WIDTH_TO = 0xFF60;
    private static final int SUPPLEMENTARY_IDEOGRAPHS = 0x20000;

    private TextWidth() {}

    public static int of(String text) {
        return text.codePoints().map(TextWidth::of).sum();
    }

    private static int of(int character) {
        boolean wide = (character >= WIDE_FROM && character <= WIDE_TO)
                || (character >= FULL_WIDTH_FROM && character <= FULL_WIDTH_TO)
                || character >= SUPPLEMENTARY_IDEOGRAPHS;
        return wide ? 2 : 1;
    }

    /** With spaces at the end, so that what follows starts at that column. */
    public static String pad(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - of(text)));
    }

    /** No wider than that. */
    public static String cut(String text, int columns) {
        StringBuilder kept = new StringBuilder();
        int width = 0;
        for (int character : text.codePoints().toArray()) {
            width += of(character);
            if (width > columns) {
                break;
            }
            kept.appendCodePoint(character);
        }
        return kept.toString();
    }
}
