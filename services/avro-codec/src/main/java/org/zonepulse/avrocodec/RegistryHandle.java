package org.zonepulse.avrocodec;

import org.jspecify.annotations.Nullable;

/** A registry that was given by the caller, or one that is opened here on configuration and closed with its user. */
final class RegistryHandle implements AutoCloseable {
    private final @Nullable SchemaRegistry given;
    private @Nullable SchemaRegistry opened;

    RegistryHandle(@Nullable SchemaRegistry given) {
        this.given = given;
    }

    synchronized SchemaRegistry get(CodecConfig config) {
        if (given != null) {
            return given;
        }
        close();
        SchemaRegistry fresh = config.openRegistry();
        opened = fresh;
        return fresh;
    }

    @Override
    public synchronized void close() {
        if (opened != null) {
            opened.close();
            opened = null;
        }
    }
}
