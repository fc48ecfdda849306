package org.zonepulse.kpi.topology;

import org.jspecify.annotations.Nullable;

/** What the second stage reads, in bytes as they came. */
final class Input {

    /** Where an input is from. */
    enum Kind {
        /** From the first stage: a {@link PartitionUpdate}. */
        UPDATE,
        /** From the calendar: a business day. */
        CALENDAR
    }

    private final Kind kind;
    private final byte @Nullable [] bytes;

    private Input(Kind kind, byte @Nullable [] bytes) {
        this.kind = kind;
        this.bytes = bytes;
    }

    static Input update(byte @Nullable [] bytes) {
        return new Input(Kind.UPDATE, bytes);
    }

    static Input calendar(byte @Nullable [] bytes) {
        return new Input(Kind.CALENDAR, bytes);
    }

    Kind kind() {
        return kind;
    }

    /** The record's value, null where it has none; nobody changes it. */
    byte @Nullable [] bytes() {
        return bytes;
    }
}
