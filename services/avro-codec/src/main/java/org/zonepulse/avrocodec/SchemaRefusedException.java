package org.zonepulse.avrocodec;

import org.apache.kafka.common.errors.SerializationException;

/**
 * The record can't be written because of its schema: the registry refuses it (incompatible with the versions before
 * it, or invalid), or it isn't registered: {@link UnregisteredSchemaException}. A mistake of the publisher's
 * contract, not of the record's values: every record of that schema will fail.
 */
public class SchemaRefusedException extends SerializationException {
    private static final long serialVersionUID = 1L;

    public SchemaRefusedException(String message) {
        super(message);
    }
}
