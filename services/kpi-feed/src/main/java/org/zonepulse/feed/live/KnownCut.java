package org.zonepulse.feed.live;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.zonepulse.feed.KpiState;

/**
 * The cut that a reader knows, as the id of an event names it: {@code 57.lz4wk3c8}. The number alone wouldn't do, for numbers
 * begin anew when data is wiped.
 *
 * @param number of the cut
 * @param origin whose numbers these are: {@link KpiState#origin}; 0 if the reader doesn't say
 */
public record KnownCut(long number, long origin) {

    private static final Pattern TEXT = Pattern.compile("(\\d{1,18})(?:\\.([0-9a-z]{1,12}))?");

    /** The cut of a state; nothing before the first. */
    public static Optional<KnownCut> of(KpiState state) {
        return state.cut().map(cut -> new KnownCut(cut.number(), state.origin()));
    }

    /** Reads an id; nothing if the text is none. The number alone is understood, and is nobody's. */
    public static Optional<KnownCut> parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String origin = parts.group(2);
        return Optional.of(new KnownCut(
                Long.parseLong(parts.group(1)), origin == null ? 0 : Long.parseLong(origin, Character.MAX_RADIX)));
    }

    @Override
    public String toString() {
        return number + "." + Long.toString(origin, Character.MAX_RADIX);
    }
}
