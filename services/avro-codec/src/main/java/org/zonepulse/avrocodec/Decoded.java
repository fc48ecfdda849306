package org.zonepulse.avrocodec;

/**
 * What became of a record's bytes: a value, or the reason why they aren't one. Bad input is expected, so it is a value
 * and not an exception.
 */
public sealed interface Decoded<T> {

    /** A record, and the registry's id of the schema that it was written with. */
    record Ok<T>(T value, int schemaId) implements Decoded<T> {}

    /** Not a record, and never will be. The message is for people and holds no field values. */
    record Rejected<T>(UndecodableReason reason, String message) implements Decoded<T> {}
}
