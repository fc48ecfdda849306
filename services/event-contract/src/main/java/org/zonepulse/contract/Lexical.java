package org.zonepulse.contract;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How dates, amounts and texts are spelt: one way each, so that nothing has to be guessed. */
final class Lexical {

    private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,30}(\\.\\d{1,30})?");
    private static final Pattern OTHER_YEAR = Pattern.compile("[+-]?\\d+-\\d{2}-\\d{2}");

    private Lexical() {}

    /** The date that the text spells as {@code 2023-01-31}; null if it doesn't, or if there is no such day. */
    static @Nullable LocalDate date(String text) {
        if (!isPlainDate(text)) {
            return null;
        }
        try {
            return LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
        } catch (DateTimeException noSuchDay) {
            return null;
        }
    }

    /** What a text that is no date must be. */
    static String dateRule(String text) {
        if (isPlainDate(text)) {
            return "must be a day of the calendar: there is no " + text;
        }
        return OTHER_YEAR.matcher(text).matches()
                ? "must have a year of four digits, such as 2023-01-31"
                : "must be a date such as 2023-01-31";
    }

    /** The number that the text spells as {@code 1000000.00}, without separators, exponent or unit; else null. */
    static @Nullable BigDecimal decimal(String text) {
        return DECIMAL.matcher(text).matches() ? new BigDecimal(text) : null;
    }

    /** Whether all surrogates come in pairs: Avro would make a question mark of half a one, and two ids the same. */
    static boolean isUnicode(String text) {
        for (int i = 0; i < text.length(); i++) {
            char symbol = text.charAt(i);
            if (Character.isHighSurrogate(symbol)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(symbol)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlainDate(String text) {
        boolean plain = text.length() == 10;
        for (int i = 0; plain && i < 10; i++) {
            char symbol = text.charAt(i);
            plain = (i == 4 || i == 7) ? symbol == '-' : isDigit(symbol);
        }
        return plain;
    }

    /** ASCII only: full-width digits are no ISO date. */
    private static boolean isDigit(char symbol) {
        return symbol >= '0' && symbol <= '9';
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }
}
