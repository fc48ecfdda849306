package org.zonepulse.audit.deadletter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import org.zonepulse.audit.log.Bytes;
import org.zonepulse.audit.log.TopicLog;
import org.zonepulse.schemas.deadletter.DeadLetterHeader;

/** The record that a dead letter was made of, or one to be published in its place. Nobody changes its bytes. */
public final class Original {

    private final byte @Nullable [] key;
    private final byte @Nullable [] value;
    private final List<Header> headers;

    Original(byte @Nullable [] key, byte @Nullable [] value, List<Header> headers) {
        this.key = key;
        this.value = value;
        this.headers = List.copyOf(headers);
    }

    /**
     * The original of a letter: what the letter holds, or where that is cut off, what stands in the topic.
     *
     * @return none if it is cut off, and no longer in its topic
     */
    public static Optional<Original> of(Letter letter, TopicLog log) {
        if (letter.isCutOff()) {
            return log.at(letter.originalPartition(), letter.content().getOffset())
                    .map(record -> new Original(
                            record.key(),
                            record.value(),
                            List.of(record.headers().toArray())));
        }
        return Optional.of(asKept(letter));
    }

    /** As much of the original as the letter holds. */
    public static Original asKept(Letter letter) {
        List<Header> headers = new ArrayList<>();
        for (DeadLetterHeader header : letter.content().getHeaders()) {
            headers.add(new RecordHeader(header.getKey(), Bytes.of(header.getValue())));
        }
        return new Original(letter.key(), letter.value(), headers);
    }

    /** Its key; null if it has none. */
    public byte @Nullable [] key() {
        return key;
    }

    /** Its value; null if it has none. */
    public byte @Nullable [] value() {
        return value;
    }

    /** Its headers, in order. */
    public List<Header> headers() {
        return headers;
    }

    /** About how much memory it takes, in bytes. */
    int size() {
        int size = length(key) + length(value);
        for (Header header : headers) {
            size += header.key().length() + length(header.value());
        }
        return size;
    }

    private static int length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}
