package org.zonepulse.avrocodec;

import org.apache.kafka.common.errors.SerializationException;

/** The bytes are bad data: no retry will make them a record. The registry did answer, where it was needed. */
public final class UndecodableRecordException extends SerializationException {
    private static final long serialVersionUID = 1L;

    private final UndecodableReason reason;

    public UndecodableRecordException(UndecodableReason reason, String message) {
        super(reason + ": " + message);
        this.reason = reason;
    }

    /** Why, for machines. */
    public UndecodableReason reason() {
        return reason;
    }
}
