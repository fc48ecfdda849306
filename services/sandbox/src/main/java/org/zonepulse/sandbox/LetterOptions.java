package org.zonepulse.sandbox;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.zonepulse.audit.deadletter.LetterFilter;
import org.zonepulse.ledger.event.EventStream;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Which dead letters are meant: the same options for each command of them. */
final class LetterOptions {

    @Option(names = "--reason", paramLabel = "REASON", descriptionKey = "deadLetters.reason")
    private Set<String> reasons = new LinkedHashSet<>();

    @Option(names = "--source", paramLabel = "SOURCE", descriptionKey = "deadLetters.source")
    private Set<String> sources = new LinkedHashSet<>();

    @Option(names = "--stream", paramLabel = "STREAM", descriptionKey = "deadLetters.stream")
    private @Nullable String stream;

    @Option(names = "--since", paramLabel = "TIME", descriptionKey = "deadLetters.since")
    private @Nullable String since;

    @Option(names = "--until", paramLabel = "TIME", descriptionKey = "deadLetters.until")
    private @Nullable String until;

    /** Whether anything was said. */
    boolean isEmpty() {
        return reasons.isEmpty() && sources.isEmpty() && stream == null && since == null && until == null;
    }

    LetterFilter filter(Set<Long> ids, LetterFilter.Status status, CommandLine command, Words words) {
        return new LetterFilter(
                ids,
                reasons,
                sources,
                streamAsked(command, words),
                moment(since, command, words),
                moment(until, command, words),
                status);
    }

    private @Nullable EventStream streamAsked(CommandLine command, Words words) {
        if (stream == null) {
            return null;
        }
        EventStream known = EventStream.byId(stream);
        if (known != null) {
            return known;
        }
        String all = Arrays.stream(EventStream.values()).map(EventStream::id).collect(Collectors.joining(", "));
        throw new ParameterException(command, words.say("deadLetters.unknownStream", stream, all));
    }

    private static @Nullable Instant moment(@Nullable String text, CommandLine command, Words words) {
        return text == null ? null : Moment.given(text, command, words);
    }
}
