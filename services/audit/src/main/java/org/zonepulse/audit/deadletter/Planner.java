package org.zonepulse.audit.deadletter;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.Serializer;
import org.zonepulse.audit.log.TopicLog;
import org.zonepulse.contract.EventAvro;
import org.zonepulse.contract.Parsed;
import org.zonepulse.ledger.event.Event;
import org.zonepulse.ledger.event.RejectionReason;
import org.zonepulse.ledger.event.Violation;
import org.zonepulse.schemas.TopicCatalogue;

/** Decides what is to be published for a letter: nothing that would be refused again, unless that is wanted. */
final class Planner {

    /** Tells of a record that was published again which one it stands for: topic/partition/offset. */
    static final String HEADER = "zonepulse-redrive-of";

    private final ContentReader reader;
    private final Serializer<SpecificRecord> serializer;
    private final TopicLog originals;
    private final boolean force;

    /**
     * A planner.
     *
     * @param originals a log of its own, since letters are read from another meanwhile
     * @param force whether to publish also what will be refused again
     */
    Planner(ContentReader reader, Serializer<SpecificRecord> serializer, TopicLog originals, boolean force) {
        this.reader = reader;
        this.serializer = serializer;
        this.originals = originals;
        this.force = force;
    }

    /** The original's bytes again. */
    Plan asItWas(Letter letter) {
        return Original.of(letter, originals)
                .map(original -> asItWas(letter, original))
                .orElseGet(() -> new Plan.Refuse(
                        letter,
                        List.of(new Violation(
                                RejectionReason.UNDECODABLE,
                                "$",
                                "the letter holds only its beginning, and " + letter.original()
                                        + " is no longer there"))));
    }

    private Plan asItWas(Letter letter, Original original) {
        String topic = letter.content().getTopic();
        Content content = reader.read(topic, original.value());
        if (!content.violations().isEmpty() && !force) {
            return new Plan.Refuse(letter, content.violations());
        }
        List<Header> headers = new ArrayList<>(original.headers());
        headers.add(standsFor(letter));
        return new Plan.Publish(
                letter,
                content.violations().isEmpty() ? Outcome.AS_IT_WAS : Outcome.FORCED,
                topic,
                new Original(original.key(), original.value(), headers),
                content instanceof Content.OfEvent ofEvent ? ofEvent.event().eventId() : null,
                content.violations());
    }

    /** An event in its place. Where the original came straight to an event topic, it goes to that of its own stream. */
    Plan corrected(Letter letter, Parsed correction) {
        return switch (correction) {
            case Parsed.Rejected rejected -> new Plan.Refuse(letter, rejected.violations());
            case Parsed.Ok(Event event) -> {
                String topic = topicFor(letter, event);
                List<Violation> violations = reader.objections(topic, event);
                yield violations.isEmpty() || (force && isOfEvents(topic))
                        ? publish(letter, event, topic, violations)
                        : new Plan.Refuse(letter, violations);
            }
        };
    }

    private static boolean isOfEvents(String topic) {
        return Origin.of(topic) instanceof Origin.Events || Origin.of(topic) instanceof Origin.Inbox;
    }

    private static String topicFor(Letter letter, Event event) {
        String original = letter.content().getTopic();
        return Origin.of(original) instanceof Origin.Events
                ? TopicCatalogue.ofStream(event.fact().stream().id()).name()
                : original;
    }

    private Plan publish(Letter letter, Event event, String topic, List<Violation> violations) {
        // An inbox takes records of its stream's schema; the subject is the event topic's, so that one schema has one
        // name.
        String subjectTopic =
                TopicCatalogue.ofStream(event.fact().stream().id()).name();
        byte[] value = Objects.requireNonNull(serializer.serialize(subjectTopic, EventAvro.write(event)), "value");
        return new Plan.Publish(
                letter,
                violations.isEmpty() ? Outcome.CORRECTED : Outcome.FORCED,
                topic,
                new Original(event.enterpriseId().getBytes(StandardCharsets.UTF_8), value, List.of(standsFor(letter))),
                event.eventId(),
                violations);
    }

    private static Header standsFor(Letter letter) {
        return new RecordHeader(HEADER, letter.original().getBytes(StandardCharsets.UTF_8));
    }
}
