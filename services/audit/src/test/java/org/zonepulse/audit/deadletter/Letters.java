package org.zonepulse.audit.deadletter;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zonepulse.schemas.deadletter.DeadLetter;
import org.zonepulse.schemas.deadletter.DeadLetterViolation;

/** Dead letters to test with. */
final class Letters {

    static final Instant TIME = Instant.parse("2024-01-01T00:00:00Z");

    private Letters() {}

    static Letter of(long id, String reason, @Nullable String source) {
        return of(id, reason, source, "zone.loans.v1", TIME, new byte[] {1}, "is wrong");
    }

    static Letter of(
            long id, String reason, @Nullable String source, String topic, Instant time, byte[] value, String message) {
        return new Letter(
                id,
                new DeadLetter(
                        reason,
                        List.of(new DeadLetterViolation(reason, "$", message)),
                        topic,
                        5,
                        1_000 + id,
                        time,
                        ByteBuffer.wrap("91350100M000100Y43".getBytes(StandardCharsets.UTF_8)),
                        ByteBuffer.wrap(value),
                        List.of(),
                        source));
    }
}
