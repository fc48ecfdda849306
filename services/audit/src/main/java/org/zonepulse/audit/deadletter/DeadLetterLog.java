package org.zonepulse.audit.deadletter;

import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.zonepulse.audit.log.PublishedTopic;
import org.zonepulse.audit.log.TopicLog;
import org.zonepulse.avrocodec.SchemaRegistry;
import org.zonepulse.schemas.Edition;
import org.zonepulse.schemas.deadletter.DeadLetter;

/** The topic of dead letters. */
public final class DeadLetterLog {

    private final TopicLog log;
    private final PublishedTopic<DeadLetter> topic;

    /** The letters in this log that an edition has written. */
    public DeadLetterLog(TopicLog log, SchemaRegistry registry, Edition edition) {
        this.log = log;
        this.topic = new PublishedTopic<>(edition.deadLetters(), DeadLetter.class, registry);
    }

    /**
     * Visits the letters that are meant, oldest first.
     *
     * @param visitor takes one, and says whether it wants more
     */
    public void each(LetterFilter filter, RedriveBook book, Predicate<Letter> visitor) {
        if (log.partitions(topic.partition().topic()).isEmpty()) {
            return;
        }
        Set<Long> ids = filter.ids();
        long first = ids.isEmpty() ? 0 : Collections.min(ids);
        long last = ids.isEmpty() ? Long.MAX_VALUE : Collections.max(ids);
        log.read(topic.partition(), first, record -> {
            long id = record.offset();
            if (id > last) {
                return false;
            }
            if (!ids.isEmpty() && !ids.contains(id)) {
                return true;
            }
            Letter letter = new Letter(id, topic.decode(id, record.value()));
            return !filter.matches(letter, book.isDone(letter)) || visitor.test(letter);
        });
    }

    /** The letter of this id. */
    public Optional<Letter> letter(long id) {
        return id < 0
                ? Optional.empty()
                : log.at(topic.partition(), id).map(record -> new Letter(id, topic.decode(id, record.value())));
    }
}
