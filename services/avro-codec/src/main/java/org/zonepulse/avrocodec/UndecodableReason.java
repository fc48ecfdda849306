package org.zonepulse.avrocodec;

/** Why bytes are not a record, in the terms that a dead letter is counted by. */
public enum UndecodableReason {
    /** Shorter than the five bytes of the header, or the first of them isn't 0x00. */
    NOT_CONFLUENT_FORMAT,
    /** The registry answered that no schema has this id. */
    UNKNOWN_SCHEMA_ID,
    /** The schema of this id isn't an Avro record schema that this codec can use. */
    UNUSABLE_SCHEMA,
    /** The bytes end early, claim more than is there, or name a branch or symbol that the writer's schema lacks. */
    MALFORMED,
    /** A whole record, and then more bytes. */
    TRAILING_BYTES,
    /** The writer's schema can't be resolved to the reader's. */
    SCHEMA_MISMATCH,
    /** The class that the writer's schema names isn't there, isn't a record, or isn't trusted. */
    READER_CLASS_UNAVAILABLE
}
