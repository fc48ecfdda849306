package org.zonepulse.kpi.http;

import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a caller is told when something can't be done: an RFC 9457 problem detail.
 *
 * @param type the kind, which also gives title, status and remedy
 * @param detail what was wrong this time
 * @param address the instance to ask instead; null if there is none
 */
record Problem(ProblemType type, String detail, @Nullable URI address) {
    Problem {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(detail, "detail");
    }

    static Problem of(ProblemType type, String detail) {
        return new Problem(type, detail, null);
    }
}
