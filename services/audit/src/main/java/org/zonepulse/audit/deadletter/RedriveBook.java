package org.zonepulse.audit.deadletter;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.zonepulse.audit.log.PublishedTopic;
import org.zonepulse.audit.log.TopicLog;
import org.zonepulse.avrocodec.SchemaRegistry;
import org.zonepulse.schemas.TopicCatalogue;
import org.zonepulse.schemas.redrive.Redrive;

/** What was done about dead letters. Its memory is a name for each original that something was published for. */
public final class RedriveBook {

    private final Set<String> done = new HashSet<>();

    /** A book in which nothing stands. */
    public RedriveBook() {}

    /** The book as it stands in the topic. */
    public static RedriveBook read(TopicLog log, SchemaRegistry registry) {
        RedriveBook book = new RedriveBook();
        each(log, registry, redrive -> {
            if (!redrive.getOutcome().equals(Outcome.REFUSED.name())) {
                book.done.add(original(redrive));
            }
        });
        return book;
    }

    /** All attempts at one letter, in order. */
    public static List<Redrive> of(Letter letter, TopicLog log, SchemaRegistry registry) {
        List<Redrive> attempts = new ArrayList<>();
        each(log, registry, redrive -> {
            if (original(redrive).equals(letter.original())) {
                attempts.add(redrive);
            }
        });
        return attempts;
    }

    private static void each(TopicLog log, SchemaRegistry registry, Consumer<Redrive> reader) {
        PublishedTopic<Redrive> topic = new PublishedTopic<>(TopicCatalogue.REDRIVES, Redrive.class, registry);
        log.read(TopicCatalogue.REDRIVES.name(), record -> {
            reader.accept(topic.decode(record.offset(), record.value()));
            return true;
        });
    }

    private static String original(Redrive redrive) {
        return redrive.getTopic() + "/" + redrive.getPartition() + "/" + redrive.getOffset();
    }

    /** Whether something was published in the place of this letter, or of another of the same original. */
    public boolean isDone(Letter letter) {
        return done.contains(letter.original());
    }

    /** Something was. */
    public void note(Letter letter) {
        done.add(letter.original());
    }
}
