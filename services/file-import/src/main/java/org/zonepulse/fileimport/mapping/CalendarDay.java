package org.zonepulse.fileimport.mapping;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Days as registries write them. All have the year first, so that none can be mistaken for another. */
final class CalendarDay {

    static final String RULE = "must be a day such as 2003-01-01, 2003/1/1, 2003.1.1, 2003年1月1日 or 20030101";

    /** Spreadsheets add midnight. */
    private static final String MIDNIGHT = "(?:[ T]0?0:00(?::00(?:\\.0+)?)?)?";

    private static final List<Pattern> PATTERNS = List.of(
            Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})" + MIDNIGHT),
            Pattern.compile("(\\d{4})/(\\d{1,2})/(\\d{1,2})" + MIDNIGHT),
            Pattern.compile("(\\d{4})\\.(\\d{1,2})\\.(\\d{1,2})"),
            Pattern.compile("(\\d{4}) ?年 ?(\\d{1,2}) ?月 ?(\\d{1,2}) ?日"),
            Pattern.compile("(\\d{4})(\\d{2})(\\d{2})"));

    private CalendarDay() {}

    /** The day that a cell's plain text tells; null if it tells none. */
    static @Nullable LocalDate parse(String text) {
        for (Pattern pattern : PATTERNS) {
            Matcher matcher = pattern.matcher(text);
            if (matcher.matches()) {
                try {
                    return LocalDate.of(number(matcher, 1), number(matcher, 2), number(matcher, 3));
                } catch (DateTimeException noSuchDay) {
                    return null;
                }
            }
        }
        return null;
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }
}
