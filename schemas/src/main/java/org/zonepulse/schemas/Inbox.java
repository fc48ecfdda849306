package org.zonepulse.schemas;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The topic that one outside source alone writes events of one stream to, where the cluster asks for credentials. A broker's
 * rules are about topics: they can't see which source a record names. What is in order gets from here to the event topic.
 *
 * @param streamId {@code registrations}, {@code certifications}, {@code loans} or {@code trade-fairs}
 * @param source the source, as its events name it
 */
public record Inbox(String streamId, String source) {

    private static final String SOURCE = "[a-z0-9][a-z0-9._-]{0,63}";

    /** The names of all inboxes. */
    public static final Pattern TOPICS =
            Pattern.compile("zone\\.inbox\\.(registrations|certifications|loans|trade-fairs)\\.(" + SOURCE + ")\\.v1");

    /** @throws IllegalArgumentException if there is no such stream, or the source has no source's name */
    public Inbox {
        Objects.requireNonNull(TopicCatalogue.ofStream(streamId), "stream");
        if (!source.matches(SOURCE)) {
            throw new IllegalArgumentException("no source's name: " + source);
        }
    }

    /** The inbox that has the topic of this name, if it is one's. */
    public static Optional<Inbox> named(String topic) {
        Matcher matcher = TOPICS.matcher(topic);
        return matcher.matches() ? Optional.of(new Inbox(matcher.group(1), matcher.group(2))) : Optional.empty();
    }

    /** Its topic. */
    public Topic topic() {
        return TopicCatalogue.inbox(streamId, source);
    }
}
