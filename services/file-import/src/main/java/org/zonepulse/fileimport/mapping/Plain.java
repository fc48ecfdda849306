package org.zonepulse.fileimport.mapping;

import java.text.Normalizer;
import java.util.Locale;

/** Text as it is meant, however it was typed: full-width digits, letters and brackets are the same as plain ones. */
final class Plain {

    private Plain() {}

    /** Without blanks around it, line breaks within, and full-width forms (NFKC). */
    static String text(String typed) {
        if (isPlainAscii(typed)) {
            return typed.strip();
        }
        String normal = Normalizer.normalize(typed, Normalizer.Form.NFKC);
        return normal.replaceAll("[\\p{Cntrl}\\p{Z}]+", " ").strip();
    }

    /** Without any blanks, too, and in capitals: a code. */
    static String code(String typed) {
        return text(typed).replace(" ", "").toUpperCase(Locale.ROOT);
    }

    /** As names of columns are compared. */
    static String header(String typed) {
        return text(typed.replace("\uFEFF", "")).replace(" ", "").toLowerCase(Locale.ROOT);
    }

    private static boolean isPlainAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > '~' || text.charAt(i) < ' ') {
                return false;
            }
        }
        return true;
    }
}
