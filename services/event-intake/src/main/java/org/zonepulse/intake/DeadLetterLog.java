package org.zonepulse.intake;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import org.zonepulse.contract.LoggedId;
import org.zonepulse.ledger.event.Violation;

/**
 * Tells operators in the log of each record that became a dead letter: by ids and place, never by what is in it, which may
 * be anything. Where there are many the log tells of some and then how many more there were; the topic of dead letters
 * and the metrics have all. For one thread.
 */
public final class DeadLetterLog implements AutoCloseable {

    /** Lines a minute. */
    static final int MOST = 20;

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterLog.class);
    private static final long MINUTE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final LongSupplier nanos;
    private long minute;
    private int told;
    private long untold;

    public DeadLetterLog() {
        this(System::nanoTime);
    }

    /** By another clock, in nanoseconds. */
    DeadLetterLog(LongSupplier nanos) {
        this.nanos = nanos;
        this.minute = nanos.getAsLong();
    }

    /**
     * Tells of a dead letter.
     *
     * @param at where the record is
     * @param first the first of what is wrong with it
     * @param source who published it, an acceptable name; null where that isn't known
     * @param known tells the event's id as its publisher wrote it, null where that isn't known; asked only where a line is written, since
     *     it may have to be decoded for it
     */
    public void tell(RecordMetadata at, Violation first, @Nullable String source, Supplier<@Nullable String> known) {
        long now = nanos.getAsLong();
        if (now - minute >= MINUTE_NANOS) {
            tellOfOthers();
            minute = now;
            told = 0;
        }
        if (told == MOST) {
            untold++;
            return;
        }
        told++;
        String eventId = known.get();
        String id = eventId == null ? "an unknown event" : "event " + LoggedId.of(eventId);
        LoggingEventBuilder line = LOG.atWarn()
                .addKeyValue("reason", first.reason().name())
                .addKeyValue("field", first.field())
                .addKeyValue("topic", at.topic())
                .addKeyValue("partition", at.partition())
                .addKeyValue("offset", at.offset());
        if (source != null) {
            line = line.addKeyValue("source", source);
        }
        if (eventId != null) {
            line = line.addKeyValue("eventId", LoggedId.of(eventId));
        }
        line.log(
                "Dead letter: {} at {} in {} of {}, {}-{}@{}",
                first.reason(),
                first.field(),
                id,
                source == null ? "an unknown source" : source,
                at.topic(),
                at.partition(),
                at.offset());
    }

    /** Tells of those that weren't told one by one; to be called before the partition goes elsewhere. */
    @Override
    public void close() {
        tellOfOthers();
    }

    private void tellOfOthers() {
        if (untold > 0) {
            LOG.atWarn()
                    .addKeyValue("count", untold)
                    .log("{} more dead letters since, which aren't told one by one", untold);
            untold = 0;
        }
    }
}
