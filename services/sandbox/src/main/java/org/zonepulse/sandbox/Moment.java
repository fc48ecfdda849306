package org.zonepulse.sandbox;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** A moment as people write and read it on a command line, in the machine's time zone. */
final class Moment {

    private static final Pattern AGO = Pattern.compile("(\\d{1,6})([smhd])");

    private Moment() {}

    /**
     * Reads {@code 2026-11-26}, {@code 2026-11-26T10:00}, {@code 2026-11-26T10:00:00+08:00}, or how long ago:
     * {@code 30m}, {@code 2h}, {@code 7d}.
     *
     * @return null if it is none
     */
    static @Nullable Instant parse(String text, Clock clock) {
        Matcher ago = AGO.matcher(text);
        if (ago.matches()) {
            return clock.instant().minus(ago(Long.parseLong(ago.group(1)), ago.group(2)));
        }
        try {
            if (text.indexOf('T') < 0) {
                return LocalDate.parse(text).atStartOfDay(clock.getZone()).toInstant();
            }
            return DateTimeFormatter.ISO_DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from)
                            instanceof OffsetDateTime exact
                    ? exact.toInstant()
                    : LocalDateTime.parse(text).atZone(clock.getZone()).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    /**
     * As {@link #parse}, of what stands on the command line.
     *
     * @throws ParameterException if it is none
     */
    static Instant given(String text, CommandLine command, Words words) {
        Instant moment = parse(text, Clock.system(ZoneId.systemDefault()));
        if (moment == null) {
            throw new ParameterException(command, words.say("deadLetters.noTime", text));
        }
        return moment;
    }

    private static Duration ago(long number, String unit) {
        return switch (unit) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    /** To the second, with its offset; a dash for none. */
    static String text(@Nullable Instant moment) {
        return moment == null
                ? "–"
                : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                        moment.truncatedTo(ChronoUnit.SECONDS).atZone(ZoneId.systemDefault()));
    }
}
