package org.zonepulse.avrocodec;

/**
 * The record can't be written because its schema isn't in the registry, and {@code auto.register.schemas} is off. It can be as
 * soon as somebody registers it: the registry is asked again with the next record.
 */
public final class UnregisteredSchemaException extends SchemaRefusedException {
    private static final long serialVersionUID = 1L;

    public UnregisteredSchemaException(String message) {
        super(message);
    }
}
