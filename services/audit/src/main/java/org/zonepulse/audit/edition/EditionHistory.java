package org.zonepulse.audit.edition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.zonepulse.audit.log.PublishedTopic;
import org.zonepulse.audit.log.TopicLog;
import org.zonepulse.audit.log.Unreadable;
import org.zonepulse.avrocodec.SchemaRegistry;
import org.zonepulse.schemas.Edition;
import org.zonepulse.schemas.TopicCatalogue;
import org.zonepulse.schemas.edition.EditionSwitched;

/**
 * Which edition was live since when.
 *
 * @param switches all of them, in order
 */
public record EditionHistory(List<EditionSwitched> switches) {

    public EditionHistory {
        switches = List.copyOf(switches);
    }

    /**
     * As it stands in its topic.
     *
     * @throws Unreadable if a record can't be read, or names no edition: then it can't be told which is live
     */
    public static EditionHistory read(TopicLog log, SchemaRegistry registry) {
        PublishedTopic<EditionSwitched> topic =
                new PublishedTopic<>(TopicCatalogue.EDITIONS, EditionSwitched.class, registry);
        List<EditionSwitched> switches = new ArrayList<>();
        log.read(topic.partition().topic(), record -> {
            EditionSwitched switched = topic.decode(record.offset(), record.value());
            if (!Edition.isName(switched.getEdition())) {
                throw new Unreadable(topic.partition() + "@" + record.offset(), "it names no edition");
            }
            switches.add(switched);
            return true;
        });
        return new EditionHistory(switches);
    }

    /** The edition that is live now. */
    public Edition live() {
        return last().map(switched -> new Edition(switched.getEdition())).orElse(Edition.FIRST);
    }

    /** The last switch; nothing if there was none. */
    public Optional<EditionSwitched> last() {
        return switches.isEmpty() ? Optional.empty() : Optional.of(switches.getLast());
    }
}
