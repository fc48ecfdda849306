package org.zonepulse.avrocodec;

import org.apache.kafka.common.KafkaException;

/**
 * A registry answered, but won't serve us: 401 or 403 (credentials), or it has no registry at the address's path.
 * Neither bad data nor an outage: repeating helps only after someone has changed the configuration.
 */
public final class RegistryAccessException extends KafkaException {
    private static final long serialVersionUID = 1L;

    public RegistryAccessException(String message) {
        super(message);
    }
}
