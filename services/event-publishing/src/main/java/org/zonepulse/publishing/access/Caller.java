package org.zonepulse.publishing.access;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.zonepulse.ledger.event.EventStream;

/**
 * Who sent a request.
 *
 * @param publisher who that is; null in local use, where nobody is asked and everything is allowed
 * @param credential what it was known by, for the audit log: {@code key:<id>}, {@code token:<subject>}, or {@code none}; no
 *     secret
 * @param address the other end of the connection
 */
public record Caller(@Nullable Publisher publisher, String credential, String address) {

    public Caller {
        Objects.requireNonNull(credential, "credential");
        Objects.requireNonNull(address, "address");
    }

    public static Caller local(String address) {
        return new Caller(null, "none", address);
    }

    /** The publisher's name; {@code local} in local use. */
    public String name() {
        return publisher == null ? "local" : publisher.name();
    }

    /** Whether it may publish facts of that stream at all. */
    public boolean mayPublish(EventStream stream) {
        return publisher == null || publisher.mayPublish(stream);
    }

    /** Whether it may speak as that source. */
    public boolean maySpeakAs(String source) {
        return publisher == null || publisher.maySpeakAs(source);
    }
}
