package org.zonepulse.avrocodec;

import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/**
 * None of the registry's addresses gave a usable answer: connection refused, time-out, 5xx, 429, or something that
 * doesn't speak the protocol. It says nothing about the record at hand: processing has to wait and ask again.
 */
public final class RegistryUnavailableException extends RetriableException {
    private static final long serialVersionUID = 1L;

    public RegistryUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
