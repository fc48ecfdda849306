package org.zonepulse.audit.restore;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A reason why an archive can't be restored, or its restoration can't go on, that an operator can do something about. */
public final class RestoreRefused extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Reason reason;
    private final transient List<Object> details;

    /** What can be in the way; after each, its details. */
    public enum Reason {
        /** The topics that hold records and should be empty, or held some once. */
        NOT_EMPTY,
        /** A topic, how many partitions it has, and how many the archive has. */
        PARTITIONS_DIFFER,
        /** A partition that holds more records than the archive, and how many the archive has. */
        LOG_LONGER,
        /** A partition, and how many records it holds, which aren't the archive's first. */
        LOG_DIFFERS,
        /** An id of the archive, the schema's name, and what the registry said. */
        SCHEMA_REFUSED,
        /** An id of the archive, the schema's name, and the id under which the registry gives another schema than it took. */
        SCHEMA_ALTERED,
        /** An id of the archive, and the name of the schema that the registry doesn't have. */
        SCHEMA_MISSING,
        /** The partition that the first record that was not taken is of, and what was said. */
        BROKEN_OFF
    }

    RestoreRefused(Reason reason, @Nullable Throwable cause, Object... details) {
        super(reason + " " + List.of(details), cause);
        this.reason = reason;
        this.details = List.of(details);
    }

    /** What is in the way. */
    public Reason reason() {
        return reason;
    }

    /** What is to be told of it. */
    public List<Object> details() {
        return details;
    }
}
