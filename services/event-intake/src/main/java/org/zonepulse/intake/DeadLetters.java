package org.zonepulse.intake;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.event.Violation;
import org.zonepulse.schemas.deadletter.DeadLetter;
import org.zonepulse.schemas.deadletter.DeadLetterHeader;
import org.zonepulse.schemas.deadletter.DeadLetterViolation;

/**
 * What could not be read, with all that is known of it. A broker limits compressed batches, so a record can be many times
 * as large as its topic's limit; a dead letter of it would be refused, and the service would meet it again for ever. So
 * what is too long is cut off and the letter says so: the whole stays in the event topic, which is kept for ever.
 */
public final class DeadLetters {

    /** Largest value that is kept whole, in bytes. */
    public static final int MOST_OF_VALUE = 1024 * 1024;

    /** Largest key that is kept whole, and largest sum of headers, in bytes. */
    public static final int MOST_OF_KEY = 64 * 1024;

    private DeadLetters() {}

    /**
     * The dead letter of a record.
     *
     * @param source who published it, where that could be read
     */
    public static DeadLetter of(
            Record<byte[], byte[]> record, RecordMetadata at, List<Violation> violations, @Nullable String source) {
        String reason = violations.getFirst().reason().name();
        List<DeadLetterViolation> all = new ArrayList<>();
        for (Violation violation : violations) {
            all.add(new DeadLetterViolation(violation.reason().name(), violation.field(), violation.message()));
        }
        List<DeadLetterHeader> headers = headers(record);
        note(all, reason, "the value", length(record.value()), MOST_OF_VALUE);
        note(all, reason, "the key", length(record.key()), MOST_OF_KEY);
        note(all, reason, "the list of headers", record.headers().toArray().length, headers.size());
        return new DeadLetter(
                reason,
                all,
                at.topic(),
                at.partition(),
                at.offset(),
                Instant.ofEpochMilli(record.timestamp()),
                buffer(key(record.key())),
                buffer(start(record.value(), MOST_OF_VALUE)),
                headers,
                source);
    }

    /** As much of a key as is kept. */
    public static byte @Nullable [] key(byte @Nullable [] key) {
        return start(key, MOST_OF_KEY);
    }

    private static void note(List<DeadLetterViolation> all, String reason, String what, int length, int kept) {
        if (length > kept) {
            all.add(new DeadLetterViolation(
                    reason, "$", what + " is cut off after " + kept + " of " + length + "; the topic has the whole"));
        }
    }

    private static List<DeadLetterHeader> headers(Record<byte[], byte[]> record) {
        List<DeadLetterHeader> kept = new ArrayList<>();
        int left = MOST_OF_KEY;
        for (Header header : record.headers()) {
            left -= header.key().length() + length(header.value());
            if (left < 0) {
                break;
            }
            kept.add(new DeadLetterHeader(header.key(), buffer(header.value())));
        }
        return kept;
    }

    private static int length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    private static byte @Nullable [] start(byte @Nullable [] bytes, int most) {
        return bytes == null || bytes.length <= most ? bytes : Arrays.copyOf(bytes, most);
    }

    private static @Nullable ByteBuffer buffer(byte @Nullable [] bytes) {
        return bytes == null ? null : ByteBuffer.wrap(bytes);
    }
}
