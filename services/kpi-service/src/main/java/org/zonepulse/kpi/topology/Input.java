package org.zonepulse.kpi.topology;

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
    private final byte[] bytes;

    private Input(Kind kind, byte[] bytes) {
        this.kind = kind;
        this.bytes = bytes;
    }

    static Input update(byte[] bytes) {
        return new Input(Kind.UPDATE, bytes);
    }

    static Input calendar(byte[] bytes) {
        return new Input(Kind.CALENDAR, bytes);
    }

    Kind kind() {
        return kind;
    }

    /** The record's value; nobody changes it. */
    byte[] bytes() {
        return bytes;
    }
}
