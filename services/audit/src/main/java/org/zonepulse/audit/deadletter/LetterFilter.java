package org.zonepulse.audit.deadletter;

import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.event.EventStream;

/**
 * Which letters are meant. What is empty or null leaves them all in.
 *
 * @param ids these letters
 * @param reasons of one of these reasons, in whatever case
 * @param sources of one of these sources; {@link Letter#UNKNOWN_SOURCE} is one
 * @param stream whose original stands in a topic of that stream
 * @param since whose original is of then or later; one without a time never is
 * @param until whose original is earlier
 * @param status by what has become of them
 */
public record LetterFilter(
        Set<Long> ids,
        Set<String> reasons,
        Set<String> sources,
        @Nullable EventStream stream,
        @Nullable Instant since,
        @Nullable Instant until,
        Status status) {

    /** All letters. */
    public static final LetterFilter ALL = new LetterFilter(Set.of(), Set.of(), Set.of(), null, null, null, Status.ALL);

    /** What has become of a letter. */
    public enum Status {
        /** Nothing was published in its place yet. */
        OPEN,
        /** Something was. */
        REDRIVEN,
        /** Either. */
        ALL
    }

    public LetterFilter {
        ids = Set.copyOf(ids);
        reasons = reasons.stream().map(each -> each.toUpperCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
        sources = Set.copyOf(sources);
    }

    /** Whether this letter is meant. */
    public boolean matches(Letter letter, boolean redriven) {
        return (ids.isEmpty() || ids.contains(letter.id()))
                && (reasons.isEmpty() || reasons.contains(letter.content().getReason()))
                && (sources.isEmpty() || sources.contains(letter.source()))
                && (stream == null || Origin.of(letter.content().getTopic()).isOf(stream))
                && isInTime(letter.time())
                && hasStatus(redriven);
    }

    private boolean isInTime(@Nullable Instant time) {
        if (since == null && until == null) {
            return true;
        }
        return time != null && (since == null || !time.isBefore(since)) && (until == null || time.isBefore(until));
    }

    private boolean hasStatus(boolean redriven) {
        return switch (status) {
            case OPEN -> !redriven;
            case REDRIVEN -> redriven;
            case ALL -> true;
        };
    }

    /** The same of these letters only. */
    public LetterFilter of(Set<Long> newIds) {
        return new LetterFilter(newIds, reasons, sources, stream, since, until, status);
    }
}
